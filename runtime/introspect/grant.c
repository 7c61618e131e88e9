#include "runtime/introspect/kind.h"

/*
 * What was granted: the key of the object, its rights, those it has if nobody says anything, its owner, and whether
 * servers differ in what there is to grant, so that everything has to be called "all".
 */
#define GRANTED(catalog, rights, type, owner)                                                                         \
    "select " KEY(catalog, "oid") ", " rights ", acldefault(" type ", " owner "), " owner ", false from " catalog      \
    " where " rights " is not null and oid >= " FIRST_USER_OID

#define ALL_GRANTED                                                                                                   \
    "select " KEY("pg_class", "oid") ", relacl,"                                                                      \
    "       acldefault(case relkind when 'S' then 's' else 'r' end::\"char\", relowner), relowner, relkind <> 'S'"    \
    "  from pg_class where relacl is not null and oid >= " FIRST_USER_OID " union all "                               \
    "select " COLUMN_KEY("a.attrelid", "a.attnum") ", a.attacl, acldefault('c', c.relowner), c.relowner, false"       \
    "  from pg_attribute a join pg_class c on c.oid = a.attrelid"                                                     \
    " where a.attacl is not null and a.attrelid >= " FIRST_USER_OID " and not a.attisdropped union all "              \
    "select " KEY("pg_namespace", "n.oid") ", n.nspacl, coalesce(p.initprivs, acldefault('n', n.nspowner)),"          \
    "       n.nspowner, false"                                                                                        \
    "  from pg_namespace n"                                                                                           \
    "  left join pg_init_privs p on p.classoid = 'pg_namespace'::regclass and p.objoid = n.oid"                       \
    " where n.nspacl is not null union all "                                                                          \
    GRANTED("pg_proc", "proacl", "'f'", "proowner") " union all "                                                     \
    GRANTED("pg_type", "typacl", "'T'", "typowner")

#define SORTED(what, condition)                                                                                       \
    "coalesce(array_agg(" what " order by " what " collate \"C\") filter (where " condition "), array[]::text[])"
#define PRIVILEGES_OF(rights, grantee)                                                                                \
    "(select " SORTED("lower(x.privilege_type)", "true") " from aclexplode(" rights ") x where x.grantee = " grantee ")"
#define OR_ALL(privileges)                                                                                            \
    "case when o.many and " privileges " = " PRIVILEGES_OF("o.given", "o.owner") " then array['all'] else "            \
    privileges " end"

/* One row a role. PUBLIC has one as well where what it may by default was taken away and nothing is left. */
const IntrospectKind grant_introspect = {
    "with object (key, rights, given, owner, many) as (" ALL_GRANTED "),"
    " entry as ("
    "  select o.key, x.grantee, lower(x.privilege_type) as privilege, bool_or(x.is_grantable) as grantable"
    "    from object o cross join lateral aclexplode(o.rights) x where x.grantee <> o.owner group by 1, 2, 3),"
    " grantee as ("
    "  select key, grantee from entry union"
    "  select o.key, 0 from object o where exists (select from aclexplode(o.given) x where x.grantee = 0)),"
    " held as ("
    "  select g.key, g.grantee, " SORTED("e.privilege", "e.privilege is not null") " as privileges,"
    "         " SORTED("e.privilege", "e.grantable") " as grantable"
    "    from grantee g left join entry e on e.key = g.key and e.grantee = g.grantee group by 1, 2)"
    "select h.key as parent, coalesce(r.rolname, 'public') as name, " OR_ALL("h.privileges") " as privileges,"
    "       " OR_ALL("h.grantable") " as grantable"
    "  from held h join object o on o.key = h.key left join pg_roles r on r.oid = h.grantee"
    " where h.grantee <> 0 or h.privileges <> " PRIVILEGES_OF("o.given", "0")
    " order by 2",
};
