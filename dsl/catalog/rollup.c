#include "dsl/catalog/rollup.h"

static const Field part_fields[] = {
    {"column", FIELD_TEXT, offsetof(RollupPart, column)},
    {"value", FIELD_SQL, offsetof(RollupPart, value)},
    {0},
};

static const Field fields[] = {
    {"source", FIELD_QNAME, offsetof(Rollup, source)},
    {"doc", FIELD_TEXT, offsetof(Rollup, doc), FIELD_HINT},
    {"groups", FIELD_RECORDS, offsetof(Rollup, groups), FIELD_PLAIN, part_fields, sizeof(RollupPart)},
    {"sums", FIELD_RECORDS, offsetof(Rollup, sums), FIELD_PLAIN, part_fields, sizeof(RollupPart)},
    {0},
};

const Kind rollup_kind = {
    .name = "rollup",
    .size = sizeof(Rollup),
    .fields = fields,
    .nameless = true,
};
