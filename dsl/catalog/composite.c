#include "dsl/catalog/composite.h"

static const Field fields[] = {
    {"attributes", FIELD_NAMES, offsetof(Composite, attributes), FIELD_CHILDREN},
    {0},
};

const Kind composite_kind = {
    .name = "composite type",
    .size = sizeof(Composite),
    .fields = fields,
    .name_space = NAMES_TYPE,
    .is_relation = true,
};
