#include "dsl/catalog/table.h"

static const Field fields[] = {
    {"unlogged", FIELD_BOOL, offsetof(Table, unlogged)},
    {"row_security", FIELD_BOOL, offsetof(Table, row_security)},
    {"row_security_forced", FIELD_BOOL, offsetof(Table, row_security_forced)},
    {"method", FIELD_TEXT, offsetof(Table, method)},
    {"tablespace", FIELD_TEXT, offsetof(Table, tablespace)},
    {"options", FIELD_RECORDS, offsetof(Table, options), FIELD_PLAIN, option_fields, sizeof(Option)},
    {"model_none", FIELD_BOOL, offsetof(Table, model_none), FIELD_HINT},
    {"model", FIELD_TEXT, offsetof(Table, model), FIELD_HINT},
    {0},
};

const Kind table_kind = {
    .name = "table",
    .size = sizeof(Table),
    .fields = fields,
    .name_space = NAMES_RELATION,
    .has_rows = true,
};

const Object *table_of(const Object *object)
{
    while (object && !kind_of(object)->has_rows)
        object = object->parent;
    return object;
}

const char *column_default(const Object *column)
{
    const Object *value = object_first(column, KIND_DEFAULT);

    return value ? as_default(value)->value.text : NULL;
}
