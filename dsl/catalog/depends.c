#include "dsl/catalog/depends.h"

#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <string.h>

static void add(const Object *object, Arena *arena, List *on)
{
    if (object)
        list_add(on, arena, object);
}

void depends_on_column(const Catalog *catalog, const Object *table, const char *column, Arena *arena, List *on)
{
    add(catalog_find(catalog, KIND_COLUMN, table, column), arena, on);
}

void depends_on_columns(const Catalog *catalog, const Object *table, Names columns, Arena *arena, List *on)
{
    for (size_t i = 0; i < columns.count; i++)
        depends_on_column(catalog, table, columns.items[i], arena, on);
}

/* A name that nothing declares may come from any extension. */
static void depends_on_extensions(const Catalog *catalog, Arena *arena, List *on)
{
    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *object = catalog->objects.items[i];

        if (object->kind == KIND_EXTENSION)
            list_add(on, arena, object);
        else if (kind_rank(object->kind) > kind_rank(KIND_TABLE))
            break;
    }
}

void depends_on_type(const Catalog *catalog, const Type *type, Arena *arena, List *on)
{
    if (!type->text || !type->schema)
        return;

    const Object *declared = catalog_in_schema(catalog, KIND_ENUM, type->schema, type->name);
    if (declared)
        list_add(on, arena, declared);
    else
        depends_on_extensions(catalog, arena, on);
}

/* The value of an enum that a literal of that type spells out. */
static void depends_on_label(const Catalog *catalog, const char *schema, const char *type, const char *label,
                             Arena *arena, List *on)
{
    const Object *declared = catalog_in_schema(catalog, KIND_ENUM, schema, type);

    if (declared && label)
        add(catalog_find(catalog, KIND_ENUM_VALUE, declared, label), arena, on);
}

/*
 * Values of an enum that an expression may spell out where the parse alone cannot tell: in an array's literal, or as a
 * plain string beside a column. One too many costs a migration more, one too few a failure.
 */
static void depends_on_labels(const Object *type, const char *text, Arena *arena, List *on)
{
    const Object *value = type ? object_first(type, KIND_ENUM_VALUE) : NULL;

    for (; value; value = object_next(value))
        if (strstr(text, value->name))
            add(value, arena, on);
}

static void depends_on_used_column(const Catalog *catalog, const Object *table, const char *name, const char *text,
                                   Arena *arena, List *on)
{
    const Object *column = catalog_find(catalog, KIND_COLUMN, table, name);
    const Type *type = column ? &as_column(column)->type : NULL;

    add(column, arena, on);
    if (type && type->schema)
        depends_on_labels(catalog_in_schema(catalog, KIND_ENUM, type->schema, type->name), text, arena, on);
}

void depends_on_sql(const Catalog *catalog, const Object *table, const Sql *sql, const Type *of_type, Arena *arena,
                    List *on)
{
    if (!sql->text)
        return;

    const SqlParse *parse = sql_expression(sql_cache(arena), sql->text);
    if (of_type && of_type->schema && of_type->array)
        depends_on_labels(catalog_in_schema(catalog, KIND_ENUM, of_type->schema, of_type->name), sql->text, arena, on);
    else if (parse->constant_is_string && of_type && of_type->schema)
        depends_on_label(catalog, of_type->schema, of_type->name, parse->constant, arena, on);

    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind == SQL_REF_COLUMN && table) {
            depends_on_used_column(catalog, table, ref->name, sql->text, arena, on);
        } else if (ref->kind == SQL_REF_TYPE) {
            const Object *type = catalog_in_schema(catalog, KIND_ENUM, ref->qualifier, ref->name);

            add(type, arena, on);
            if (ref->literal)
                depends_on_label(catalog, ref->qualifier, ref->name, ref->literal, arena, on);
            else
                depends_on_labels(type, sql->text, arena, on);
        } else if (ref->kind == SQL_REF_RELATION) {
            add(catalog_in_schema(catalog, KIND_SEQUENCE, ref->qualifier, ref->name), arena, on);
        }
    }
}
