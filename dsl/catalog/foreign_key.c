#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const ForeignKey *key = as_foreign_key(object);
    const Object *target = catalog_in_schema(catalog, KIND_TABLE, key->target.schema, key->target.name);

    depends_on_columns(catalog, object->parent, key->columns, arena, on);
    if (!target)
        return;
    list_add(on, arena, target);
    depends_on_columns(catalog, target, key->target_columns, arena, on);
    keys_over(catalog, target, key->target_columns, arena, on);
}

static Keeps keeps(const Object *object)
{
    (void)object;
    return KEEPS_OPERATORS;
}

static const Field fields[] = {
    {"columns", FIELD_NAMES, offsetof(ForeignKey, columns), FIELD_COLUMNS},
    {"target", FIELD_QNAME, offsetof(ForeignKey, target), FIELD_TARGET},
    {"target_columns", FIELD_NAMES, offsetof(ForeignKey, target_columns), FIELD_TARGET},
    {"on_delete", FIELD_TEXT, offsetof(ForeignKey, on_delete)},
    {"on_delete_columns", FIELD_NAMES, offsetof(ForeignKey, on_delete_columns), FIELD_COLUMNS},
    {"on_update", FIELD_TEXT, offsetof(ForeignKey, on_update)},
    {"match_full", FIELD_BOOL, offsetof(ForeignKey, match_full)},
    {"deferrable", FIELD_BOOL, offsetof(ForeignKey, deferrable)},
    {"initially_deferred", FIELD_BOOL, offsetof(ForeignKey, initially_deferred)},
    {"not_valid", FIELD_BOOL, offsetof(ForeignKey, not_valid)},
    {"period", FIELD_BOOL, offsetof(ForeignKey, period)},
    {"not_enforced", FIELD_BOOL, offsetof(ForeignKey, not_enforced)},
    {0},
};

const Kind foreign_key_kind = {
    .name = "foreign key",
    .size = sizeof(ForeignKey),
    .fields = fields,
    .name_space = NAMES_CONSTRAINT,
    .depends = depends,
    .keeps = keeps,
};
