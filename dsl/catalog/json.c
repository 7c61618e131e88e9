#include "dsl/catalog/json.h"

#include "dsl/catalog/catalog.h"

#include <stdlib.h>

static json_t *text_or_null(const char *text)
{
    return text ? json_string(text) : json_null();
}

static json_t *json_of_bool(const void *value)
{
    return json_boolean(*(const bool *)value);
}

static json_t *json_of_integer(const void *value)
{
    return json_integer(*(const int64_t *)value);
}

static json_t *json_of_text(const void *value)
{
    return text_or_null(*(const char *const *)value);
}

static json_t *json_of_sql(const void *value)
{
    return text_or_null(((const Sql *)value)->text);
}

static json_t *json_of_type(const void *value)
{
    return text_or_null(((const Type *)value)->text);
}

static json_t *json_of_qname(const void *value)
{
    const QName *name = value;

    if (!name->name)
        return json_null();
    return json_pack("{s:s?, s:s}", "schema", name->schema, "name", name->name);
}

static json_t *json_of_names(const void *value)
{
    const Names *names = value;
    json_t *array = json_array();

    for (size_t i = 0; i < names->count; i++)
        json_array_append_new(array, json_string(names->items[i]));
    return array;
}

static json_t *(*const json_by_type[])(const void *) = {
    [FIELD_BOOL] = json_of_bool,
    [FIELD_INTEGER] = json_of_integer,
    [FIELD_TEXT] = json_of_text,
    [FIELD_SQL] = json_of_sql,
    [FIELD_QUERY] = json_of_sql,
    [FIELD_SCRIPT] = json_of_sql,
    [FIELD_QNAME] = json_of_qname,
    [FIELD_NAMES] = json_of_names,
    [FIELD_TYPE] = json_of_type,
};

static void put_fields(json_t *into, const void *from, const Field *fields);

static json_t *json_of_records(const Records *records, const Field *field)
{
    json_t *array = json_array();

    for (size_t i = 0; i < records->count; i++) {
        json_t *item = json_object();

        put_fields(item, (const char *)records->items + i * field->record_size, field->record);
        json_array_append_new(array, item);
    }
    return array;
}

static void put_fields(json_t *into, const void *from, const Field *fields)
{
    for (const Field *field = fields; field && field->name; field++) {
        const void *value = field_at(from, field);

        if (!(field->flags & FIELD_HINT))
            json_object_set_new(into, field->name,
                                field->type == FIELD_RECORDS ? json_of_records(value, field)
                                                             : json_by_type[field->type](value));
    }
}

/* Names from the top down: ["public", "users", "email"]. */
static json_t *path_of(const Object *object)
{
    json_t *path = json_array();

    for (const Object *up = object->name[0] ? object : object->parent; up; up = up->parent)
        json_array_insert_new(path, 0, json_string(up->name));
    return path;
}

json_t *object_json(const Object *object)
{
    json_t *item = json_object();

    json_object_set_new(item, "kind", json_string(kind_of(object)->name));
    json_object_set_new(item, "path", path_of(object));
    put_fields(item, object, kind_of(object)->fields);
    return item;
}

static void release_json(void *json)
{
    json_decref(json);
}

const char *catalog_json(const Catalog *catalog, Arena *arena)
{
    json_t *all = json_array();

    for (size_t i = 0; i < catalog->objects.count; i++)
        json_array_append_new(all, object_json(catalog->objects.items[i]));

    char *text = json_dumps(all, JSON_INDENT(2));
    release_json(all);
    if (text)
        arena_own(arena, text, free);
    return text ? text : "[]";
}
