#include "dsl/catalog/view.h"

#include "dsl/catalog/depends.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    depends_on_query(catalog, &as_view(object)->query, arena, on);
}

static Keeps keeps(const Object *object)
{
    (void)object;
    return KEEPS_FIRMLY;
}

/* What its columns are called is compared by what makes them so. */
#define COMMON                                                                                                        \
    {"columns", FIELD_NAMES, offsetof(View, columns), FIELD_OF_QUERY},                                                \
    {"query", FIELD_QUERY, offsetof(View, query)},                                                                    \
    {"stars", FIELD_NAMES, offsetof(View, stars), FIELD_OF_QUERY},                                                    \
    {"options", FIELD_RECORDS, offsetof(View, options), FIELD_PLAIN, option_fields, sizeof(Option)},                  \
    {"model_none", FIELD_BOOL, offsetof(View, model_none), FIELD_HINT},                                               \
    {"model", FIELD_TEXT, offsetof(View, model), FIELD_HINT},                                                         \
    {"outputs", FIELD_NAMES, offsetof(View, outputs), FIELD_HINT},                                                    \
    {"outputs_known", FIELD_BOOL, offsetof(View, outputs_known), FIELD_HINT}

static const Field view_fields[] = {
    COMMON,
    {0},
};

static const Field materialized_fields[] = {
    COMMON,
    {"method", FIELD_TEXT, offsetof(View, method)},
    {"tablespace", FIELD_TEXT, offsetof(View, tablespace)},
    {"no_data", FIELD_BOOL, offsetof(View, no_data), FIELD_HINT},
    {0},
};

const Kind view_kind = {
    .name = "view",
    .size = sizeof(View),
    .fields = view_fields,
    .name_space = NAMES_RELATION,
    .has_rows = true,
    .keeps = keeps,
    .depends = depends,
};

const Kind materialized_view_kind = {
    .name = "materialized view",
    .size = sizeof(View),
    .fields = materialized_fields,
    .name_space = NAMES_RELATION,
    .has_rows = true,
    .keeps = keeps,
    .depends = depends,
};

static const Field column_fields[] = {
    COLUMN_SETTINGS_FIELDS(ViewColumn),
    {0},
};

const Kind view_column_kind = {
    .name = "column",
    .size = sizeof(ViewColumn),
    .fields = column_fields,
};
