/*
 * What a partition or child says of a column that it has from another table. What is done to that one is done to this,
 * too, so all that is said here is said again afterwards; what is said no longer becomes as it is there.
 */
#include "dsl/catalog/inherited.h"

#include "codegen/sql/column.h"
#include "codegen/sql/column_settings.h"
#include "codegen/sql/inherited.h"
#include "codegen/sql/options.h"
#include "dsl/catalog/composite.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/type.h"

static void set(SqlOut *out, const Object *object, const char *how, const char *value)
{
    StrBuf *sql = sql_action(out, object->parent);

    emit(sql, "ALTER COLUMN ${name} ${how}${value}", "name", ident(sql, object->name), "how", how, "value", value,
         NULL);
}

static void set_value(SqlOut *out, const Object *object, const char *value)
{
    if (value) {
        set_default(out, object, value);
        return;
    }

    /* Not an action beside others: in one ALTER TABLE the server drops defaults first. */
    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER TABLE ${table} ALTER COLUMN ${name} DROP DEFAULT", "table", table_name(sql, object->parent),
         "name", ident(sql, object->name), NULL);
}

static void change_value(SqlOut *out, const InheritedColumn *old, const InheritedColumn *new, Inheritance from)
{
    bool had = old->value.text || old->no_default, has = new->value.text || new->no_default;

    if (has)
        set_value(out, &new->object, new->value.text);
    else if (had)
        set_value(out, &new->object, from.value);
}

static const Object *attribute_of(const Catalog *catalog, const Object *table, const char *name)
{
    const Type *of = &as_table(table)->of;
    const Object *type = of->text ? catalog_type(catalog, of->schema, of->name) : NULL;

    return type ? catalog_find(catalog, KIND_ATTRIBUTE, type, name) : NULL;
}

static Type type_of(const SqlOut *out, const InheritedColumn *column, Inheritance from)
{
    const Object *attribute = attribute_of(out->after, column->object.parent, column->object.name);

    return attribute ? as_attribute(attribute)->type : from.column ? from.column->type : (Type){0};
}

static void change_storage(SqlOut *out, const InheritedColumn *old, const InheritedColumn *new, Inheritance from)
{
    const ColumnSettings *had = &old->settings, *has = &new->settings;
    Column kept = {.object = new->object, .type = type_of(out, new, from),
                   .settings.storage = has->storage ? has->storage : from.storage};

    if (has->storage || had->storage)
        column_set_storage(out, &kept);
    if (has->compression || had->compression)
        set(out, &new->object, "SET COMPRESSION ",
            has->compression ? has->compression : from.compression ? from.compression : "default");
}

static bool in_primary_key(const SqlOut *out, const Object *table, const char *column)
{
    for (; table; table = partition_parent(out->after, table)) {
        const Object *key = object_first(table, KIND_PRIMARY_KEY);

        if (key && names_have(as_key(key)->columns, column))
            return true;
    }
    return false;
}

static void change_not_null(SqlOut *out, const InheritedColumn *old, const InheritedColumn *new, Inheritance from)
{
    bool anyway = from.column && from.column->not_null;

    if (new->not_null)
        set(out, &new->object, "SET NOT NULL", "");
    else if (old->not_null && !anyway && !in_primary_key(out, new->object.parent, new->object.name))
        set(out, &new->object, "DROP NOT NULL", "");
}

/* Of this table alone, whatever others have the column from it in turn. */
static void set_statistics(SqlOut *out, const Object *object, const char *target)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TABLE ONLY ${table} ALTER COLUMN ${name} SET STATISTICS ${target}",
         "table", table_name(sql, object->parent), "name", ident(sql, object->name), "target", target, NULL);
}

static void change(SqlOut *out, const InheritedColumn *old, const InheritedColumn *new)
{
    Inheritance from = inherited_by(out->after, catalog_same(out->after, new->object.parent), new->object.name);
    StrBuf whose = {.arena = out->arena};

    change_value(out, old, new, from);
    change_storage(out, old, new, from);
    change_not_null(out, old, new, from);
    if (new->settings.statistics || old->settings.statistics)
        set_statistics(out, &new->object, new->settings.statistics ? new->settings.statistics : "-1");
    sql_kind(KIND_TABLE)->spell(&whose, new->object.parent);
    emit(&whose, " ALTER COLUMN ${name}", "name", ident(&whose, new->object.name), NULL);
    alter_options(out, strbuf_text(&whose), old->settings.options, new->settings.options);
}

static void create(SqlOut *out, const Object *object)
{
    change(out, &(InheritedColumn){0}, as_inherited_column(object));
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    change(out, as_inherited_column(before), as_inherited_column(after));
}

/* If the column is gone, or the table's own by now, there is nothing to take back. */
static void drop(SqlOut *out, const Object *object)
{
    const Object *table = catalog_same(out->after, object->parent);
    const InheritedColumn nothing = {.object = *object};

    if (!table || (!catalog_column(out->after, table, object->name)
                   && !attribute_of(out->after, table, object->name)))
        return;
    for (const Object *child = object->first; child; child = child->next)
        sql_kind(child->kind)->drop(out, child);
    if (!catalog_find(out->after, KIND_COLUMN, table, object->name))
        change(out, as_inherited_column(object), &nothing);
}

void put_columns_at_odds(SqlOut *out, StrBuf *sql, const Object *table, const char **separator)
{
    const Object *whose = catalog_same(out->after, table);

    for (const Object *object = object_first(table, KIND_INHERITED_COLUMN); object; object = object_next(object)) {
        const char *value = as_inherited_column(object)->value.text;
        Inheritance from = inherited_by(out->after, whose, object->name);

        if (!from.column || !inherited_at_odds(out->after, whose, object->name))
            continue;
        strbuf_puts(sql, *separator);
        emit(sql, "${name} ${type}", "name", ident(sql, object->name), "type",
             type_short(out->arena, &from.column->type), NULL);
        put_collation(sql, from.column->collation);
        strbuf_puts(sql, " DEFAULT ");
        if (value && sql_carried(out, object))
            put_default_value(sql, value);
        else
            strbuf_puts(sql, "NULL");
        *separator = ",\n    ";
    }
}

void inherited_columns(SqlOut *out, const Object *table)
{
    for (const Object *column = object_first(table, KIND_INHERITED_COLUMN); column; column = object_next(column))
        if (sql_carried(out, column))
            create(out, column);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "COLUMN ${table}.${name}", "table", table_name(sql, object->parent), "name", ident(sql, object->name),
         NULL);
}

const SqlKind inherited_column_sql = {
    .create = create,
    .drop = drop,
    .alter = alter,
    .host = parent_host,
    .spell = spell,
};
