#include "codegen/sql/column_settings.h"

#include "codegen/sql/options.h"
#include "dsl/catalog/inherited.h"
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
void column_set_storage(SqlOut *out, const Column *column)
{
    const char *usual = type_storage(out->after, &column->type);
    const char *storage = column->settings.storage ? column->settings.storage : usual;
    StrBuf sql = {.arena = out->arena};

    if (storage || out->oldest >= 16)
        set(out, column, "STORAGE", keywords(&sql, storage ? storage : "default"));
    else
        reset_storage(out, column);
}

/* It is never inherited: of those that have the column from this table nothing is said. */
static void set_statistics(SqlOut *out, const Column *column)
{
    const Object *table = column->object.parent;
    const char *target = column->settings.statistics ? column->settings.statistics : "-1";

    if (table->kind != KIND_TABLE || sql_creates(out, table) || !table_is_inherited(out->after, table)) {
        set(out, column, "STATISTICS", target);
        return;
    }

    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER TABLE ONLY ${table} ALTER COLUMN ${name} SET STATISTICS ${target}",
         "table", table_name(sql, table), "name", ident(sql, column->object.name), "target", target, NULL);
}

/* What is there already does not follow. */
static void pass_on_compression(SqlOut *out, const Column *column, const char *compression)
{
    const Object *table = column->object.parent;

    if (table->kind != KIND_TABLE || sql_creates(out, table) || !table_is_inherited(out->after, table))
        return;
    for (size_t i = 0; i < out->after->objects.count; i++) {
        const Object *object = out->after->objects.items[i];
        Column below = *column;

        if (object->kind != KIND_TABLE || sql_creates(out, object)
            || inherited_by(out->after, object, column->object.name).column
                   != (const Column *)catalog_same(out->after, &column->object)
            || catalog_find(out->after, KIND_COLUMN, object, column->object.name))
            continue;
        below.object.parent = object;
        set(out, &below, "COMPRESSION", compression);
    }
}

static void set_compression(SqlOut *out, const Column *column)
{
    StrBuf sql = {.arena = out->arena};
    const char *compression = column->settings.compression ? ident(&sql, column->settings.compression) : "default";

    set(out, column, "COMPRESSION", compression);
    pass_on_compression(out, column, compression);
}

void column_settings(SqlOut *out, const Column *before, const Column *after, bool retyped)
{
    static const ColumnSettings none;
    const ColumnSettings *old = before ? &before->settings : &none, *new = &after->settings;
    StrBuf whose = {.arena = out->arena};

    if (retyped ? new->storage != NULL : !text_same(old->storage, new->storage))
        column_set_storage(out, after);
    if (retyped ? new->compression != NULL : !text_same(old->compression, new->compression))
        set_compression(out, after);
    if (!text_same(old->statistics, new->statistics))
        set_statistics(out, after);
    sql_kind(after->object.parent->kind)->spell(&whose, after->object.parent);
    emit(&whose, " ALTER COLUMN ${name}", "name", ident(&whose, after->object.name), NULL);
    alter_options(out, strbuf_text(&whose), old->options, new->options);
}

static Column as_column_of(const ViewColumn *column)
{
    return (Column){.object = column->object, .settings = column->settings};
}

void view_column_settings(SqlOut *out, const ViewColumn *before, const ViewColumn *after)
{
    Column old = before ? as_column_of(before) : (Column){0}, new = as_column_of(after);

    column_settings(out, &old, &new, false);
}

bool column_settings_only(const Column *before, const Column *after)
{
    Column old = *before;

    old.settings = after->settings;
    return !object_differs(&old.object, &after->object);
}
