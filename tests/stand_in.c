#include "tests/stand_in.h"

#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"

#include <assert.h>
#include <string.h>

/* Around the script: what is there afterwards and was not before belongs to the extension. */
#define EVERYTHING                                                                                                    \
    "(select 'pg_proc'::regclass::oid, oid from pg_proc"                                                              \
    " union all select 'pg_namespace'::regclass, oid from pg_namespace"                                               \
    " union all select 'pg_class'::regclass, oid from pg_class where relkind in ('r', 'v')) o (class, object)"
static const char before[] = "create temp table stand_in_before as select * from " EVERYTHING ";\n";
static const char after[] =
    "select set_config('allow_system_table_mods', 'on', true);\n"
    "insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)\n"
    "select pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'), '@name@', oid, '@extschema@'::regnamespace,\n"
    "       false, '1.0' from pg_roles where rolname = current_user;\n"
    "insert into pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)\n"
    "select 'pg_extension'::regclass, oid, 0, 'pg_namespace'::regclass, extnamespace, 0, 'n'\n"
    "  from pg_extension where extname = '@name@' and extnamespace >= 16384;\n"
    "select set_config('allow_system_table_mods', 'off', true);\n"
    "do $members$ declare one record; begin\n"
    "for one in select i.type, i.identity\n"
    "             from " EVERYTHING " cross join lateral pg_identify_object(class, object, 0) i\n"
    "            where (class, object) not in (select class, object from stand_in_before) and i.identity !~ '^pg_t'\n"
    "loop execute format('alter extension @name@ add %s %s', one.type, one.identity); end loop; end $members$;\n"
    "drop table stand_in_before;";

static const char *replaced(Arena *arena, const char *text, const char *what, const char *with)
{
    StrBuf out = {.arena = arena};

    for (const char *at; (at = strstr(text, what)); text = at + strlen(what)) {
        strbuf_putn(&out, text, (size_t)(at - text));
        strbuf_puts(&out, with);
    }
    strbuf_puts(&out, text);
    return strbuf_text(&out);
}

static const char *script(Arena *arena, const char *name)
{
    const char *error;
    Bytes content;
    bool read = file_read(arena, arena_printf(arena, "tests/pg/stand_in/%s.sql", name), 1 << 20, &content, &error);

    assert(read);
    return read ? content.text : "";
}

/* "CREATE EXTENSION citus", and in which schema. */
static const char *replace_one(Arena *arena, const char *sql, const char *name, const char *schema, const char *said)
{
    const char *create = arena_printf(arena, "CREATE EXTENSION %s%s;", name, said), *text;

    if (!strstr(sql, create))
        return sql;
    text = arena_printf(arena, "%s%s%s", before, script(arena, name), after);
    text = replaced(arena, replaced(arena, text, "@extschema@", schema), "@name@", name);
    return replaced(arena, sql, create, text);
}

const char *stand_in(Arena *arena, const char *sql)
{
    sql = replace_one(arena, sql, "citus", "pg_catalog", "");
    sql = replace_one(arena, sql, "timescaledb", "public", "");
    return replace_one(arena, sql, "timescaledb", "ts", " SCHEMA ts");
}
