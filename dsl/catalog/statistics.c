#include "dsl/catalog/depends.h"
#include "dsl/catalog/index.h"

#include <string.h>

static int by_column(const IndexPart *one, const IndexPart *other)
{
    if (!one->column || !other->column)
        return !one->column - !other->column;
    return strcmp(one->column, other->column);
}

/* Few: sorted so that expressions keep their order. */
void statistics_sort(IndexPart *parts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && by_column(&parts[k - 1], &parts[k]) > 0; k--) {
            IndexPart part = parts[k];

            parts[k] = parts[k - 1];
            parts[k - 1] = part;
        }
}

/* Columns by their new names. */
static void renamed(Object *copy, Arena *arena)
{
    Records *parts = &((Statistics *)copy)->parts;
    IndexPart *sorted = arena_array(arena, IndexPart, parts->count);

    for (size_t i = 0; i < parts->count; i++)
        sorted[i] = records_of(*parts, IndexPart)[i];
    statistics_sort(sorted, parts->count);
    parts->items = sorted;
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Statistics *statistics = as_statistics(object);

    for (size_t i = 0; i < statistics->parts.count; i++) {
        const IndexPart *part = &records_of(statistics->parts, IndexPart)[i];

        if (part->column)
            depends_on_column(catalog, object->parent, part->column, arena, on);
        depends_on_sql(catalog, object->parent, &part->expression, NULL, arena, on);
    }
}

static Keeps keeps(const Object *object)
{
    for (size_t i = 0; i < as_statistics(object)->parts.count; i++)
        if (records_of(as_statistics(object)->parts, IndexPart)[i].expression.text)
            return KEEPS_SQL;
    return KEEPS_NOTHING;
}

static const Field part_fields[] = {
    {"column", FIELD_TEXT, offsetof(IndexPart, column), FIELD_COLUMNS},
    {"expression", FIELD_SQL, offsetof(IndexPart, expression), FIELD_COLUMNS},
    {0},
};

static const Field fields[] = {
    {"kinds", FIELD_NAMES, offsetof(Statistics, kinds)},
    {"parts", FIELD_RECORDS, offsetof(Statistics, parts), FIELD_COLUMNS, part_fields, sizeof(IndexPart)},
    {"target", FIELD_TEXT, offsetof(Statistics, target)},
    {0},
};

const Kind statistics_kind = {
    .name = "statistics",
    .size = sizeof(Statistics),
    .name_space = NAMES_STATISTICS,
    .fields = fields,
    .renamed = renamed,
    .depends = depends,
    .keeps = keeps,
};
