#include "runtime/introspect/kind.h"

/* Switches are there when they are on; off is what they are without a word. */
#define OPTIONS                                                                                                       \
    "(select array_agg(array[o.name, o.value] order by o.name collate \"C\")"                                         \
    "   from (select split_part(r, '=', 1) as name, case when split_part(r, '=', 1) = 'check_option'"                 \
    "                then lower(substr(r, position('=' in r) + 1))"                                                   \
    "                else substr(r, position('=' in r) + 1)::boolean::text end as value"                              \
    "           from unnest(c.reloptions) r) o where o.value <> 'false')"

const IntrospectKind view_introspect = {
    .when = ANY_RELATION("'v'"),
    .query =
    "select " KEY("pg_class", "c.oid") " as key, " KEY("pg_namespace", "c.relnamespace") " as parent,"
    "       c.relname as name, " VIEW_QUERY " as query, " VIEW_OUTPUTS " as outputs, true as outputs_known,"
    "       " OPTIONS " as options"
    "  from pg_class c"
    " where c.relkind = 'v' and " USER_OBJECT("c.oid", "pg_class")
    " order by c.relname",
};
