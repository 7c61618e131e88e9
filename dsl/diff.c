#include "dsl/diff.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"

#include <string.h>

static void add(Changes *changes, Arena *arena, Change change)
{
    Change *copy = arena_new(arena, Change);

    *copy = change;
    list_add(&changes->items, arena, copy);
}

/* Where a table becomes a partition, or the other way round, both sides have to have what the two have in common. */
static const Catalog *spread_after(const Catalog *after, const Catalog *before, Arena *arena)
{
    Catalog *spread = arena_new(arena, Catalog);

    *spread = partitions_spread(after, before, true, false, arena);
    return spread->objects.items == after->objects.items ? after : spread;
}

Changes diff_catalogs(const Catalog *before, const Catalog *after, bool backwards, Arena *arena, Diags *diags)
{
    Changes changes = {.old = before, .after = after, .renames = renames_find(before, after, backwards, arena, diags)};

    const Object *last = NULL;

    changes.before = renames_apply(before, &changes.renames, NULL, arena);
    changes.after = after = spread_after(after, &changes.before, arena);
    changes.before = partitions_spread(&changes.before, after, false, backwards, arena);
    for (size_t i = 0; i < changes.before.objects.count; i++) {
        const Object *old = changes.before.objects.items[i], *same = catalog_same_next(after, old, last);

        last = same ? same : last;
        if (kind_in_database(old->kind) && !same)
            add(&changes, arena, (Change){.before = old});
    }
    last = NULL;
    for (size_t i = 0; i < after->objects.count; i++) {
        const Object *new = after->objects.items[i], *old = catalog_same_next(&changes.before, new, last);
        uint64_t fields = old ? object_differs(old, new) : 0;

        last = old ? old : last;
        if (kind_in_database(new->kind) && (!old || fields))
            add(&changes, arena, (Change){.before = old, .after = new, .fields = fields});
    }
    return changes;
}

bool changes_none(const Changes *changes)
{
    return !changes->items.count && !changes->renames.items.count;
}
