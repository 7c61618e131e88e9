#include "runtime/introspect/kind.h"

const IntrospectKind attribute_introspect = {
    .when = ANY_RELATION("'c'"),
    .query =
    "select " COLUMN_KEY("a.attrelid", "a.attnum") " as key, " KEY("pg_type", "c.reltype") " as parent,"
    "       a.attname as name, format_type(a.atttypid, a.atttypmod) as type,"
    "       case when l.oid is not null then array[nullif(n.nspname, 'pg_catalog'), l.collname]::text[] end"
    "       as collation"
    "  from pg_attribute a"
    "  join pg_class c on c.oid = a.attrelid and c.relkind = 'c'"
    "  join pg_type t on t.oid = a.atttypid"
    "  left join pg_collation l on l.oid = a.attcollation and l.oid <> t.typcollation"
    "  left join pg_namespace n on n.oid = l.collnamespace"
    " where a.attnum > 0 and not a.attisdropped and a.attrelid >= " FIRST_USER_OID
    " order by a.attrelid, a.attnum",
};
