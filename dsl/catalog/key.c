#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Key *key = as_key(object);

    depends_on_columns(catalog, object->parent, key->columns, arena, on);
    depends_on_columns(catalog, object->parent, key->include, arena, on);
}

static const Field fields[] = {
    {"columns", FIELD_NAMES, offsetof(Key, columns), FIELD_COLUMNS},
    {"include", FIELD_NAMES, offsetof(Key, include), FIELD_COLUMNS},
    {"nulls_not_distinct", FIELD_BOOL, offsetof(Key, nulls_not_distinct)},
    {"deferrable", FIELD_BOOL, offsetof(Key, deferrable)},
    {"initially_deferred", FIELD_BOOL, offsetof(Key, initially_deferred)},
    {0},
};

const Kind primary_key_kind = {
    .name = "primary key",
    .size = sizeof(Key),
    .fields = fields,
    .name_space = NAMES_RELATION,
    .depends = depends,
};

const Kind unique_kind = {
    .name = "unique constraint",
    .size = sizeof(Key),
    .fields = fields,
    .name_space = NAMES_RELATION,
    .depends = depends,
};
