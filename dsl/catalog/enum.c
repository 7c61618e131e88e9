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
