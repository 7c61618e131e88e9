#include "codegen/plan/rename_steps.h"

#include "dsl/base/map.h"
#include "dsl/catalog/naming.h"

/* One rename to be done: what it is called now may be a name for a moment only. */
typedef struct Pending {
    const Object *object;           /* in the old catalog; a copy, once it stepped aside */
    const Object *original;         /* in the old catalog */
    const Object *parent;           /* in the renamed catalog; NULL at the top */
    const char *name;
    bool done;
} Pending;

typedef struct Steps {
    SqlOut *out;
    Pending *items;
    size_t count;
} Steps;

static bool are_siblings(const Pending *one, const Pending *other)
{
    NameSpace space = kind_of(one->object)->name_space;

    if (space != kind_of(other->object)->name_space)
        return false;
    if (space == NAMES_RELATION)
        return object_up_to(one->object, KIND_SCHEMA) == object_up_to(other->object, KIND_SCHEMA);
    return one->object->parent == other->object->parent
        && (space != NAMES_ITS_OWN || one->object->kind == other->object->kind);
}

/* True if a rename that is still to come holds the name. */
static bool is_taken(const Steps *steps, const Pending *wanted)
{
    for (size_t i = 0; i < steps->count; i++) {
        const Pending *other = &steps->items[i];

        if (other != wanted && !other->done && are_siblings(other, wanted)
            && text_same(other->object->name, wanted->name))
            return true;
    }
    return false;
}

/* True if what it is in is not called yet what it will be: statements name that by its new name. */
static bool parent_is_pending(const Steps *steps, const Pending *wanted)
{
    for (const Object *up = wanted->original->parent; up; up = up->parent)
        for (size_t i = 0; i < steps->count; i++)
            if (!steps->items[i].done && steps->items[i].original == up)
                return true;
    return false;
}

static void step(const Steps *steps, const Pending *pending, const char *name)
{
    sql_kind(pending->object->kind)->rename(steps->out, pending->object, pending->parent, name);
}

static void step_aside(const Steps *steps, Pending *pending)
{
    Arena *arena = steps->out->arena;
    Object *aside = arena_alloc(arena, kind_of(pending->object)->size);

    *aside = *pending->object;
    aside->name = default_name(arena, pending->object->name, NULL, "_moving");
    step(steps, pending, aside->name);
    sql_comment(steps->out, "names go round in a circle: %s steps aside for a moment",
                quote_name(arena, pending->object->name));
    pending->object = aside;
}

/* One round over all that is pending; false if every name was taken. */
static bool round_of_renames(const Steps *steps)
{
    bool moved = false;

    for (size_t i = 0; i < steps->count; i++) {
        Pending *pending = &steps->items[i];

        if (pending->done || parent_is_pending(steps, pending) || is_taken(steps, pending))
            continue;
        step(steps, pending, pending->name);
        pending->done = moved = true;
    }
    return moved;
}

static Pending *first_pending(const Steps *steps)
{
    for (size_t i = 0; i < steps->count; i++)
        if (!steps->items[i].done)
            return &steps->items[i];
    return NULL;
}

void rename_steps(SqlOut *out, const Changes *changes)
{
    const List *renames = &changes->renames.items;
    Steps steps = {.out = out, .items = arena_array(out->arena, Pending, renames->count), .count = renames->count};

    for (size_t i = 0; i < renames->count; i++) {
        const Rename *rename = renames->items[i];
        const Object *renamed = changes->before.objects.items[rename->before->position];

        steps.items[i] = (Pending){
            .object = rename->before, .original = rename->before, .parent = renamed->parent, .name = rename->name,
        };
    }
    for (Pending *pending; (pending = first_pending(&steps));)
        if (!round_of_renames(&steps))
            step_aside(&steps, pending);
}
