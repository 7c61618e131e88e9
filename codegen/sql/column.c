#include "codegen/sql/column.h"

#include "codegen/sql/identity.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

#include <string.h>

/* The sequence that comes with the column, so that the two can be written "bigserial". */
static const Sequence *serial_of(const SqlOut *out, const Object *column)
{
    const Sequence *sequence = sequence_of_serial(out->after, column);

    return sequence && sql_carried(out, &sequence->object) ? sequence : NULL;
}

const char *column_type(const SqlOut *out, const Object *column)
{
    const Type *type = &as_column(column)->type;

    return serial_of(out, column) ? serial_word(type->name) : type_short(out->arena, type);
}

/* The one column of a key or foreign key, or the one that a check is about; NULL if there are none or several. */
static const char *only_column(const Object *constraint, Arena *arena)
{
    if (constraint->kind == KIND_PRIMARY_KEY || constraint->kind == KIND_UNIQUE) {
        const Key *key = as_key(constraint);

        return key->columns.count == 1 && !key->include.count ? key->columns.items[0] : NULL;
    }
    if (constraint->kind == KIND_FOREIGN_KEY) {
        const ForeignKey *key = as_foreign_key(constraint);

        return key->columns.count == 1 && !key->on_delete_columns.count ? key->columns.items[0] : NULL;
    }
    if (constraint->kind == KIND_EXCLUDE)
        return NULL;
    return expression_column(as_check(constraint)->expression.text, arena);
}

const Object *column_of_inline(const Object *constraint, Arena *arena)
{
    const char *name = only_column(constraint, arena);

    if (!name || !object_has_default_name(constraint, arena))
        return NULL;
    for (const Object *column = object_first(constraint->parent, KIND_COLUMN); column; column = object_next(column))
        if (strcmp(column->name, name) == 0)
            return column;
    return NULL;
}

static void put_inline(SqlOut *out, StrBuf *sql, const Object *column, KindId kind,
                       void (*put)(StrBuf *sql, const Object *constraint))
{
    for (const Object *object = object_first(column->parent, kind); object; object = object_next(object))
        if (sql_carried(out, object) && column_of_inline(object, out->arena) == column) {
            strbuf_puts(sql, " ");
            put(sql, object);
        }
}

/* Behind a column the list of columns is left out: there is only one. */
static void put_inline_key(StrBuf *sql, const Object *object)
{
    const Key *key = as_key(object);

    strbuf_puts(sql, object->kind == KIND_PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE");
    strbuf_puts(sql, key->nulls_not_distinct ? " NULLS NOT DISTINCT" : "");
    put_key_index(sql, key);
    strbuf_puts(sql, key->deferrable ? " DEFERRABLE" : "");
    strbuf_puts(sql, key->initially_deferred ? " INITIALLY DEFERRED" : "");
}

static void put_inline_foreign_key(StrBuf *sql, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);

    emit(sql, "REFERENCES ${table} ", "table", qualified(sql, key->target.schema, key->target.name), NULL);
    put_names(sql, key->target_columns);
    put_foreign_key_tail(sql, object);
}

static bool is_in_primary_key(const Object *column)
{
    const Object *key = object_first(column->parent, KIND_PRIMARY_KEY);

    return key && names_have(as_key(key)->columns, column->name);
}

static void put_default(SqlOut *out, StrBuf *sql, const Object *column)
{
    const Object *value = object_first(column, KIND_DEFAULT);

    if (!value || !sql_carried(out, value) || serial_of(out, column))
        return;
    strbuf_puts(sql, " DEFAULT ");
    put_default_value(sql, as_default(value)->value.text);
}

static void put_generated(StrBuf *sql, const Column *column)
{
    if (column->identity) {
        strbuf_puts(sql, " ");
        put_identity(sql, &column->object);
    }
    if (column->generated.text) {
        strbuf_puts(sql, " GENERATED ALWAYS AS ");
        put_parenthesised(sql, column->generated.text);
        strbuf_puts(sql, column->is_virtual ? " VIRTUAL" : " STORED");
    }
}

/* What follows name and type. A primary key makes its column NOT NULL; saying so again would be noise. */
static void put_modifiers(SqlOut *out, StrBuf *sql, const Object *object)
{
    const Column *column = as_column(object);

    put_collation(sql, column->collation);
    if (column->not_null && !serial_of(out, object) && !(is_in_primary_key(object) && sql_creates(out, object->parent)))
        strbuf_puts(sql, " NOT NULL");
    put_default(out, sql, object);
    put_generated(sql, column);
    put_inline(out, sql, object, KIND_PRIMARY_KEY, put_inline_key);
    put_inline(out, sql, object, KIND_UNIQUE, put_inline_key);
    put_inline(out, sql, object, KIND_CHECK, put_check);
    put_inline(out, sql, object, KIND_FOREIGN_KEY, put_inline_foreign_key);
}

static void pad(StrBuf *sql, const char *text, size_t width)
{
    strbuf_puts(sql, text);
    if (width > strlen(text))
        strbuf_fill(sql, ' ', width - strlen(text));
}

void put_column(SqlOut *out, StrBuf *sql, const Object *column, ColumnLayout layout)
{
    StrBuf modifiers = {.arena = out->arena};

    put_modifiers(out, &modifiers, column);
    pad(sql, ident(sql, column->name), layout.name_width);
    strbuf_puts(sql, layout.name_width ? "  " : " ");
    pad(sql, column_type(out, column), modifiers.length ? layout.type_width : 0);
    strbuf_puts(sql, layout.type_width && modifiers.length ? " " : "");
    strbuf_puts(sql, strbuf_text(&modifiers));
}
