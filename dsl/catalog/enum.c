#include "dsl/catalog/enum.h"

static const Field fields[] = {
    {"labels", FIELD_NAMES, offsetof(Enum, labels), FIELD_CHILDREN},
    {0},
};

const Kind enum_kind = {
    .name = "enum",
    .size = sizeof(Enum),
    .fields = fields,
    .name_space = NAMES_TYPE,
};

const char *enum_successor(const Object *type, const char *gone)
{
    for (const Object *value = object_first(type, KIND_ENUM_VALUE); value; value = object_next(value))
        if (text_same(value->was, gone) || names_have(as_enum_value(value)->also, gone))
            return value->name;
    return NULL;
}
