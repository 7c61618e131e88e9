#include "runtime/introspect/kind.h"

const IntrospectKind table_introspect = {
    "select " KEY("pg_class", "c.oid") " as key, " KEY("pg_namespace", "c.relnamespace") " as parent,"
    "       c.relname as name, c.relpersistence = 'u' as unlogged, c.relrowsecurity as row_security,"
    "       c.relforcerowsecurity as row_security_forced"
    "  from pg_class c"
    " where " IS_PLAIN_TABLE " and " USER_OBJECT("c.oid", "pg_class")
    " order by c.relname",
};
