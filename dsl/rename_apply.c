#include "dsl/rename.h"

#include "dsl/catalog/table.h"
#include "dsl/rename_carry.h"

#include <string.h>

static const Object *new_parent(const Carry *carry, const Object *old)
{
    const Rename *rename = carry->renames[old->position];

    if (rename && rename->schema)
        return catalog_schema(&carry->renamed, rename->schema);
    return old->parent ? carry->copies[old->parent->position] : NULL;
}

static Object *carry_object(const Carry *carry, const Object *old)
{
    const Rename *rename = carry->renames[old->position];
    size_t size = kind_of(old)->size;
    Object *copy = arena_alloc(carry->arena, size);

    memcpy(copy, old, size);
    copy->first = copy->last = copy->next = NULL;
    copy->parent = new_parent(carry, old);
    copy->name = old->kind == KIND_INHERITED_COLUMN ? carry_column_name(carry, old->parent, old->name)
                                                    : carry_name(carry, old, old->name);
    if (rename) {
        copy->was = old->name;
        copy->was_schema = rename->schema ? old->parent->name : NULL;
    }
    carry_fields(carry, table_of(old), copy, old, kind_of(old)->fields);
    carry_bare_labels(carry, copy, old);
    carry_view(carry, copy, old);
    if (kind_of(old)->renamed)
        kind_of(old)->renamed(copy, carry->arena);
    return copy;
}

static void add(Carry *carry, const Object *old)
{
    if (carry->copies[old->position])
        return;
    carry->copies[old->position] = carry_object(carry, old);
    catalog_add(&carry->renamed, carry->copies[old->position]);
}

/* Schemas first: something may move into one that was declared later. */
static void add_all(Carry *carry, const List *fresh_schemas)
{
    const List *objects = &carry->before->objects;

    for (size_t i = 0; i < objects->count; i++)
        if (((const Object *)objects->items[i])->kind == KIND_SCHEMA)
            add(carry, objects->items[i]);
    for (size_t i = 0; i < fresh_schemas->count; i++)
        catalog_copy(&carry->renamed, fresh_schemas->items[i]);
    for (size_t i = 0; i < objects->count; i++)
        add(carry, objects->items[i]);
}

Catalog renames_apply(const Catalog *before, const Renames *renames, const Object *const **now, Arena *arena)
{
    Carry carry = {
        .before = before,
        .renames = arena_array(arena, const Rename *, before->objects.count + 1),
        .copies = arena_array(arena, Object *, before->objects.count + 1),
        .renamed = {.arena = arena},
        .arena = arena,
    };

    if (now)
        *now = (const Object *const *)(renames->items.count ? (void **)carry.copies : before->objects.items);
    if (!renames->items.count)
        return *before;
    for (size_t i = 0; i < renames->items.count; i++) {
        const Rename *rename = renames->items.items[i];

        carry.renames[rename->before->position] = rename;
        carry.labels |= rename->before->kind == KIND_ENUM_VALUE;
    }
    add_all(&carry, &renames->schemas);
    return carry.renamed;
}
