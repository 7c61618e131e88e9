#include "dsl/catalog/depends.h"
#include "dsl/catalog/index.h"

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
    .depends = depends,
    .keeps = keeps,
};
