#include "runtime/introspect/kind.h"

/* Those of tables are no types of their own. */
const IntrospectKind composite_introspect = {
    .when = ANY_RELATION("'c'"),
    .query =
    "select " KEY("pg_type", "t.oid") " as key, " KEY("pg_namespace", "t.typnamespace") " as parent, t.typname as name,"
    "       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a"
    "         where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) as attributes"
    "  from pg_type t"
    "  join pg_class c on c.oid = t.typrelid and c.relkind = 'c'"
    " where " USER_OBJECT("t.oid", "pg_type")
    " order by t.typname",
};
