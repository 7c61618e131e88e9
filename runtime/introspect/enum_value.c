#include "runtime/introspect/kind.h"

const IntrospectKind enum_value_introspect = {
    "select " KEY("pg_enum", "v.oid") " as key, " KEY("pg_type", "v.enumtypid") " as parent, v.enumlabel as name"
    "  from pg_enum v"
    " order by v.enumtypid, v.enumsortorder",
};
