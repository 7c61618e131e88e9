#include "dsl/catalog/collation.h"

static const Field fields[] = {
    {"provider", FIELD_TEXT, offsetof(Collation, provider)},
    {"locale", FIELD_TEXT, offsetof(Collation, locale)},
    {"lc_collate", FIELD_TEXT, offsetof(Collation, lc_collate)},
    {"lc_ctype", FIELD_TEXT, offsetof(Collation, lc_ctype)},
    {"rules", FIELD_TEXT, offsetof(Collation, rules)},
    {"nondeterministic", FIELD_BOOL, offsetof(Collation, nondeterministic)},
    {"version", FIELD_TEXT, offsetof(Collation, version), FIELD_HINT},
    {0},
};

const Kind collation_kind = {
    .name = "collation",
    .size = sizeof(Collation),
    .fields = fields,
};
