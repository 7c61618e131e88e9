#include "runtime/introspect/kind.h"

/* A default mentions no column. Told the table, the server would name all its columns, for each default anew. */
const IntrospectKind default_introspect = {
    "select " KEY("pg_attrdef", "x.oid") " as key, " COLUMN_KEY("x.adrelid", "x.adnum") " as parent,"
    "       pg_get_expr(x.adbin, 0) as value"
    "  from pg_attrdef x join pg_attribute a on a.attrelid = x.adrelid and a.attnum = x.adnum"
    "  join pg_class c on c.oid = x.adrelid and (c.relkind not in ('r', 'p') or " IS_OWN_COLUMN ")"
    " where a.attgenerated = '' and x.adrelid >= " FIRST_USER_OID,
};
