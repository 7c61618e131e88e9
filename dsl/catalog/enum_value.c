#include "dsl/catalog/enum.h"

static const Field fields[] = {
    {"also", FIELD_NAMES, offsetof(EnumValue, also), FIELD_HINT},
    {"doc", FIELD_TEXT, offsetof(EnumValue, doc), FIELD_HINT},
    {0},
};

const Kind enum_value_kind = {
    .name = "enum value",
    .size = sizeof(EnumValue),
    .fields = fields,
    .no_comment = true,
};
