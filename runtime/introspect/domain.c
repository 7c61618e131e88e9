#include "runtime/introspect/kind.h"

const IntrospectKind domain_introspect = {
    .when = ANY_TYPE("d"),
    .query =
    "select " KEY("pg_type", "t.oid") " as key, " KEY("pg_namespace", "t.typnamespace") " as parent, t.typname as name,"
    "       format_type(t.typbasetype, t.typtypmod) as type, t.typnotnull as not_null,"
    "       pg_get_expr(t.typdefaultbin, 0) as value,"
    "       case when l.oid is not null then array[nullif(n.nspname, 'pg_catalog'), l.collname]::text[] end"
    "       as collation"
    "  from pg_type t"
    "  join pg_type b on b.oid = t.typbasetype"
    "  left join pg_collation l on l.oid = t.typcollation and l.oid <> b.typcollation"
    "  left join pg_namespace n on n.oid = l.collnamespace"
    " where t.typtype = 'd' and " USER_OBJECT("t.oid", "pg_type")
    " order by t.typname",
};
