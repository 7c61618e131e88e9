#include "runtime/introspect/kind.h"
#include "runtime/introspect/raw_sql.h"

/* As Argument has it: mode, name, type, default. */
#define ARGUMENTS                                                                                                     \
    "(select array_agg(array[case coalesce(p.proargmodes[a.n], 'i') when 'o' then 'out' when 'b' then 'inout'"        \
    "                             when 'v' then 'variadic' when 't' then 'table' else 'in' end,"                      \
    "                        nullif(p.proargnames[a.n], ''), format_type(a.type, null),"                              \
    "                        pg_get_function_arg_default(p.oid, a.n::int)]::text[] order by a.n)"                     \
    "   from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality a (type, n))"

/* Said by arguments that give something back; a procedure's is nobody's business. */
#define RETURNS                                                                                                       \
    "case when p.prokind <> 'p' and not coalesce(p.proargmodes && array['o', 'b', 't']::\"char\"[], false)"           \
    " then format_type(p.prorettype, null) end"

#define SETTINGS                                                                                                      \
    "(select array_agg(array[lower(split_part(c, '=', 1)), substr(c, position('=' in c) + 1)]"                        \
    "                  order by lower(split_part(c, '=', 1)) collate \"C\") from unnest(p.proconfig) c)"

#define TRANSFORMS                                                                                                    \
    "(select array_agg(format_type(t.type, null) order by t.n)"                                                       \
    "   from unnest(p.protrftypes) with ordinality t (type, n))"

const IntrospectKind function_introspect = {
    .when = ANY_OWN("pg_proc"),
    .query =
    "select " KEY("pg_proc", "p.oid") " as key, " KEY("pg_namespace", "p.pronamespace") " as parent,"
    "       p.proname as name, p.proname as called,"
    "       case p.prokind when 'p' then 'procedure' when 'w' then 'window function' else 'function' end as routine,"
    "       " ARGUMENTS " as arguments, " RETURNS " as returns, p.prokind <> 'p' and p.proretset as returns_set,"
    "       l.lanname as language,"
    "       case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,"
    "       p.proisstrict as strict, p.proleakproof as leakproof, p.prosecdef as security_definer,"
    "       case p.proparallel when 's' then 'safe' when 'r' then 'restricted' else 'unsafe' end as parallel,"
    "       nullif(p.procost, case when l.lanname in ('c', 'internal') then 1 else 100 end)::text as cost,"
    "       nullif(p.prorows, case when p.proretset then 1000 else 0 end)::text as rows,"
    "       case when s.oid is not null then array[n.nspname, s.proname]::text[] end as support,"
    "       " SETTINGS " as settings, " TRANSFORMS " as transforms,"
    "       case when p.prosqlbody is null then regexp_replace(p.prosrc, '\\r+\\n', E'\\n', 'g') end as body,"
    "       p.probin as object_file, pg_get_function_sqlbody(p.oid) as sql_body"
    "  from pg_proc p"
    "  join pg_language l on l.oid = p.prolang"
    "  left join pg_proc s on s.oid = p.prosupport"
    "  left join pg_namespace n on n.oid = s.pronamespace"
    " where p.prokind <> 'a' and " USER_OBJECT("p.oid", "pg_proc")
    "   and p.oid not in (select objid from pg_depend where classid = 'pg_proc'::regclass and deptype = 'i')"
    "   and p.oid not in (select f.objid from pg_type t cross join lateral (" SUPPORT_OF("t") ") f"
    "                      where " IS_BASE_TYPE("t") " and t.oid not in " OF_EXTENSION("pg_type") ")"
    " order by p.proname, pg_get_function_identity_arguments(p.oid)",
};
