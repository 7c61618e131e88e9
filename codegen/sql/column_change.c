#include "codegen/sql/column.h"
#include "codegen/sql/column_settings.h"
#include "codegen/sql/conversion.h"
#include "codegen/sql/identity.h"
#include "codegen/sql/narrowing.h"
#include "codegen/sql/plainest.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"
#include "dsl/sqltext.h"

#include <string.h>

/* True if rows that are there already would have no value in a new column. */
static bool needs_fill(const SqlOut *out, const Object *object)
{
    const Column *column = as_column(object);

    bool not_null = column->not_null || type_not_null(out->after, &column->type);

    return not_null && !column->identity && !column->generated.text && !column_default(object)
        && !type_has_default(out->after, &column->type) && sql_may_hold_data(out, object->parent);
}

static void add_column(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_action(out, object->parent);

    strbuf_puts(sql, "ADD COLUMN ");
    put_column(out, sql, object, (ColumnLayout){0});
}

static void set_not_null(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_action(out, object->parent);

    emit(sql, "ALTER COLUMN ${name} SET NOT NULL", "name", ident(sql, object->name), NULL);
}

static void fill_nulls(SqlOut *out, const Object *object, const char *value)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "UPDATE ${table} SET ${name} = ", "table", table_name(sql, object->parent),
         "name", ident(sql, object->name), NULL);
    strbuf_puts(sql, value);
    emit(sql, " WHERE ${name} IS NULL", "name", ident(sql, object->name), NULL);
}

/* As the schema asks: nullable first, then the rows, then not null. */
static void create_filled(SqlOut *out, const Object *object)
{
    Column nullable = *as_column(object);

    nullable.not_null = false;
    add_column(out, &nullable.object);
    fill_nulls(out, object, as_column(object)->fill.text);
    set_not_null(out, object);
}

/* As a way back must: what was dropped is gone, but the rows are still there and the column is not null. */
static void create_invented(SqlOut *out, const Object *object)
{
    const char *value = plainest_value(out, &as_column(object)->type);

    add_column(out, object);
    if (!value) {
        sql_comment(out, "works only while %s is empty: the dropped values are gone, and there is none to put there",
                    quote_name(out->arena, object->parent->name));
        return;
    }

    Statement *last = out->statements.items[out->statements.count - 1];
    emit(&last->text, " DEFAULT ${value}", "value", value, NULL);
    sql_comment(out, "the dropped values of %s are gone: rows get %s instead", quote_name(out->arena, object->name),
                value);

    /* Not an action beside ADD COLUMN: in one ALTER TABLE the server drops defaults first. */
    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER TABLE ${table} ALTER COLUMN ${name} DROP DEFAULT", "table", table_name(sql, object->parent),
         "name", ident(sql, object->name), NULL);
}

static void create(SqlOut *out, const Object *object)
{
    if (!needs_fill(out, object)) {
        add_column(out, object);
    } else if (as_column(object)->fill.text) {
        create_filled(out, object);
    } else if (out->invent) {
        create_invented(out, object);
    } else {
        out->refusal = "rows that are there already would have no value in it: it is not null and has no default";
        out->remedy = "give it a default, or make it nullable with \"?\", or say what those rows get: fill (…)";
    }
    column_settings(out, NULL, as_column(object), false);
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_action(out, object->parent);

    emit(sql, "DROP COLUMN ${name}", "name", ident(sql, object->name), NULL);
    if (!as_column(object)->generated.text)
        sql_loss(out, "the values of %s", quote_name(out->arena, object->name));
}

static bool same_default(const Object *before, const Object *after)
{
    return text_same(column_default(before), column_default(after));
}

/* A way back must lead somewhere: if a user gave the way forward, values go back by way of text as far as they can. */
static bool can_convert(SqlOut *out, const Column *old, const Column *new)
{
    const char *from = type_short(out->arena, &old->type), *to = type_short(out->arena, &new->type);

    if (out->invent || type_converts(out, old, new))
        return true;
    out->refusal = arena_printf(out->arena, "no cast leads from %s to %s", from, to);
    out->remedy = arena_printf(out->arena, "say what becomes of its values: %s %s using (…)",
                               quote_name(out->arena, new->object.name), to);
    return false;
}

static void say_narrowing(SqlOut *out, const Column *old, const Column *new)
{
    Narrowing narrowing = type_narrowing(out, old, new);

    if (narrowing.note)
        sql_comment(out, "%s", narrowing.note);
    if (narrowing.loses)
        sql_loss(out, "%s", narrowing.loses);
}

/* An interval's constant is kept with the precision, or the fields, that it had; no other type's is. */
static bool changes_constants(const Type *old, const Type *new)
{
    return !text_same(old->name, new->name)
        || (new->name && strcmp(new->name, "interval") == 0 && !text_same(old->text, new->text));
}

static void change_type(SqlOut *out, const Object *before, const Object *after)
{
    const Column *old = as_column(before), *new = as_column(after);
    const char *using = type_conversion(out, old, new), *value = column_default(after);
    const char *name = quote_name(out->arena, after->name);
    bool default_moves = column_default(after) && sql_creates(out, object_first(after, KIND_DEFAULT));
    bool default_in_the_way = column_default(before) && !default_moves
                           && (using || type_moves(out, new) || type_class(&old->type) != type_class(&new->type));
    bool default_of_old_type = value && changes_constants(&old->type, &new->type)
                            && sql_expression(sql_cache(out->arena), value)->constant_is_string;

    if (default_in_the_way)
        emit(sql_action(out, after->parent), "ALTER COLUMN ${name} DROP DEFAULT", "name", name, NULL);

    StrBuf *sql = sql_action(out, after->parent);
    emit(sql, "ALTER COLUMN ${name} TYPE ${type}", "name", name, "type", type_short(out->arena, &new->type), NULL);
    put_collation(sql, new->collation);
    if (using) {
        strbuf_puts(sql, " USING ");
        strbuf_puts(sql, using);
    }
    if (!type_converts(out, old, new))
        sql_comment(out, "no cast leads from %s back to %s: this fails on rows whose text is none",
                    type_short(out->arena, &old->type), type_short(out->arena, &new->type));
    else
        say_narrowing(out, old, new);

    /* The server would keep 'x'::old_type, which is not what the schema says. */
    if ((default_in_the_way || default_of_old_type) && value && !default_moves && same_default(before, after))
        set_default(out, after, value);
}

/* A primary key that comes along makes its columns not null by itself, and leaves them so when it goes. */
static bool primary_key_comes(const SqlOut *out, const Object *column)
{
    const Object *key = object_first(column->parent, KIND_PRIMARY_KEY);

    return key && sql_creates(out, key) && names_have(as_key(key)->columns, column->name);
}

static void change_not_null(SqlOut *out, const Object *after)
{
    const Column *column = as_column(after);

    if (!column->not_null) {
        StrBuf *sql = sql_action(out, after->parent);

        emit(sql, "ALTER COLUMN ${name} DROP NOT NULL", "name", ident(sql, after->name), NULL);
        return;
    }
    if (column->fill.text)
        fill_nulls(out, after, column->fill.text);
    if (!primary_key_comes(out, after))
        set_not_null(out, after);
}

static bool changes_type(const SqlOut *out, const Column *old, const Column *new)
{
    return type_moves(out, new) || !text_same(old->type.text, new->type.text)
        || !text_same(old->collation.name, new->collation.name)
        || !text_same(old->collation.schema, new->collation.schema);
}

static bool mentions(const SqlOut *out, const IndexPart *part, const char *column)
{
    const SqlParse *parse = sql_expression(sql_cache(out->arena), part->expression.text);

    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind == SQL_REF_COLUMN && strcmp(ref->name, column) == 0)
            return true;
    }
    return false;
}

/* True if the table is partitioned by the column: the server keeps it as it is. */
static bool is_partition_key(const SqlOut *out, const Object *column)
{
    const Table *table = as_table(column->parent);

    for (size_t i = 0; i < table->key.count; i++) {
        const IndexPart *part = &records_of(table->key, IndexPart)[i];

        if (part->column ? strcmp(part->column, column->name) == 0 : mentions(out, part, column->name))
            return true;
    }
    return false;
}

static void refuse_key(SqlOut *out)
{
    out->refusal = "the table is partitioned by it";
    out->remedy = "rename the table, declare a new one beside it, and copy the rows";
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    const Column *old = as_column(before), *new = as_column(after);
    bool retyped = changes_type(out, old, new);

    if (old->identity && !text_same(old->identity, new->identity))
        change_identity(out, before, after);
    if (old->identity && new->identity)
        identity_shrink(out, before, after);
    if (retyped && is_partition_key(out, after))
        refuse_key(out);
    else if (retyped && can_convert(out, old, new))
        change_type(out, before, after);
    if (old->identity && new->identity)
        identity_grow(out, before, after);
    if (old->not_null != new->not_null)
        change_not_null(out, after);
    if (!old->identity && new->identity)
        change_identity(out, before, after);
    if (old->generated.text && !new->generated.text) {
        StrBuf *sql = sql_action(out, after->parent);

        emit(sql, "ALTER COLUMN ${name} DROP EXPRESSION", "name", ident(sql, after->name), NULL);
    }
    column_settings(out, old, new, retyped);
}

/* A stored generated column can become a plain one and nothing else; values of any other can be computed anew. */
static bool can_alter(const Object *before, const Object *after)
{
    const Column *old = as_column(before), *new = as_column(after);

    if ((!old->generated.text && !new->generated.text) || column_settings_only(old, new))
        return true;
    return old->generated.text && !old->is_virtual && !new->generated.text;
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TABLE ${table} RENAME COLUMN ${old} TO ${new}", "table", table_name(sql, parent),
         "old", ident(sql, object->name), "new", ident(sql, name), NULL);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "COLUMN ${table}.${name}", "table", table_name(sql, object->parent), "name", ident(sql, object->name),
         NULL);
}

const SqlKind column_sql = {
    .create = create,
    .drop = drop,
    .alter = alter,
    .can_alter = can_alter,
    .rename = rename_it,
    .host = parent_host,
    .spell = spell,
};
