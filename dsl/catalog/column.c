#include "dsl/catalog/depends.h"
#include "dsl/catalog/table.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Column *column = as_column(object);

    depends_on_type(catalog, &column->type, arena, on);
    depends_on_collation(catalog, column->collation, arena, on);
    depends_on_sql(catalog, object->parent, &column->generated, &column->type, arena, on);
}

static Keeps keeps(const Object *object)
{
    return as_column(object)->generated.text ? KEEPS_FIRMLY : KEEPS_NOTHING;
}

static const Field counting[] = {
    {"start", FIELD_INTEGER, offsetof(Counting, start)},
    {"increment", FIELD_INTEGER, offsetof(Counting, increment)},
    {"minimum", FIELD_INTEGER, offsetof(Counting, minimum)},
    {"maximum", FIELD_INTEGER, offsetof(Counting, maximum)},
    {"cache", FIELD_INTEGER, offsetof(Counting, cache)},
    {"cycle", FIELD_BOOL, offsetof(Counting, cycle)},
    {0},
};

static const Field fields[] = {
    {"type", FIELD_TYPE, offsetof(Column, type)},
    {"not_null", FIELD_BOOL, offsetof(Column, not_null)},
    {"collation", FIELD_QNAME, offsetof(Column, collation), FIELD_COLLATION},
    {"identity", FIELD_TEXT, offsetof(Column, identity)},
    {"counting", FIELD_RECORDS, offsetof(Column, counting), .record = counting, .record_size = sizeof(Counting)},
    {"generated", FIELD_SQL, offsetof(Column, generated), FIELD_COLUMNS},
    {"virtual", FIELD_BOOL, offsetof(Column, is_virtual)},
    COLUMN_SETTINGS_FIELDS(Column),
    {"using", FIELD_SQL, offsetof(Column, using), FIELD_HINT},
    {"fill", FIELD_SQL, offsetof(Column, fill), FIELD_HINT},
    {0},
};

const Kind column_kind = {
    .name = "column",
    .size = sizeof(Column),
    .fields = fields,
    .depends = depends,
    .keeps = keeps,
};
