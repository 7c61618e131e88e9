/* What can happen to any object. */
#include "tests/wild/changes.h"

#include "dsl/catalog/function.h"

#include <string.h>

static const char *fresh_name(Draft *draft, const Object *object, Random *random)
{
    const char *called = object_called(object, draft->arena);
    unsigned form = random_below(random, 4);

    if (strlen(called) > 50)
        called = "shorter";
    return form == 0 ? arena_printf(draft->arena, "%s_new", called)
         : form == 1 ? arena_printf(draft->arena, "x_%s", called)
         : form == 2 ? arena_printf(draft->arena, "%s 2", called)
                     : arena_printf(draft->arena, "Re-%s", called);
}

bool change_drop(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    (void)field, (void)self, (void)random;
    draft_drop(draft, object);
    return true;
}

bool change_rename(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    (void)field, (void)self;
    return draft_rename(draft, object, fresh_name(draft, object, random), NULL);
}

bool change_duplicate(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    const char *called = object_called(object, draft->arena);
    const char *name = fresh_name(draft, object, random);

    (void)field, (void)self;
    if (object->kind == KIND_ENUM_VALUE)
        return false;
    if (object->kind != KIND_FUNCTION)
        return draft_duplicate(draft, object, name);

    Object *copy = draft_duplicate(draft, object,
                                   arena_printf(draft->arena, "%s%s", name, object->name + strlen(called)));
    if (copy)
        ((Function *)copy)->called = name;
    return copy;
}

/* "name" there and back: two siblings take each other's names. */
bool change_trade(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    const Object *other = NULL;
    unsigned seen = 0;

    (void)field, (void)self;
    for (const Object *o = object_first(object->parent, object->kind); o; o = object_next(o))
        if (o != object && !o->was && random_below(random, ++seen) == 0)
            other = o;
    if (!other)
        return false;

    const char *one = object->name, *two = other->name;
    const Object *first = draft_rename(draft, object, "on the way", NULL);
    if (!first)
        return false;
    other = catalog_find(&draft->catalog, first->kind, first->parent, two);
    Object *second = draft_rename(draft, other, one, NULL);
    if (!second)
        return false;
    first = catalog_find(&draft->catalog, second->kind, second->parent, "on the way");
    ((Object *)first)->was = NULL;

    Object *last = draft_rename(draft, first, two, NULL);
    if (last)
        last->was = one;
    return last;
}

bool change_move(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    const Object *to = NULL;
    unsigned seen = 0;

    (void)field, (void)self;
    for (size_t i = 0; i < draft->catalog.objects.count; i++) {
        const Object *other = draft->catalog.objects.items[i];

        if (other->kind == KIND_SCHEMA && other != object->parent && random_below(random, ++seen) == 0)
            to = other;
    }
    return to && draft_rename(draft, object, object_called(object, draft->arena), to->name);
}
