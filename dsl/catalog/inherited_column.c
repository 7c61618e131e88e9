#include "dsl/catalog/inherited.h"

#include "dsl/catalog/depends.h"
#include "dsl/catalog/partition.h"
#include "dsl/sqltext.h"

#include <string.h>

enum { DEEPEST = 64 };              /* tables that inherit each other in a circle end here */

static Inheritance of(const Catalog *catalog, const Object *table, const char *name, int depth);

/* What a table gives to others. */
static Inheritance given_by(const Catalog *catalog, const Object *table, const char *name, int depth)
{
    const Object *own = catalog_find(catalog, KIND_COLUMN, table, name);
    const Object *said = catalog_find(catalog, KIND_INHERITED_COLUMN, table, name);
    Inheritance given;

    if (own)
        return (Inheritance){as_column(own), column_default(own), as_column(own)->settings.storage,
                             as_column(own)->settings.compression};
    given = of(catalog, table, name, depth);
    if (!said)
        return given;

    const InheritedColumn *self = as_inherited_column(said);
    given.value = self->no_default ? NULL : self->value.text ? self->value.text : given.value;
    given.storage = self->settings.storage ? self->settings.storage : given.storage;
    given.compression = self->settings.compression ? self->settings.compression : given.compression;
    return given;
}

static Inheritance of(const Catalog *catalog, const Object *table, const char *name, int depth)
{
    const Object *whole = partition_parent(catalog, table);
    Records parents = as_table(table)->parents;
    Inheritance found = {0};

    if (depth == DEEPEST)
        return found;
    if (whole)
        return given_by(catalog, whole, name, depth + 1);
    for (size_t i = 0; i < parents.count && !found.column; i++) {
        QName parent = records_of(parents, Parent)[i].table;
        const Object *from = catalog_in_schema(catalog, KIND_TABLE, parent.schema, parent.name);

        found = from ? given_by(catalog, from, name, depth + 1) : found;
    }
    return found;
}

Inheritance inherited_by(const Catalog *catalog, const Object *table, const char *column)
{
    return of(catalog, table, column, 0);
}

bool inherited_at_odds(const Catalog *catalog, const Object *table, const char *column)
{
    Records parents = as_table(table)->parents;
    const char *first = NULL;

    for (size_t i = 0; i < parents.count; i++) {
        QName parent = records_of(parents, Parent)[i].table;
        const Object *from = catalog_in_schema(catalog, KIND_TABLE, parent.schema, parent.name);
        const char *value = from ? given_by(catalog, from, column, 0).value : NULL;

        if (value && first && !sql_same(first, value))
            return true;
        first = value ? value : first;
    }
    return false;
}

static bool inherits(const Object *table, const Object *other)
{
    Records parents = as_table(table)->parents;

    for (size_t i = 0; i < parents.count; i++) {
        QName parent = records_of(parents, Parent)[i].table;

        if (strcmp(parent.name, other->name) == 0
            && strcmp(parent.schema ? parent.schema : "public", other->parent->name) == 0)
            return true;
    }
    return false;
}

bool table_is_inherited(const Catalog *catalog, const Object *table)
{
    if (as_table(table)->partitioned)
        return true;
    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *object = catalog->objects.items[i];

        if (object->kind == KIND_TABLE && inherits(object, table))
            return true;
    }
    return false;
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    Inheritance from = inherited_by(catalog, object->parent, object->name);

    depends_on_sql(catalog, NULL, &as_inherited_column(object)->value, from.column ? &from.column->type : NULL, arena,
                   on);
}

static const Field fields[] = {
    {"default", FIELD_SQL, offsetof(InheritedColumn, value)},
    {"no_default", FIELD_BOOL, offsetof(InheritedColumn, no_default)},
    {"not_null", FIELD_BOOL, offsetof(InheritedColumn, not_null)},
    COLUMN_SETTINGS_FIELDS(InheritedColumn),
    {0},
};

const Kind inherited_column_kind = {
    .name = "column",
    .size = sizeof(InheritedColumn),
    .fields = fields,
    .depends = depends,
};
