#include "dsl/catalog/distribution.h"

#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"

#include <string.h>

bool is_hypertable(const Object *distribution)
{
    return distribution && strcmp(as_distribution(distribution)->method, "hypertable") == 0;
}

bool is_reference_table(const Object *distribution)
{
    return distribution && strcmp(as_distribution(distribution)->method, "reference") == 0;
}

bool distribution_is_counted(const Distribution *distribution)
{
    const char *every = distribution->every;

    return every && *every && every[strspn(every, "0123456789")] == '\0';
}

const char *distribution_engine(const Object *distribution)
{
    return is_hypertable(distribution) ? "timescaledb" : "citus";
}

const Object *table_distribution(const Object *table)
{
    return object_first(table, KIND_DISTRIBUTION);
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const char *column = as_distribution(object)->column;
    const Object *extension = catalog_find(catalog, KIND_EXTENSION, NULL, distribution_engine(object));

    if (extension)
        list_add(on, arena, (void *)extension);
    if (column)
        depends_on_column(catalog, object->parent, column, arena, on);
}

/* What foreign keys refer to is distributed first: Citus looks at where that is. */
static void looks_at(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Object *key = object_first(catalog_same(catalog, object->parent), KIND_FOREIGN_KEY);

    for (; key; key = object_next(key)) {
        QName target = as_foreign_key(key)->target;
        const Object *table = catalog_in_schema(catalog, KIND_TABLE, target.schema, target.name);
        const Object *other = table ? table_distribution(table) : NULL;

        if (other && !object_is(other, object))
            list_add(on, arena, (void *)other);
    }
}

/* Citus changes no type of the column that tells where a row is. */
static Keeps keeps(const Object *object)
{
    return as_distribution(object)->column && !is_hypertable(object) ? KEEPS_FIRMLY : KEEPS_NOTHING;
}

static const Field fields[] = {
    {"method", FIELD_TEXT, offsetof(Distribution, method)},
    {"column", FIELD_TEXT, offsetof(Distribution, column), FIELD_COLUMNS},
    {"every", FIELD_TEXT, offsetof(Distribution, every)},
    {0},
};

const Kind distribution_kind = {
    .name = "distribution",
    .size = sizeof(Distribution),
    .fields = fields,
    .nameless = true,
    .depends = depends,
    .looks_at = looks_at,
    .keeps = keeps,
};
