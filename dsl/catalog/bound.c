#include "dsl/catalog/partition.h"

static void add_columns(const Object *table, Arena *arena, List *on)
{
    for (const Object *object = object_first(table, KIND_COLUMN); object; object = object_next(object))
        list_add(on, arena, object);
}

/*
 * A table that becomes a partition must have what the others have by then: columns, and what is
 * checked of them.
 */
static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Object *whole = partition_parent(catalog, object->parent);

    if (!whole)
        return;
    list_add(on, arena, whole);
    add_columns(whole, arena, on);
    for (const Object *child = object->parent->first; child; child = child->next)
        if (child->shared)
            list_add(on, arena, child);
}

static const Field fields[] = {
    {"of", FIELD_QNAME, offsetof(Bound, of), FIELD_TARGET},
    {"values", FIELD_TEXT, offsetof(Bound, values)},
    {0},
};

const Kind bound_kind = {
    .name = "partition bound",
    .size = sizeof(Bound),
    .fields = fields,
    .nameless = true,
    .depends = depends,
};
