#include "runtime/introspect/kind.h"

const IntrospectKind schema_introspect = {
    "select " KEY("pg_namespace", "n.oid") " as key, n.nspname as name"
    "  from pg_namespace n"
    " where " USER_SCHEMA("n.nspname") " and n.oid not in " OF_EXTENSION("pg_namespace")
    " order by n.nspname",
};
