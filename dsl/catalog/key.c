#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/partition.h"

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

static bool index_is_over(const Index *index, Names columns)
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

static void own_keys_over(const Object *table, Names columns, Arena *arena, List *keys)
{
    static const KindId kinds[] = {KIND_PRIMARY_KEY, KIND_UNIQUE};

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (const Object *key = object_first(table, kinds[k]); key; key = object_next(key))
            if (same_set(as_key(key)->columns, columns))
                list_add(keys, arena, key);
    for (const Object *index = object_first(table, KIND_INDEX); index; index = object_next(index))
        if (index_is_over(as_index(index), columns))
            list_add(keys, arena, index);
}

void keys_over(const Catalog *catalog, const Object *table, Names columns, Arena *arena, List *keys)
{
    for (; table; table = partition_parent(catalog, table))
        own_keys_over(table, columns, arena, keys);
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Key *key = as_key(object);

    depends_on_columns(catalog, object->parent, key->columns, arena, on);
    depends_on_columns(catalog, object->parent, key->include, arena, on);
}

static const Field fields[] = {
    {"columns", FIELD_NAMES, offsetof(Key, columns), FIELD_COLUMNS},
    {"include", FIELD_NAMES, offsetof(Key, include), FIELD_COLUMNS},
    {"nulls_not_distinct", FIELD_BOOL, offsetof(Key, nulls_not_distinct)},
    {"without_overlaps", FIELD_BOOL, offsetof(Key, without_overlaps)},
    {"options", FIELD_RECORDS, offsetof(Key, options), FIELD_PLAIN, option_fields, sizeof(Option)},
    {"tablespace", FIELD_TEXT, offsetof(Key, tablespace)},
    {"deferrable", FIELD_BOOL, offsetof(Key, deferrable)},
    {"initially_deferred", FIELD_BOOL, offsetof(Key, initially_deferred)},
    {0},
};

const Kind primary_key_kind = {
    .name = "primary key",
    .size = sizeof(Key),
    .fields = fields,
    .name_space = NAMES_RELATION,
    .depends = depends,
};

const Kind unique_kind = {
    .name = "unique constraint",
    .size = sizeof(Key),
    .fields = fields,
    .name_space = NAMES_RELATION,
    .depends = depends,
};

static bool merges(const Key *one, const Key *other)
{
    return names_same(one->columns, other->columns) && names_same(one->include, other->include)
        && one->nulls_not_distinct == other->nulls_not_distinct && one->deferrable == other->deferrable
        && one->initially_deferred == other->initially_deferred;
}

bool key_is_merged(const Object *unique)
{
    const Object *primary = object_first(unique->parent, KIND_PRIMARY_KEY);

    if (primary && merges(as_key(unique), as_key(primary)))
        return true;
    for (const Object *other = object_first(unique->parent, KIND_UNIQUE); other != unique; other = object_next(other))
        if (merges(as_key(unique), as_key(other)))
            return true;
    return false;
}
