#include "runtime/introspect/kind.h"

const IntrospectKind policy_introspect = {
    .when = ANY("pg_policy", "true"),
    .query =
    "select " KEY("pg_policy", "p.oid") " as key, " KEY("pg_class", "p.polrelid") " as parent, p.polname as name,"
    "       not p.polpermissive as restrictive,"
    "       case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'"
    "                     else 'all' end as command,"
    "       (select array_agg(coalesce(r.rolname::text, 'public') order by coalesce(r.rolname, 'public') collate \"C\")"
    "          from unnest(p.polroles) o (id) left join pg_roles r on r.oid = o.id) as roles,"
    "       pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check"
    "  from pg_policy p"
    " where " USER_OBJECT("p.polrelid", "pg_class")
    " order by p.polname",
};
