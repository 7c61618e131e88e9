#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/index.h"

/* The columns that a key includes: with their types the server changes the key, and not what refers to it. */
static void depends_on_included(const Catalog *catalog, const Object *key, Arena *arena, List *on)
{
    Names include = key->kind == KIND_INDEX ? as_index(key)->include : as_key(key)->include;

    depends_on_columns(catalog, key->parent, include, arena, on);
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const ForeignKey *key = as_foreign_key(object);
    const Object *target = catalog_in_schema(catalog, KIND_TABLE, key->target.schema, key->target.name);

    depends_on_columns(catalog, object->parent, key->columns, arena, on);
    if (!target)
        return;
    list_add(on, arena, target);
    depends_on_columns(catalog, target, key->target_columns, arena, on);

    List keys = {0};
    keys_over(catalog, target, key->target_columns, arena, &keys);
    for (size_t i = 0; i < keys.count; i++) {
        list_add(on, arena, keys.items[i]);
        depends_on_included(catalog, keys.items[i], arena, on);
    }
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
