#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    depends_on_sql(catalog, object->parent, &as_check(object)->expression, NULL, arena, on);
}

static const Field fields[] = {
    {"expression", FIELD_SQL, offsetof(Check, expression), FIELD_COLUMNS},
    {"no_inherit", FIELD_BOOL, offsetof(Check, no_inherit)},
    {"not_valid", FIELD_BOOL, offsetof(Check, not_valid)},
    {0},
};

const Kind check_kind = {
    .name = "check constraint",
    .size = sizeof(Check),
    .fields = fields,
    .name_space = NAMES_CONSTRAINT,
    .depends = depends,
};
