#include "dsl/catalog/enum.h"

#include "codegen/sql/column.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

#include <string.h>

static const char *type_name(const StrBuf *sql, const Object *object)
{
    return qualified(sql, object->parent->name, object->name);
}

static void create(SqlOut *out, const Object *object)
{
    const Names labels = as_enum(object)->labels;
    StrBuf *sql = sql_statement(out);
    const char *separator = "";

    emit(sql, "CREATE TYPE ${name} AS ENUM (", "name", type_name(sql, object), NULL);
    for (size_t i = 0; i < labels.count; i++) {
        strbuf_puts(sql, separator);
        strbuf_puts(sql, literal(sql, labels.items[i]));
        separator = ", ";
    }
    strbuf_puts(sql, ")");
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "DROP TYPE ${name}", "name", type_name(sql, object), NULL);
}

/* True if the labels of the one cannot be reached from those of the other by adding values alone. */
static bool is_rebuilt(const Object *before, const Object *after)
{
    const Names old = as_enum(before)->labels, new = as_enum(after)->labels;
    size_t at = 0;

    for (size_t i = 0; i < new.count && at < old.count; i++)
        at += strcmp(old.items[at], new.items[i]) == 0;
    return at < old.count;
}

static bool is_type_of(const Object *type, const Object *column)
{
    const Type *of = &as_column(column)->type;

    return of->schema && strcmp(of->name, type->name) == 0 && strcmp(of->schema, type->parent->name) == 0;
}

/* One column moves to the new type by way of its labels. Its default is of the old type and has to step aside. */
static void move_column(SqlOut *out, const Object *column)
{
    const Object *old = catalog_same(out->before, column);
    const char *name = quote_name(out->arena, column->name), *value = column_default(column);
    const Type *type = &as_column(column)->type;

    if (column_default(old))
        emit(sql_action(out, column->parent), "ALTER COLUMN ${name} DROP DEFAULT", "name", name, NULL);
    emit(sql_action(out, column->parent), "ALTER COLUMN ${name} TYPE ${type} USING ${name}::text${array}::${type}",
         "name", name, "type", type_short(out->arena, type), "array", type->array ? "[]" : "", NULL);
    if (value && column_default(old))
        set_default(out, column, value);
}

/*
 * PostgreSQL cannot take a value out of an enum, nor reorder one: a new type takes the place of the old one. Rows that
 * hold a value which is gone make the statement fail, and nothing is changed.
 */
static void rebuild(SqlOut *out, const Object *after)
{
    const char *aside = default_name(out->arena, after->name, NULL, "_old");
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TYPE ${name} RENAME TO ${aside}", "name", type_name(sql, after), "aside", ident(sql, aside), NULL);
    sql_comment(out, "an enum cannot lose or reorder values in place; this fails, changing nothing, while rows use a "
                     "value that is gone");
    create(out, after);
    for (size_t i = 0; i < out->after->objects.count; i++) {
        const Object *column = out->after->objects.items[i];

        if (column->kind == KIND_COLUMN && is_type_of(after, column) && catalog_same(out->before, column)
            && is_type_of(after, catalog_same(out->before, column)))
            move_column(out, column);
    }
    sql = sql_statement(out);
    emit(sql, "DROP TYPE ${aside}", "aside", qualified(sql, after->parent->name, aside), NULL);
}

/* Values that are only added are objects of their own. */
static void alter(SqlOut *out, const Object *before, const Object *after)
{
    if (is_rebuilt(before, after))
        rebuild(out, after);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "TYPE ${name}", "name", type_name(sql, object), NULL);
}

const SqlKind enum_sql = {
    .create = create,
    .drop = drop,
    .alter = alter,
    .rebuilds = is_rebuilt,
    .rename = spelled_rename,
    .move = spelled_move,
    .host = no_host,
    .spell = spell,
};
