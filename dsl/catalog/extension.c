#include "dsl/catalog/schema.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Object *schema = catalog_schema(catalog, as_extension(object)->schema);

    if (schema)
        list_add(on, arena, schema);
}

static const Field fields[] = {
    {"schema", FIELD_TEXT, offsetof(Extension, schema)},
    {"version", FIELD_TEXT, offsetof(Extension, version)},
    {0},
};

const Kind extension_kind = {
    .name = "extension",
    .size = sizeof(Extension),
    .fields = fields,
    .depends = depends,
};
