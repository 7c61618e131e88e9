#include "dsl/catalog/data.h"
#include "codegen/sql/sql.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <string.h>

/* Those that a row gives values to, as they were written. */
static Names columns_of(const SqlOut *out, const DataRow *row)
{
    Names written = as_data(row->object.parent)->columns;
    Names columns = {.items = arena_array(out->arena, const char *, row->values.count)};

    for (size_t i = 0; i < written.count; i++)
        if (data_value(row, written.items[i]).text)
            columns.items[columns.count++] = written.items[i];
    for (size_t i = 0; i < row->values.count; i++) {
        const char *column = records_of(row->values, DataValue)[i].column;

        if (!names_have(columns, column))
            columns.items[columns.count++] = column;
    }
    return columns;
}

/* "('free', 'Free')" */
static void put_values(StrBuf *sql, const DataRow *row, Names columns)
{
    const char *separator = "(";

    for (size_t i = 0; i < columns.count; i++) {
        strbuf_puts(sql, separator);
        strbuf_puts(sql, data_value(row, columns.items[i]).text);
        separator = ", ";
    }
    strbuf_puts(sql, ")");
}

static bool has_numbered(const Object *table, Names columns)
{
    for (const Object *column = object_first(table, KIND_COLUMN); column; column = object_next(column))
        if (text_same(as_column(column)->identity, "always") && names_have(columns, column->name))
            return true;
    return false;
}

/*
 * A row that is there already, put there by hand or by a program, becomes what the schema says. Only a key that is
 * checked at once can tell.
 */
static void put_conflict(StrBuf *sql, const Data *data, Names columns)
{
    const Object *key = object_first(data->object.parent, KIND_PRIMARY_KEY);
    const char *separator = " DO UPDATE SET ";

    if (!key || as_key(key)->deferrable)
        return;
    strbuf_puts(sql, "\nON CONFLICT ");
    put_names(sql, data->key);
    if (columns.count == data->key.count)
        strbuf_puts(sql, " DO NOTHING");
    for (size_t i = 0; i < columns.count; i++) {
        if (names_have(data->key, columns.items[i]))
            continue;
        strbuf_puts(sql, separator);
        emit(sql, "${column} = excluded.${column}", "column", ident(sql, columns.items[i]), NULL);
        separator = ", ";
    }
}

static void put_rows(SqlOut *out, const Object *object, const List *rows)
{
    if (!rows->count)
        return;

    Names columns = columns_of(out, rows->items[0]);
    StrBuf *sql = sql_statement(out);

    emit(sql, "INSERT INTO ${table} ", "table", table_name(sql, object->parent), NULL);
    put_names(sql, columns);
    strbuf_puts(sql, has_numbered(object->parent, columns) ? "\nOVERRIDING SYSTEM VALUE" : "");
    strbuf_puts(sql, "\nVALUES ");
    for (size_t i = 0; i < rows->count; i++) {
        strbuf_puts(sql, i ? ",\n       " : "");
        put_values(sql, rows->items[i], columns);
    }
    put_conflict(sql, as_data(object), columns);
}

/* "code = 'free'" */
static void put_where(StrBuf *sql, const Object *row)
{
    Names key = as_data(row->parent)->key;
    const char *separator = " WHERE ";

    for (size_t i = 0; i < key.count; i++) {
        strbuf_printf(sql, "%s%s = ", separator, ident(sql, key.items[i]));
        strbuf_puts(sql, data_value(as_data_row(row), key.items[i]).text);
        separator = " AND ";
    }
}

/* What the rows hold besides what the schema says of them. */
static const char *columns_lost(const SqlOut *out, const Object *data)
{
    StrBuf names = {.arena = out->arena};

    for (const Object *column = object_first(data->parent, KIND_COLUMN); column; column = object_next(column))
        if (!names_have(as_data(data)->columns, column->name) && !as_column(column)->generated.text)
            strbuf_printf(&names, "%s%s", names.length ? ", " : "the values of ",
                          quote_name(out->arena, column->name));
    return names.length ? strbuf_text(&names) : NULL;
}

/* The tables whose rows go, or change, with what they refer to. */
static const char *followers(const SqlOut *out, const Object *table)
{
    StrBuf names = {.arena = out->arena};

    for (size_t i = 0; i < out->after->objects.count; i++) {
        const Object *object = out->after->objects.items[i];
        const ForeignKey *key = object->kind == KIND_FOREIGN_KEY ? as_foreign_key(object) : NULL;

        if (key && text_same(key->target.schema, table->parent->name) && text_same(key->target.name, table->name)
            && strcmp(key->on_delete, "no action") != 0 && strcmp(key->on_delete, "restrict") != 0)
            strbuf_printf(&names, "%s%s (on delete %s)", names.length ? ", " : "what refers to it in ",
                          quote_name(out->arena, key->object.parent->name), key->on_delete);
    }
    return names.length ? strbuf_text(&names) : NULL;
}

static void tell_loss(SqlOut *out, const Object *data)
{
    const char *columns = columns_lost(out, data), *rows = followers(out, data->parent);

    if (columns || rows)
        sql_loss(out, "%s%s%s", columns ? columns : "", columns && rows ? ", and " : "", rows ? rows : "");
}

static void put_delete(SqlOut *out, const Object *row)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "DELETE FROM ${table}", "table", table_name(sql, table_of(row)), NULL);
    put_where(sql, row);
}

static void create_all(SqlOut *out, const Object *object)
{
    List rows = {0};

    for (const Object *row = object_first(object, KIND_DATA_ROW); row; row = object_next(row))
        if (sql_carried(out, row))
            list_add(&rows, out->arena, row);
    put_rows(out, object, &rows);
}

static void drop_all(SqlOut *out, const Object *object)
{
    for (const Object *row = object_first(object, KIND_DATA_ROW); row; row = object_next(row))
        if (sql_taken(out, row))
            put_delete(out, row);
    if (out->statements.count)
        tell_loss(out, object);
}

/* The rows of a table go with it; else they have a statement of their own. */
static const Object *data_host(const Object *object, const Catalog *catalog, bool dropping)
{
    (void)catalog;
    return dropping ? object->parent : NULL;
}

const SqlKind data_sql = {.create = create_all, .drop = drop_all, .host = data_host};

static void create_row(SqlOut *out, const Object *object)
{
    List one = {0};

    list_add(&one, out->arena, object);
    put_rows(out, object->parent, &one);
}

static void drop_row(SqlOut *out, const Object *object)
{
    put_delete(out, object);
    tell_loss(out, object->parent);
}

/* What the row says no longer of a column stays there as it is. */
static void alter_row(SqlOut *out, const Object *before, const Object *after)
{
    Names key = as_data(after->parent)->key, columns = columns_of(out, as_data_row(after));
    StrBuf set = {.arena = out->arena};

    for (size_t i = 0; i < columns.count; i++) {
        const char *column = columns.items[i], *value = data_value(as_data_row(after), column).text;

        if (names_have(key, column) || sql_same(data_value(as_data_row(before), column).text, value))
            continue;
        strbuf_printf(&set, "%s%s = %s", set.length ? ", " : "", ident(&set, column), value);
    }
    if (!set.length)
        return;

    StrBuf *sql = sql_statement(out);
    emit(sql, "UPDATE ${table} SET ", "table", table_name(sql, table_of(after)), NULL);
    strbuf_puts(sql, strbuf_text(&set));
    put_where(sql, after);
}

const SqlKind data_row_sql = {.create = create_row, .drop = drop_row, .alter = alter_row, .host = parent_host};
