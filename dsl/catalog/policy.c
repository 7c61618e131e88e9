#include "dsl/catalog/policy.h"

#include "dsl/catalog/depends.h"

/* What a subquery in it reads, it needs as well. */
static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    depends_on_sql(catalog, object->parent, &as_policy(object)->using, NULL, arena, on);
    depends_on_sql(catalog, object->parent, &as_policy(object)->check, NULL, arena, on);
}

static Keeps keeps(const Object *object)
{
    const Policy *policy = as_policy(object);

    return policy->using.text || policy->check.text ? KEEPS_FIRMLY : KEEPS_NOTHING;
}

static const Field fields[] = {
    {"restrictive", FIELD_BOOL, offsetof(Policy, restrictive)},
    {"command", FIELD_TEXT, offsetof(Policy, command)},
    {"roles", FIELD_NAMES, offsetof(Policy, roles)},
    {"using", FIELD_SQL, offsetof(Policy, using), FIELD_COLUMNS},
    {"check", FIELD_SQL, offsetof(Policy, check), FIELD_COLUMNS},
    {0},
};

const Kind policy_kind = {
    .name = "policy",
    .size = sizeof(Policy),
    .fields = fields,
    .depends = depends,
    .keeps = keeps,
};
