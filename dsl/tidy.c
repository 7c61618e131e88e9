#include "dsl/tidy.h"

#include "dsl/catalog/schema.h"
#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <string.h>

/* The type an expression is to be of; NULL if it is of none in particular. */
static const char *type_of(const Object *object)
{
    const Object *column = object_up_to(object, KIND_COLUMN);

    return column ? as_column(column)->type.text : NULL;
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

static void tidy_sql(Sql *sql, const Object *object, unsigned flags, Arena *arena)
{
    const Object *table = object_up_to(object, KIND_TABLE);

    if (!sql->text || sql_expression(sql_cache(arena), sql->text)->error)
        return;                     /* the body of a function is as it is */
    if (table && flags & FIELD_COLUMNS)
        sql->text = sql_tidy_columns(arena, sql->text, column_type, table);
    sql->text = trimmed(sql_tidy(arena, sql->text, type_of(object)), arena);
}

static void tidy_records(Records *records, const Object *object, const Field *field, Arena *arena)
{
    void *items = arena_alloc_array(arena, records->count, field->record_size);

    if (!records->count)
        return;
    memcpy(items, records->items, records->count * field->record_size);
    records->items = items;
    for (size_t i = 0; i < records->count; i++)
        for (const Field *part = field->record; part->name; part++)
            if (part->type == FIELD_SQL)
                tidy_sql((Sql *)(void *)((char *)items + i * field->record_size + part->offset), object,
                         field->flags | part->flags, arena);
}

/* The newest version, in the schema where things are looked for anyway, is what everybody means. */
static void tidy_extension(Extension *extension)
{
    extension->version = NULL;
    if (text_same(extension->schema, "public"))
        extension->schema = NULL;
}

static void tidy_object(Object *object, const Object *original, Arena *arena)
{
    for (const Field *field = kind_of(object)->fields; field && field->name; field++) {
        void *value = (char *)object + field->offset;

        if (field->type == FIELD_SQL)
            tidy_sql(value, original, field->flags, arena);
        else if (field->type == FIELD_QUERY && ((Sql *)value)->text)
            ((Sql *)value)->text = sql_tidy_query(arena, ((Sql *)value)->text);
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
