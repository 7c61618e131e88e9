#include "dsl/catalog/enum.h"

const Kind enum_value_kind = {
    .name = "enum value",
    .size = sizeof(EnumValue),
};
