#include "dsl/catalog/schema.h"

const Kind schema_kind = {
    .name = "schema",
    .size = sizeof(Schema),
};
