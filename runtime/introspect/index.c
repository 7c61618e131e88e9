#include "runtime/introspect/index_parts.h"

#define OF_CONSTRAINT "(select conindid from pg_constraint where contype in ('p', 'u', 'x'))"
#define IS_OURS                                                                                                       \
    "i.indrelid >= " FIRST_USER_OID " and i.indexrelid not in " OF_CONSTRAINT                                         \
    " and i.indexrelid not in (select inhrelid from pg_inherits)"

const IntrospectKind index_introspect = {
    "with part as (" INDEX_PARTS(IS_OURS) ") "
    "select " KEY("pg_class", "i.indexrelid") " as key, " KEY("pg_class", "i.indrelid") " as parent,"
    "       c.relname as name, i.indisunique as unique, m.amname as method, part.parts,"
    "       case when i.indnatts > i.indnkeyatts then"
    "       " COLUMN_NAMES("i.indkey", "i.indrelid", "o.place > i.indnkeyatts") " end as include,"
    "       {15|i.indnullsnotdistinct|false} as nulls_not_distinct, pg_get_expr(i.indpred, i.indrelid) as where,"
    "       case when c.reloptions is not null then"
    "       (select array_agg(array[split_part(o, '=', 1), substr(o, position('=' in o) + 1)]"
    "                         order by split_part(o, '=', 1)) from unnest(c.reloptions) o) end as options,"
    "       s.spcname as tablespace, not (i.indisvalid and i.indisready and i.indislive) as invalid"
    "  from part join pg_index i on i.indexrelid = part.indexrelid"
    "  join pg_class c on c.oid = i.indexrelid"
    "  join pg_am m on m.oid = c.relam"
    "  left join pg_tablespace s on s.oid = c.reltablespace"
    " order by c.relname",
};
