#include "codegen/sql/column_settings.h"

#include "codegen/sql/options.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/storage.h"

/* Of a text that format() is given. */
static const char *doubled(Arena *arena, const char *text)
{
    StrBuf out = {.arena = arena};

    for (; *text; text++)
        strbuf_puts(&out, *text == '%' ? "%%" : (char[]){*text, '\0'});
    return strbuf_text(&out);
}

static void set(SqlOut *out, const Column *column, const char *what, const char *value)
{
    StrBuf *sql = sql_action(out, column->object.parent);

    emit(sql, "ALTER COLUMN ${name} SET ${what} ${value}", "name", ident(sql, column->object.name), "what", what,
         "value", value, NULL);
}

/* "ALTER MATERIALIZED VIEW v ALTER COLUMN c SET STORAGE %s", for format(): no name puts anything else into it. */
static const char *storage_format(SqlOut *out, const Column *column)
{
    StrBuf text = {.arena = out->arena}, whose = {.arena = out->arena};

    sql_kind(column->object.parent->kind)->spell(&whose, column->object.parent);
    emit(&text, "ALTER ${whose} ALTER COLUMN ${name} SET STORAGE %s",
         "whose", doubled(out->arena, strbuf_text(&whose)),
         "name", doubled(out->arena, ident(&whose, column->object.name)), NULL);
    return strbuf_text(&text);
}

/* What a type has anyway can be said since PostgreSQL 16 alone. So the server is asked what that is. */
static void reset_storage(SqlOut *out, const Column *column)
{
    StrBuf *sql = sql_statement(out), body = {.arena = out->arena};

    emit(&body,
         "BEGIN\n"
         "    EXECUTE (SELECT format(${alter}, CASE t.typstorage\n"
         "                 WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)\n"
         "               FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid\n"
         "              WHERE a.attrelid = ${table}::regclass AND a.attname = ${name});\n"
         "END",
         "alter", literal(&body, storage_format(out, column)),
         "table", literal(&body, table_name(&body, column->object.parent)),
         "name", literal(&body, column->object.name), NULL);
    emit(sql, "DO ${tag}\n${body}\n${tag}", "tag", dollar_tag(out->arena, strbuf_text(&body)),
         "body", strbuf_text(&body), NULL);
    sql_comment(out, "storage as the type has it");
}

/* What that is is known of most types. */
static void set_storage(SqlOut *out, const Column *column)
{
    const char *usual = type_storage(out->after, &column->type);
    StrBuf sql = {.arena = out->arena};

    if (column->storage || usual || out->oldest >= 16)
        set(out, column, "STORAGE", keywords(&sql, column->storage ? column->storage : usual ? usual : "default"));
    else
        reset_storage(out, column);
}

void column_settings(SqlOut *out, const Column *before, const Column *after, bool retyped)
{
    static const Column none;
    const Column *old = before ? before : &none;
    StrBuf sql = {.arena = out->arena}, whose = {.arena = out->arena};

    if (retyped ? after->storage != NULL : !text_same(old->storage, after->storage))
        set_storage(out, after);
    if (retyped ? after->compression != NULL : !text_same(old->compression, after->compression))
        set(out, after, "COMPRESSION", after->compression ? ident(&sql, after->compression) : "default");
    if (!text_same(old->statistics, after->statistics))
        set(out, after, "STATISTICS", after->statistics ? after->statistics : "-1");
    sql_kind(after->object.parent->kind)->spell(&whose, after->object.parent);
    emit(&whose, " ALTER COLUMN ${name}", "name", ident(&whose, after->object.name), NULL);
    alter_options(out, strbuf_text(&whose), old->options, after->options);
}

static Column as_column_of(const ViewColumn *column)
{
    return (Column){
        .object = column->object,
        .storage = column->storage,
        .compression = column->compression,
        .statistics = column->statistics,
        .options = column->options,
    };
}

void view_column_settings(SqlOut *out, const ViewColumn *before, const ViewColumn *after)
{
    Column old = before ? as_column_of(before) : (Column){0}, new = as_column_of(after);

    column_settings(out, &old, &new, false);
}

bool column_settings_only(const Column *before, const Column *after)
{
    Column old = *before;

    old.storage = after->storage;
    old.compression = after->compression;
    old.statistics = after->statistics;
    old.options = after->options;
    return !object_differs(&old.object, &after->object);
}
