#include "runtime/introspect/raw_sql.h"

#include "dsl/base/strbuf.h"
#include "runtime/introspect/kind.h"

/*
 * Operators and functions of an operator class or family hang on entries of their own. Of a cast that an expression
 * uses the server keeps no record: what has to do with one of its types may be meant, unless the cast is made of it.
 */
static const char links[] =
    ", link (catalog, object, on_catalog, on_object) as ("
    "  select classid, objid, refclassid, refobjid from pg_depend where deptype in ('n', 'a', 'i') union"
    "  select c.refclassid, c.refobjid, d.refclassid, d.refobjid from pg_depend c"
    "    join pg_depend d on d.classid = c.classid and d.objid = c.objid and d.refclassid <> c.refclassid"
    "   where c.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)"
    "     and c.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass) union"
    "  select d.classid, d.objid, 'pg_cast'::regclass, k.oid from pg_cast k"
    "    join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid in (k.castsource, k.casttarget)"
    "   where k.oid >= " FIRST_USER_OID " and (d.classid in ('pg_class'::regclass, 'pg_constraint'::regclass,"
    "         'pg_attrdef'::regclass, 'pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass)"
    "         or d.objid in (select a.aggfnoid from pg_aggregate a) and d.classid = 'pg_proc'::regclass"
    "         or d.objid in (select t.oid from pg_type t where t.typtype = 'd') and d.classid = 'pg_type'::regclass"
    "            and d.objid not in (k.castsource, k.casttarget))"
    "     and not exists (select from pg_type t where t.oid in (k.castsource, k.casttarget) and t.typrelid <> 0)"
    "     and not exists (select from pg_depend f where f.classid = 'pg_proc'::regclass and f.objid = k.castfunc"
    "                        and f.refclassid = 'pg_class'::regclass))";

/* The relation that something belongs to: a view's rule, an index, a constraint, a default, a trigger, a policy. */
#define OWNER_OF(catalog, relation)                                                                                   \
    "when '" catalog "'::regclass then (select " relation " from " catalog " where oid = l.object)"
#define RELATION_OF_LINK                                                                                              \
    "case l.catalog when 'pg_class'::regclass then"                                                                   \
    " coalesce((select indrelid from pg_index where indexrelid = l.object), l.object) "                               \
    OWNER_OF("pg_rewrite", "ev_class") OWNER_OF("pg_constraint", "nullif(conrelid, 0)")                               \
    OWNER_OF("pg_attrdef", "adrelid") OWNER_OF("pg_trigger", "tgrelid") OWNER_OF("pg_policy", "polrelid") " end"

#define TYPE_OF_LINK                                                                                                  \
    "case l.catalog when 'pg_type'::regclass then l.object "                                                          \
    OWNER_OF("pg_constraint", "contypid") " end"

/* The functions of a base type that are no objects of their own. */
#define SUPPORTS                                                                                                      \
    "pg_type t join pg_proc p on m.catalog = 'pg_type'::regclass and t.oid = m.object"                                \
    " and p.oid in (" SUPPORT_OF("t") ")"

/* Comments: its own, and those of its columns, constraints and triggers, or of the functions of a type. */
#define COMMENTS                                                                                                      \
    "(select string_agg(format(E';\\ncomment on %s is %L', x.what, x.text), '' order by x.rank, x.what) from ("        \
    "   select 1, m.what, d.description from pg_description d"                                                       \
    "    where d.classoid = m.catalog and d.objoid = m.object and d.objsubid = 0 union all"                           \
    "   select 2, format('column %s.%I', m.object::regclass, a.attname), col_description(a.attrelid, a.attnum)"       \
    "     from pg_attribute a where a.attrelid = m.object and not a.attisdropped union all"                           \
    "   select 3, format('constraint %I on %s', k.conname, m.object::regclass),"                                      \
    "          obj_description(k.oid, 'pg_constraint') from pg_constraint k where k.conrelid = m.object union all"    \
    "   select 4, format('trigger %I on %s', t.tgname, m.object::regclass), obj_description(t.oid, 'pg_trigger')"     \
    "     from pg_trigger t where t.tgrelid = m.object and not t.tgisinternal union all"                              \
    "   select 5, 'function ' || p.oid::regprocedure, obj_description(p.oid, 'pg_proc') from " SUPPORTS               \
    "   ) x (rank, what, text)"                                                                                       \
    " where x.text is not null and (x.rank in (1, 5) or m.catalog = 'pg_class'::regclass))"

#define OWNER                                                                                                         \
    "(select format(E';\\nalter %s owner to %I', m.what, pg_get_userbyid(s.refobjid)) from pg_shdepend s"             \
    "  where s.dbid = b.oid and s.classid = m.catalog and s.objid = m.object and s.deptype = 'o'"                     \
    "    and s.refobjid <> b.datdba and m.catalog <> 'pg_default_acl'::regclass),"                                    \
    "(select string_agg(format(E';\\nalter function %s owner to %I', p.oid::regprocedure, "                          \
    "          pg_get_userbyid(p.proowner)), '' order by p.oid::regprocedure::text)"                                  \
    "   from " SUPPORTS " where p.proowner <> b.datdba)"

/* What can be granted: an object, its name to GRANT, a column, the rights there are, those that come by themselves. */
static const char grantable[] =
    ", grantable (catalog, object, what, part, rights, given) as ("
    " select 'pg_class'::regclass, c.oid, c.oid::regclass::text, '', c.relacl, acldefault('r', c.relowner)"
    "   from pg_class c where c.relkind = 'f' union all"
    " select 'pg_class', c.oid, c.oid::regclass::text, format(' (%I)', a.attname), a.attacl,"
    "        acldefault('c', c.relowner) from pg_attribute a join pg_class c on c.oid = a.attrelid"
    "  where c.relkind = 'f' and not a.attisdropped union all"
    " select 'pg_proc', p.oid, 'function ' || p.oid::regprocedure, '', p.proacl, acldefault('f', p.proowner)"
    "   from pg_proc p where p.prokind = 'a' union all"
    " select 'pg_type', t.oid, 'type ' || format_type(t.oid, null), '', t.typacl, acldefault('T', t.typowner)"
    "   from pg_type t where " IS_BASE_TYPE("t") " union all"
    " select 'pg_type', m.object, 'function ' || p.oid::regprocedure, '', p.proacl, acldefault('f', p.proowner)"
    "   from made m cross join lateral (select p.* from " SUPPORTS ") p union all"
    " select 'pg_foreign_data_wrapper', oid, format('foreign data wrapper %I', fdwname), '', fdwacl,"
    "        acldefault('F', fdwowner) from pg_foreign_data_wrapper union all"
    " select 'pg_foreign_server', oid, format('foreign server %I', srvname), '', srvacl, acldefault('S', srvowner)"
    "   from pg_foreign_server)";

#define CHANGED_RIGHTS(verb, to, option, had, has)                                                                    \
    "(select string_agg(format(E';\\n" verb " %s on %s " to " %s%s', x.privileges, x.what, x.role, " option "), ''"   \
    "    order by x.what, x.role, x.privileges) from ("                                                               \
    "  select g.what, string_agg(lower(e.privilege_type) || g.part, ', ' order by e.privilege_type, g.part),"         \
    "         case e.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(e.grantee)) end, e.is_grantable"   \
    "    from grantable g"                                                                                            \
    "   cross join lateral (select grantee, privilege_type, is_grantable from aclexplode(" has ") except"             \
    "                       select grantee, privilege_type, is_grantable from aclexplode(" had ")) e"                 \
    "   where g.catalog = m.catalog and g.object = m.object and g.rights is not null group by 1, 3, 4)"               \
    " x (what, privileges, role, grantable))"

static const char said[] =
    ", said (catalog, object, text) as (select m.catalog, m.object, concat(" COMMENTS ", " OWNER ", "
    CHANGED_RIGHTS("revoke", "from", "''", "g.rights", "g.given") ", "
    CHANGED_RIGHTS("grant", "to", "case when x.grantable then ' with grant option' end", "g.given", "g.rights")
    ") from made m join pg_database b on b.datname = current_database())";

/* What of it is not read by itself needs it without knowing. What of it is, is known by its name, as types are. */
static const char columns[] =
    " select m.what as name,"
    "   m.up || a.text as up,"
    "   coalesce(m.down, 'drop ' || m.what || case m.catalog when 'pg_type'::regclass then ' cascade' else '' end)"
    "     as down,"
    "   (select array_agg(distinct array[null, null, other.what]) from link l"
    "      join made other on other.catalog = l.on_catalog and other.object = l.on_object"
    "     where l.catalog = m.catalog and l.object = m.object and other.object <> m.object) as after,"
    "   (select array_agg(distinct array[null, s.nspname::text, c.name::text]) from link l"
    "     cross join lateral (select relnamespace, relname from pg_class"
    "                          where oid = " RELATION_OF_LINK " and relkind in ('r', 'p', 'v', 'm')"
    "                          union all select typnamespace, typname from pg_type"
    "                          where oid = " TYPE_OF_LINK " and typtype in ('d', 'r')) c (space, name)"
    "      join pg_namespace s on s.oid = c.space"
    "     where l.on_catalog = m.catalog and l.on_object = m.object"
    "       and l.catalog <> m.catalog and m.catalog <> 'pg_type'::regclass) as before"
    "  from made m join said a on a.catalog = m.catalog and a.object = m.object order by m.what collate \"C\"";

static const char any[] =
    ANY("pg_type t", IS_BASE_TYPE("t"))
    " or " ANY("pg_rewrite", "rulename <> '_RETURN' and oid >= " FIRST_USER_OID)
    " or " ANY("pg_aggregate", "aggfnoid >= " FIRST_USER_OID) " or " ANY_OWN("pg_operator")
    " or " ANY_OWN("pg_opfamily") " or " ANY_OWN("pg_opclass") " or " ANY_OWN("pg_cast") " or " ANY_OWN("pg_conversion")
    " or " ANY("pg_transform", "true") " or " ANY_OWN("pg_am") " or " ANY_OWN("pg_ts_dict")
    " or " ANY_OWN("pg_ts_config") " or " ANY("pg_foreign_data_wrapper", "true") " or " ANY("pg_publication", "true")
    " or " ANY("pg_event_trigger", "true") " or " ANY("pg_default_acl", "true");

static const char *make(Arena *arena)
{
    StrBuf out = {.arena = arena};

    strbuf_puts(&out, "with made (catalog, object, what, up, down) as (");
    for (size_t i = 0; raw_sql_sources[i]; i++) {
        strbuf_puts(&out, i ? " union all " : "");
        strbuf_puts(&out, raw_sql_sources[i]);
    }
    strbuf_printf(&out, ")%s%s%s%s", links, grantable, said, columns);
    return strbuf_text(&out);
}

const IntrospectKind raw_sql_introspect = {.make = make, .when = any};
