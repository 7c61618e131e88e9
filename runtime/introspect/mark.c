/* Replica identity and cluster order. */
#include "runtime/introspect/kind.h"

/* What is marked: the constraint that the index `x` is of, if it is of one, else the index itself. */
#define MARKED "coalesce(" KEY("pg_constraint", "k.oid") ", " KEY("pg_class", "x.indexrelid") ")"
#define CONSTRAINT_OF_INDEX                                                                                           \
    " left join pg_constraint k on k.conindid = x.indexrelid and k.conrelid = x.indrelid and "                        \
    "k.contype in ('p', 'u', 'x')"

/* An index that was dropped leaves nothing to identify rows by. */
const IntrospectKind replica_identity_introspect = {
    "select case when x.indexrelid is null then " KEY("pg_class", "c.oid") " else " MARKED " end as parent,"
    "       case when c.relreplident = 'f' then 'full' when x.indexrelid is null then 'nothing' end as rows"
    "  from pg_class c"
    "  left join pg_index x on x.indrelid = c.oid and x.indisreplident and c.relreplident = 'i'" CONSTRAINT_OF_INDEX
    " where c.relkind in ('r', 'p') and c.relreplident <> 'd' and c.oid >= " FIRST_USER_OID,
};

const IntrospectKind cluster_introspect = {
    "select " MARKED " as parent from pg_index x" CONSTRAINT_OF_INDEX
    " where x.indisclustered and x.indrelid >= " FIRST_USER_OID,
};
