#include "runtime/introspect/kind.h"

const IntrospectKind bound_introspect = {
    .when = ANY("pg_inherits", "true"),
    .query =
    "select " KEY("pg_class", "c.oid") " as parent, array[n.nspname, p.relname]::text[] as of,"
    "       regexp_replace(pg_get_expr(c.relpartbound, c.oid), '^FOR VALUES ', '') as values"
    "  from pg_class c"
    "  join pg_inherits i on i.inhrelid = c.oid"
    "  join pg_class p on p.oid = i.inhparent"
    "  join pg_namespace n on n.oid = p.relnamespace"
    " where c.relispartition and c.relkind in ('r', 'p') and c.oid >= " FIRST_USER_OID,
};
