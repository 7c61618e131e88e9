#include "runtime/introspect/raw_sql.h"

#include "dsl/base/strbuf.h"
#include "runtime/introspect/kind.h"

/* Each source gives: class, oid, what it is (as DROP and COMMENT ON have it), its address behind that, the rest of CREATE. */
#define SOURCE(catalog, what, address, rest, from)                                                                    \
    "select '" catalog "'::regclass::oid, o.oid, " what ", " address ", " rest " from " from                          \
    " where o.oid >= " FIRST_USER_OID " and o.oid not in " OF_EXTENSION(catalog)

#define IDENTITY(catalog) "(pg_identify_object('" catalog "'::regclass, o.oid, 0)).identity"
#define NAME(schema, name) "format('%I.%I', (select nspname from pg_namespace where oid = " schema "), " name ")"

/* " (a 'x', b 'y')" of an array of options "a=x". */
#define OPTIONS(array)                                                                                                \
    "coalesce((select ' options (' || string_agg(quote_ident(split_part(t, '=', 1)) || ' ' || "                        \
    "quote_literal(substr(t, position('=' in t) + 1)), ', ' order by n) || ')' "                                      \
    "from unnest(" array ") with ordinality u (t, n)), '')"

/* "key = value, " pieces are put together by concat_ws: what is null is left out. */
#define PART(key, value) "'" key " = ' || " value
#define PART_IF(condition, text) "case when " condition " then " text " end"
#define ROUTINE(oid) "nullif(" oid ", 0)::regproc::text"
#define OPERATOR(oid) "(select format('operator(%I.%s)', s.nspname, x.oprname) from pg_operator x "                    \
                      "join pg_namespace s on s.oid = x.oprnamespace where x.oid = " oid ")"

/* Rules. */
static const char rules[] =
    "select 'pg_rewrite'::regclass::oid, o.oid, 'rule', format('%I on %s', o.rulename, o.ev_class::regclass),"
    "       substr(rtrim(pg_get_ruledef(o.oid), ';'), 13 + octet_length(quote_ident(o.rulename)))"
    "       || case o.ev_enabled when 'O' then '' else format(E';\\nalter table %s %s rule %I', o.ev_class::regclass,"
    "          case o.ev_enabled when 'D' then 'disable' when 'R' then 'enable replica' else 'enable always' end,"
    "          o.rulename) end"
    "  from pg_rewrite o where o.rulename <> '_RETURN' and o.oid >= " FIRST_USER_OID
    "   and o.ev_class not in " OF_EXTENSION("pg_class");
