#include "runtime/introspect/kind.h"

/* Without a word one goes to public, or, if it can be nowhere else, to pg_catalog. */
const IntrospectKind extension_introspect = {
    .when = ANY_OWN("pg_extension"),
    .query =
    "select " KEY("pg_extension", "e.oid") " as key, e.extname as name, e.extversion as version,"
    "       case when n.nspname <> 'public' and (n.nspname <> 'pg_catalog' or e.extrelocatable) then n.nspname end"
    "       as schema"
    "  from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
    " where e.oid >= " FIRST_USER_OID
    " order by e.extname",
};
