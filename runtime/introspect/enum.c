#include "runtime/introspect/kind.h"

const IntrospectKind enum_introspect = {
    .when = ANY_TYPE("e"),
    .query =
    "select " KEY("pg_type", "t.oid") " as key, " KEY("pg_namespace", "t.typnamespace") " as parent, t.typname as name,"
    "       (select array_agg(v.enumlabel::text order by v.enumsortorder) from pg_enum v where v.enumtypid = t.oid)"
    "       as labels"
    "  from pg_type t"
    " where t.typtype = 'e' and " USER_OBJECT("t.oid", "pg_type")
    " order by t.typname",
};
