#include "dsl/tidy.h"

#include "dsl/catalog/schema.h"
#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <string.h>

/* The type among the fields of a struct; NULL if there is none. */
static const char *type_among(const void *from, const Field *fields)
{
    for (const Field *field = fields; field && field->name; field++)
        if (field->type == FIELD_TYPE)
            return ((const Type *)field_at(from, field))->text;
    return NULL;
}

/* The type an expression is to be of: a default of its column, what is in a column or domain of that. */
static const char *type_of(const Object *object)
{
    const Object *column = object_up_to(object, KIND_COLUMN);

    return type_among(column ? column : object, kind_of(column ? column : object)->fields);
}

/* A SqlColumnType: of a column of a table. */
static const char *column_type(const void *context, const char *name)
{
    for (const Object *column = object_first(context, KIND_COLUMN); column; column = object_next(column))
        if (strcmp(column->name, name) == 0) {
            const Type *type = &as_column(column)->type;

            return type->array ? NULL : type->schema ? type->text : type->name;
        }
    return NULL;
}

/* CASE, as the server prints it, begins on a line of its own. */
static const char *trimmed(const char *text, Arena *arena)
{
    text += strspn(text, " \n");
    size_t length = strlen(text);

    while (length && strchr(" \n", text[length - 1]))
        length--;
    return text[length] ? arena_strndup(arena, text, length) : text;
}

/* Whose columns a query means is for others to find out. */
static const char *no_column(const void *context, const char *name)
{
    (void)context, (void)name;
    return NULL;
}

static void tidy_query(Sql *sql, Arena *arena)
{
    if (sql->text)
        sql->text = sql_tidy_query(arena, sql_tidy_columns(arena, sql->text, no_column, NULL));
}

static void tidy_sql(Sql *sql, const Object *object, unsigned flags, const char *of_type, Arena *arena)
{
    const Object *table = object_up_to(object, KIND_TABLE);

    if (!sql->text || sql_expression(sql_cache(arena), sql->text)->error)
        return;
    if (table && flags & FIELD_COLUMNS)
        sql->text = sql_tidy_columns(arena, sql->text, column_type, table);
    sql->text = trimmed(sql_tidy(arena, sql->text, of_type), arena);
}

static void tidy_records(Records *records, const Object *object, const Field *field, Arena *arena)
{
    char *items = arena_alloc_array(arena, records->count, field->record_size);

    if (!records->count)
        return;
    memcpy(items, records->items, records->count * field->record_size);
    records->items = items;
    for (size_t i = 0; i < records->count; i++, items += field->record_size)
        for (const Field *part = field->record; part->name; part++)
            if (part->type == FIELD_SQL)
                tidy_sql((Sql *)(void *)(items + part->offset), object, field->flags | part->flags,
                         type_among(items, field->record), arena);
}

/* The newest version is what everybody means. */
static void tidy_extension(Extension *extension)
{
    extension->version = NULL;
}

static void tidy_object(Object *object, const Object *original, Arena *arena)
{
    for (const Field *field = kind_of(object)->fields; field && field->name; field++) {
        void *value = (char *)object + field->offset;

        if (field->type == FIELD_SQL)
            tidy_sql(value, original, field->flags, type_of(original), arena);
        else if (field->type == FIELD_QUERY)
            tidy_query(value, arena);
        else if (field->type == FIELD_RECORDS)
            tidy_records(value, original, field, arena);
    }
    if (object->kind == KIND_EXTENSION)
        tidy_extension((Extension *)object);
}

Catalog tidy_catalog(const Catalog *catalog, Arena *arena)
{
    Catalog tidied = {.arena = arena};

    for (size_t i = 0; i < catalog->objects.count; i++)
        tidy_object(catalog_copy(&tidied, catalog->objects.items[i]), catalog->objects.items[i], arena);
    return tidied;
}
