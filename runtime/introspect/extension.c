#include "runtime/introspect/kind.h"

const IntrospectKind extension_introspect = {
    .when = ANY_OWN("pg_extension"),
    .query =
    "select " KEY("pg_extension", "e.oid") " as key, e.extname as name, n.nspname as schema, e.extversion as version"
    "  from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
    " where e.oid >= " FIRST_USER_OID
    " order by e.extname",
};
