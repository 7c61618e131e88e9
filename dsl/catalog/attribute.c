#include "dsl/catalog/composite.h"
#include "dsl/catalog/depends.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Attribute *attribute = as_attribute(object);

    depends_on_type(catalog, &attribute->type, arena, on);
    depends_on_collation(catalog, attribute->collation, arena, on);
}

static const Field fields[] = {
    {"type", FIELD_TYPE, offsetof(Attribute, type)},
    {"collation", FIELD_QNAME, offsetof(Attribute, collation), FIELD_COLLATION},
    {0},
};

const Kind attribute_kind = {
    .name = "attribute",
    .size = sizeof(Attribute),
    .fields = fields,
    .depends = depends,
};
