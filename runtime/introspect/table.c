#include "runtime/introspect/kind.h"

/* Those of its TOAST table are the table's with a prefix. */
#define OPTIONS                                                                                                       \
    OPTIONS_OF("c.reloptions || coalesce((select array_agg('toast.' || t) from unnest(toast.reloptions) t), array[]::text[])")

const IntrospectKind table_introspect = {
    "select " KEY("pg_class", "c.oid") " as key, " KEY("pg_namespace", "c.relnamespace") " as parent,"
    "       c.relname as name, c.relpersistence = 'u' as unlogged, c.relrowsecurity as row_security,"
    "       c.relforcerowsecurity as row_security_forced,"
    "       nullif(m.amname, 'heap') as method, s.spcname as tablespace, " OPTIONS " as options"
    "  from pg_class c"
    "  left join pg_am m on m.oid = c.relam"
    "  left join pg_tablespace s on s.oid = c.reltablespace"
    "  left join pg_class toast on toast.oid = c.reltoastrelid"
    " where " IS_PLAIN_TABLE " and " USER_OBJECT("c.oid", "pg_class")
    " order by c.relname",
};
