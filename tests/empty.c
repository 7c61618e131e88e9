#include "tests/empty.h"

#include "dsl/base/strbuf.h"

#include <stddef.h>

/* Event triggers first: they would fire. What other things are made of comes after these. */
static const struct {
    const char *catalog, *condition;
} things[] = {
    {"pg_event_trigger", "true"},
    {"pg_publication", "true"},
    {"pg_extension", "o.extname <> 'plpgsql'"},         /* one can have schemas of its own */
    {"pg_namespace", "o.nspname <> 'public'"},
    {"pg_foreign_data_wrapper", "true"},
    {"pg_class", "o.relkind in ('r', 'p', 'v', 'm', 'f')"},
    {"pg_class", "o.relkind = 'S'"},
    {"pg_cast", "true"},
    {"pg_opfamily", "true"},
    {"pg_operator", "true"},
    {"pg_proc", "true"},
    {"pg_type", "o.oid not in (select typarray from pg_type) and (o.typrelid = 0 or exists"
                " (select from pg_class c where c.oid = o.typrelid and c.relkind = 'c'))"},
    {"pg_collation", "true"},
    {"pg_ts_config", "true"},
    {"pg_ts_dict", "true"},
    {"pg_conversion", "true"},
    {"pg_am", "true"},
};

/* There is no command for it. */
static const char default_rights[] = "delete from pg_default_acl;\n";

/* Only where something was changed: a change of any schema has the server plan all kept queries anew. */
static const char schema_public[] =
    "if exists (select from pg_namespace n join pg_init_privs p on p.objoid = n.oid\n"
    "                  and p.classoid = 'pg_namespace'::regclass where n.nspname = 'public'\n"
    "              and n.nspacl::text = p.initprivs::text\n"
    "              and (n.nspowner = 10) = (current_setting('server_version_num')::int < 150000)\n"
    "              and n.nspowner in (10, to_regrole('pg_database_owner'))\n"
    "              and obj_description(n.oid, 'pg_namespace') = 'standard public schema') then return; end if;\n"
    "for one in select distinct format('revoke all on schema public from %s', case x.grantee when 0 then "
    "'public' else\n"
    "                                   x.grantee::regrole::text end)\n"
    "             from pg_namespace n cross join lateral aclexplode(n.nspacl) x where n.nspname = 'public'\n"
    "loop execute one; end loop;\n"
    "if current_setting('server_version_num')::int < 150000 then\n"
    "    alter schema public owner to current_user;\n"
    "    grant all on schema public to current_user;\n"
    "    grant all on schema public to public;\n"
    "else\n"
    "    alter schema public owner to pg_database_owner;\n"
    "    grant all on schema public to pg_database_owner;\n"
    "    grant usage on schema public to public;\n"
    "end if;\n"
    "comment on schema public is 'standard public schema';\n";

/* In one query, which takes half of the time of as many: what went with others before its turn is missing by then. */
const char *empty_database(Arena *arena)
{
    StrBuf sql = {.arena = arena};

    strbuf_puts(&sql, "do $$ declare one text; begin for one in\n"
                      "select format('drop %s if exists %s cascade', replace(i.type, '-', ' '), i.identity)\n"
                      "  from (");
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        strbuf_printf(&sql, "%sselect %zu, '%s'::regclass, o.oid from %s o where o.oid >= 16384 and %s\n",
                      i ? "union all " : "", i, things[i].catalog, things[i].catalog, things[i].condition);
    strbuf_puts(&sql, ") o (turn, class, oid) cross join lateral pg_identify_object(o.class, o.oid, 0) i\n"
                      " where (i.schema is null or i.schema = 'public')\n"
                      /* it goes with what it is a part of */
                      "   and not exists (select from pg_depend d where d.classid = o.class and d.objid = o.oid\n"
                      "                      and d.deptype = 'i' and d.refobjid <> d.objid)\n"
                      " order by o.turn\n"
                      "loop execute one; end loop;\n");
    strbuf_puts(&sql, default_rights);
    strbuf_puts(&sql, schema_public);
    strbuf_puts(&sql, "end $$");
    return strbuf_text(&sql);
}
