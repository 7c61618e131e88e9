#include "runtime/introspect/raw_sql.h"

#include "dsl/base/strbuf.h"
#include "runtime/introspect/kind.h"

/* Operators and functions of an operator class hang on entries of their own. */
static const char links[] =
    ", link (catalog, object, on_catalog, on_object) as ("
    "  select classid, objid, refclassid, refobjid from pg_depend where deptype in ('n', 'a', 'i') union"
    "  select c.refclassid, c.refobjid, d.refclassid, d.refobjid from pg_depend c"
    "    join pg_depend d on d.classid = c.classid and d.objid = c.objid and d.refclassid <> c.refclassid"
    "   where c.refclassid = 'pg_opclass'::regclass and c.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass))";

/* The relation that something belongs to: a view's rule, an index, a constraint, a default, a trigger, a policy. */
#define OWNER_OF(catalog, relation)                                                                                   \
    "when '" catalog "'::regclass then (select " relation " from " catalog " where oid = l.object)"
#define RELATION_OF_LINK                                                                                              \
    "case l.catalog when 'pg_class'::regclass then"                                                                   \
    " coalesce((select indrelid from pg_index where indexrelid = l.object), l.object) "                               \
    OWNER_OF("pg_rewrite", "ev_class") OWNER_OF("pg_constraint", "nullif(conrelid, 0)")                               \
    OWNER_OF("pg_attrdef", "adrelid") OWNER_OF("pg_trigger", "tgrelid") OWNER_OF("pg_policy", "polrelid") " end"

/* What of it is not read by itself needs it without knowing. What of it is, is known by its name. */
static const char columns[] =
    " select m.what as name,"
    "   concat(m.up, (select format(E';\\ncomment on %s is %L', m.what, d.description) from pg_description d"
    "                  where d.classoid = m.catalog and d.objoid = m.object and d.objsubid = 0),"
    "     (select format(E';\nalter %s owner to %I', m.what, pg_get_userbyid(s.refobjid)) from pg_shdepend s"
    "       where s.dbid = b.oid and s.classid = m.catalog and s.objid = m.object and s.deptype = 'o'"
    "         and s.refobjid <> b.datdba and m.catalog <> 'pg_default_acl'::regclass)) as up,"
    "   coalesce(m.down, 'drop ' || m.what) as down,"
    "   (select array_agg(distinct array[null, null, other.what]) from link l"
    "      join made other on other.catalog = l.on_catalog and other.object = l.on_object"
    "     where l.catalog = m.catalog and l.object = m.object and other.object <> m.object) as after,"
    "   (select array_agg(distinct array[null, s.nspname::text, c.relname::text]) from link l"
    "      join pg_class c on c.oid = " RELATION_OF_LINK " join pg_namespace s on s.oid = c.relnamespace"
    "     where l.on_catalog = m.catalog and l.on_object = m.object and c.relkind in ('r', 'p', 'v', 'm')"
    "       and l.catalog <> m.catalog) as before"
    "  from made m join pg_database b on b.datname = current_database() order by m.what collate \"C\"";

static const char any[] =
    ANY("pg_rewrite", "rulename <> '_RETURN' and oid >= " FIRST_USER_OID)
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
    strbuf_printf(&out, ")%s%s", links, columns);
    return strbuf_text(&out);
}

const IntrospectKind raw_sql_introspect = {.make = make, .when = any};
