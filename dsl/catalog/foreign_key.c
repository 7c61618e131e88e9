#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/index.h"

/* True if both lists hold the same names, in any order. */
static bool same_set(Names one, Names other)
{
    if (one.count != other.count)
        return false;
    for (size_t i = 0; i < one.count; i++)
        if (!names_have(other, one.items[i]))
            return false;
    return true;
}

static void depends_on_keys(const Object *target, KindId kind, Names columns, Arena *arena, List *on)
{
    for (const Object *key = object_first(target, kind); key; key = object_next(key))
        if (same_set(as_key(key)->columns, columns))
            list_add(on, arena, key);
}

static bool covers(const Index *index, Names columns)
{
    if (!index->unique || index->where.text || index->parts.count != columns.count)
        return false;
    for (size_t i = 0; i < columns.count; i++) {
        const IndexPart *part = &records_of(index->parts, IndexPart)[i];

        if (!part->column || !names_have(columns, part->column))
            return false;
    }
    return true;
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
    depends_on_keys(target, KIND_PRIMARY_KEY, key->target_columns, arena, on);
    depends_on_keys(target, KIND_UNIQUE, key->target_columns, arena, on);
    for (const Object *index = object_first(target, KIND_INDEX); index; index = object_next(index))
        if (covers(as_index(index), key->target_columns))
            list_add(on, arena, index);
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
    {0},
};

const Kind foreign_key_kind = {
    .name = "foreign key",
    .size = sizeof(ForeignKey),
    .fields = fields,
    .name_space = NAMES_CONSTRAINT,
    .depends = depends,
};
