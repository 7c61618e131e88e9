/* Primary keys and unique constraints: one query, two kinds. */
#include "runtime/introspect/kind.h"

#define KEYS(type)                                                                                                    \
    "select " KEY("pg_constraint", "k.oid") " as key, " KEY("pg_class", "k.conrelid") " as parent, k.conname as name,"\
    "       " COLUMN_NAMES("k.conkey", "k.conrelid", "true") " as columns,"                                           \
    "       " COLUMN_NAMES("i.indkey", "k.conrelid", "o.place > i.indnkeyatts") " as include,"                        \
    "       {15|i.indnullsnotdistinct|false} as nulls_not_distinct,"                                                  \
    "       {18|k.conperiod|false} as without_overlaps, " OPTIONS_OF("c.reloptions") " as options,"                   \
    "       s.spcname as tablespace, k.condeferrable as deferrable, k.condeferred as initially_deferred"              \
    "  from pg_constraint k join pg_index i on i.indexrelid = k.conindid join pg_class c on c.oid = k.conindid"       \
    "  left join pg_tablespace s on s.oid = c.reltablespace"                                             \
    " where k.contype = '" type "' and k.conparentid = 0 and k.conrelid >= " FIRST_USER_OID " "  \
    " order by k.conname"

const IntrospectKind primary_key_introspect = {KEYS("p")};
const IntrospectKind unique_introspect = {KEYS("u"), .when = ANY_CONSTRAINT("u")};
