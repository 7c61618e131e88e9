#include "dsl/catalog/depends.h"
#include "dsl/catalog/table.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Type *type = object->parent->kind == KIND_COLUMN ? &as_column(object->parent)->type : NULL;

    depends_on_sql(catalog, NULL, &as_default(object)->value, type, arena, on);
}

static const Field fields[] = {
    {"value", FIELD_SQL, offsetof(Default, value)},
    {0},
};

const Kind default_kind = {
    .name = "default",
    .size = sizeof(Default),
    .fields = fields,
    .nameless = true,
    .depends = depends,
};
