/* Making a pair smaller: what can be taken away, or made plainer, with the same thing still wrong. */
#include "tests/soak/model.h"

#include <string.h>

typedef struct Pair {
    Model *before, *after;
    Still still;
    void *context;
} Pair;

/* Try a change on copies; keep them if what is wrong is still wrong. */
static bool keep(Pair *pair, Model *before, Model *after)
{
    model_say_was(before, after);
    if (!pair->still(pair->context, before, after))
        return false;
    *pair->before = *before;
    *pair->after = *after;
    return true;
}

/* Without the piece, and what is in it. */
static void take(Model *model, unsigned id)
{
    size_t kept = 0;

    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *piece = model->pieces.items[i];

        if (piece->id != id && (piece->parent != id || !piece->kind->parent))
            model->pieces.items[kept++] = piece;
        if (piece->parent == id && !piece->kind->parent)
            piece->parent = 0;
    }
    model->pieces.count = kept;
}

static bool without(Pair *pair, unsigned id, bool from_before, bool from_after)
{
    Model before = model_copy(pair->before, pair->before->arena), after = model_copy(pair->after, pair->after->arena);

    if ((from_before && !model_find(&before, id)) || (from_after && !model_find(&after, id)))
        return false;
    if (from_before)
        take(&before, id);
    if (from_after)
        take(&after, id);
    return keep(pair, &before, &after);
}

/* What did not change need not have changed. */
static bool unchanged(Pair *pair, unsigned id)
{
    Model before = model_copy(pair->before, pair->before->arena), after = model_copy(pair->after, pair->after->arena);
    Piece *old = model_find(&before, id), *new = model_find(&after, id);

    if (!old || !new || (memcmp(old->dice, new->dice, sizeof old->dice) == 0
                         && (!old->name || strcmp(old->name, new->name) == 0)))
        return false;
    memcpy(new->dice, old->dice, sizeof new->dice);
    new->name = old->name;
    return keep(pair, &before, &after);
}

static bool lies_flat(const Piece *piece, unsigned die)
{
    return !piece || piece->dice[die] == 0;
}

static bool plainer(Pair *pair, unsigned id, unsigned die)
{
    Model before = model_copy(pair->before, pair->before->arena), after = model_copy(pair->after, pair->after->arena);
    Piece *old = model_find(&before, id), *new = model_find(&after, id);

    if (lies_flat(old, die) && lies_flat(new, die))
        return false;
    if (old)
        old->dice[die] = 0;
    if (new)
        new->dice[die] = 0;
    return keep(pair, &before, &after);
}

static void call(Pair *pair, Model *before, Model *after, unsigned id)
{
    Piece *old = model_find(before, id), *new = model_find(after, id);
    const char *name = old && old->name ? old->name : new && new->name ? new->name : NULL;
    const char *plain = arena_printf(before->arena, "%s%u", (old ? old : new)->kind->names, id);

    (void)pair;
    if (!name)
        return;
    if (new)
        new->name = old && strcmp(old->name, new->name) != 0 ? arena_printf(before->arena, "new_%s", plain) : plain;
    if (old)
        old->name = plain;
}

static bool better_called(Pair *pair, unsigned id)
{
    Model before = model_copy(pair->before, pair->before->arena), after = model_copy(pair->after, pair->after->arena);
    const Piece *old = model_find(&before, id), *new = model_find(&after, id);
    const Piece *any = old ? old : new;

    if (!any || !any->name)
        return false;

    const char *plain = arena_printf(before.arena, "%s%u", any->kind->names, id);
    if (strcmp(any->name, plain) == 0)
        return false;
    call(pair, &before, &after, id);
    return keep(pair, &before, &after);
}

static bool in_order(Pair *pair)
{
    Model before = model_copy(pair->before, pair->before->arena), after = model_copy(pair->after, pair->after->arena);

    if (!before.order && !after.order)
        return false;
    before.order = after.order = 0;
    return keep(pair, &before, &after);
}

/* Without all pieces from one id to before another. */
static bool without_some(Pair *pair, unsigned from, unsigned to)
{
    Model before = model_copy(pair->before, pair->before->arena), after = model_copy(pair->after, pair->after->arena);
    size_t count = before.pieces.count + after.pieces.count;

    for (unsigned id = from; id < to; id++) {
        take(&before, id);
        take(&after, id);
    }
    return before.pieces.count + after.pieces.count < count && keep(pair, &before, &after);
}

/* Much at once, as long as that works: most of a pair has nothing to do with what is wrong. */
static void take_chunks(Pair *pair, unsigned last_id)
{
    for (unsigned length = last_id / 2; length > 1; length /= 2)
        for (unsigned id = 1; id <= last_id; id += length)
            without_some(pair, id, id + length);
}

/* Every piece once; true if anything could be made smaller. */
static bool sweep(Pair *pair, unsigned last_id)
{
    bool smaller = in_order(pair);

    for (unsigned id = 1; id <= last_id; id++)
        smaller |= without(pair, id, true, true) || without(pair, id, true, false) || without(pair, id, false, true);
    for (unsigned id = 1; id <= last_id; id++)
        smaller |= unchanged(pair, id);
    for (unsigned id = 1; id <= last_id; id++) {
        for (unsigned die = 0; die < DICE; die++)
            smaller |= plainer(pair, id, die);
        smaller |= better_called(pair, id);
    }
    return smaller;
}

void pair_shrink(Model *before, Model *after, Still still, void *context)
{
    Pair pair = {.before = before, .after = after, .still = still, .context = context};
    unsigned last = model_last_id(before), last_after = model_last_id(after);

    take_chunks(&pair, last > last_after ? last : last_after);
    while (sweep(&pair, last > last_after ? last : last_after))
        ;
}
