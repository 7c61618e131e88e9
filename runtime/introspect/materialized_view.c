#include "runtime/introspect/kind.h"

/* Those of its TOAST table have a prefix. */
#define OPTIONS                                                                                                       \
    "(select array_agg(array[split_part(o, '=', 1), substr(o, position('=' in o) + 1)]"                               \
    "                  order by split_part(o, '=', 1) collate \"C\")"                                                 \
    "   from (select unnest(c.reloptions) union all select 'toast.' || unnest(t.reloptions)) s (o))"

const IntrospectKind materialized_view_introspect = {
    .when = ANY_RELATION("'m'"),
    .query =
    "select " KEY("pg_class", "c.oid") " as key, " KEY("pg_namespace", "c.relnamespace") " as parent,"
    "       c.relname as name, " VIEW_QUERY " as query, " VIEW_OUTPUTS " as outputs, true as outputs_known,"
    "       " OPTIONS " as options, nullif(m.amname, 'heap') as method, s.spcname as tablespace,"
    "       not c.relispopulated as no_data"
    "  from pg_class c"
    "  join pg_am m on m.oid = c.relam"
    "  left join pg_class t on t.oid = c.reltoastrelid"
    "  left join pg_tablespace s on s.oid = c.reltablespace"
    " where c.relkind = 'm' and " USER_OBJECT("c.oid", "pg_class")
    " order by c.relname",
};
