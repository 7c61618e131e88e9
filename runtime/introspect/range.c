#include "runtime/introspect/kind.h"

/* A function or the like by name; what is PostgreSQL's own goes without a schema. */
#define NAMED(catalog, oid, schema, name)                                                                             \
    "(select array[nullif(n.nspname, 'pg_catalog'), o." name "]::text[] from " catalog " o"                           \
    "   join pg_namespace n on n.oid = o." schema " where o.oid = " oid

const IntrospectKind range_introspect = {
    .when = ANY_TYPE("r"),
    .query =
    "select " KEY("pg_type", "t.oid") " as key, " KEY("pg_namespace", "t.typnamespace") " as parent, t.typname as name,"
    "       format_type(r.rngsubtype, null) as subtype,"
    "       " NAMED("pg_opclass", "r.rngsubopc", "opcnamespace", "opcname") " and not o.opcdefault) as opclass,"
    "       " NAMED("pg_collation", "r.rngcollation", "collnamespace", "collname")
    "            and o.oid <> s.typcollation) as collation,"
    "       " NAMED("pg_proc", "r.rngcanonical", "pronamespace", "proname") ") as canonical,"
    "       " NAMED("pg_proc", "r.rngsubdiff", "pronamespace", "proname") ") as subtype_diff,"
    "       (select array[n.nspname, m.typname]::text[] from pg_type m join pg_namespace n on n.oid = m.typnamespace"
    "         where m.oid = r.rngmultitypid) as multirange"
    "  from pg_range r"
    "  join pg_type t on t.oid = r.rngtypid"
    "  join pg_type s on s.oid = r.rngsubtype"
    " where " USER_OBJECT("t.oid", "pg_type")
    " order by t.typname",
};
