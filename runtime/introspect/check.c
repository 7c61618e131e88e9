#include "runtime/introspect/kind.h"

const IntrospectKind check_introspect = {
    "select " KEY("pg_constraint", "k.oid") " as key, "
    "       case k.contypid when 0 then " KEY("pg_class", "k.conrelid") " else " KEY("pg_type", "k.contypid") " end"
    "       as parent, k.conname as name,"
    "       pg_get_expr(k.conbin, k.conrelid) as expression, k.connoinherit as no_inherit,"
    "       not k.convalidated {18|and k.conenforced|} as not_valid,"
    "       {18|not k.conenforced|false} as not_enforced"
    "  from pg_constraint k"
    " where k.contype = 'c' and k.coninhcount = 0 and greatest(k.conrelid, k.contypid) >= " FIRST_USER_OID
    " order by k.conname",
};
