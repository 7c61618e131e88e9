#include "dsl/catalog/depends.h"
#include "dsl/catalog/table.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Column *column = as_column(object);

    depends_on_type(catalog, &column->type, arena, on);
    depends_on_sql(catalog, object->parent, &column->generated, &column->type, arena, on);
}

static const Field fields[] = {
    {"type", FIELD_TYPE, offsetof(Column, type)},
    {"not_null", FIELD_BOOL, offsetof(Column, not_null)},
    {"collation", FIELD_QNAME, offsetof(Column, collation)},
    {"identity", FIELD_TEXT, offsetof(Column, identity)},
    {"generated", FIELD_SQL, offsetof(Column, generated), FIELD_COLUMNS},
    {"virtual", FIELD_BOOL, offsetof(Column, is_virtual)},
    {"using", FIELD_SQL, offsetof(Column, using), FIELD_HINT},
    {"fill", FIELD_SQL, offsetof(Column, fill), FIELD_HINT},
    {0},
};

const Kind column_kind = {
    .name = "column",
    .size = sizeof(Column),
    .fields = fields,
    .depends = depends,
};
