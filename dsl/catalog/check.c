#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/domain.h"
#include "dsl/sqltext.h"

#include <string.h>

const char *expression_column(const char *expression, Arena *arena)
{
    const SqlParse *parse = expression ? sql_expression(sql_cache(arena), expression) : NULL;
    const char *only = NULL;

    for (size_t i = 0; parse && !parse->error && i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind != SQL_REF_COLUMN)
            continue;
        if (only && strcmp(only, ref->name) != 0)
            return NULL;
        only = ref->name;
    }
    return only;
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Sql *expression = &as_check(object)->expression;
    const Object *parent = object->parent;

    depends_on_sql(catalog, parent->kind == KIND_DOMAIN ? NULL : parent, expression, NULL, arena, on);
    if (parent->kind == KIND_DOMAIN)
        depends_on_values(catalog, &as_domain(parent)->type, expression, arena, on);
}

static Keeps keeps(const Object *object)
{
    (void)object;
    return KEEPS_SQL;
}

static const Field fields[] = {
    {"expression", FIELD_SQL, offsetof(Check, expression), FIELD_COLUMNS},
    {"no_inherit", FIELD_BOOL, offsetof(Check, no_inherit)},
    {"not_valid", FIELD_BOOL, offsetof(Check, not_valid)},
    {"not_enforced", FIELD_BOOL, offsetof(Check, not_enforced)},
    {0},
};

const Kind check_kind = {
    .name = "check constraint",
    .size = sizeof(Check),
    .fields = fields,
    .name_space = NAMES_CONSTRAINT,
    .depends = depends,
    .keeps = keeps,
};
