#include "runtime/introspect/kind.h"

/* The kind "e" is there for expressions, whatever was asked for. */
#define KINDS                                                                                                         \
    "(select array_agg(case one when 'd' then 'ndistinct' when 'f' then 'dependencies' else 'mcv' end"                \
    "                  order by case one when 'f' then 1 when 'm' then 2 else 3 end)"                                 \
    "   from unnest(s.stxkind) k (one) where one <> 'e' having count(*) < 3)"

#define PARTS                                                                                                         \
    "(select array_agg(array[p.name, p.expression]::text[] order by p.expressions, p.name collate \"C\", p.place)"    \
    "   from (select false, a.attname::text, null, 0 from unnest(s.stxkeys) c (number)"                               \
    "           join pg_attribute a on a.attrelid = s.stxrelid and a.attnum = c.number"                               \
    "          union all"                                                                                             \
    "         select true, null, e.text, e.place"                                                                     \
    "           from unnest(pg_get_statisticsobjdef_expressions(s.oid)) with ordinality e (text, place)"              \
    "        ) p (expressions, name, expression, place))"

const IntrospectKind statistics_introspect = {
    .when = ANY("pg_statistic_ext", "true"),
    .query =
    "select " KEY("pg_statistic_ext", "s.oid") " as key, " KEY("pg_class", "s.stxrelid") " as parent,"
    "       s.stxname as name, " KINDS " as kinds, " PARTS " as parts,"
    "       case when s.stxstattarget >= 0 then s.stxstattarget::text end as target"
    "  from pg_statistic_ext s"
    "  join pg_class c on c.oid = s.stxrelid and c.relkind in ('r', 'p', 'm') and c.relnamespace = s.stxnamespace"
    " where " USER_OBJECT("s.oid", "pg_statistic_ext")
    " order by s.stxname",
};
