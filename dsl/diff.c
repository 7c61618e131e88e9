#include "dsl/diff.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/view.h"

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

/* So must both have the columns of views that are renamed. */
static const Catalog *spread_views(const Catalog *catalog, const Catalog *other, Arena *arena)
{
    Catalog *spread = arena_new(arena, Catalog);

    *spread = views_spread(catalog, other, arena);
    return spread->objects.items == catalog->objects.items ? catalog : spread;
}

Changes diff_catalogs(const Catalog *given_before, const Catalog *given_after, bool backwards, Arena *arena,
                      Diags *diags)
{
    const Catalog *before = spread_views(given_before, given_after, arena);
    const Catalog *after = spread_views(given_after, given_before, arena);
    Changes changes = {.old = before, .renames = renames_find(before, after, backwards, arena, diags)};
    const Object *last = NULL;

    changes.before = renames_apply(before, &changes.renames, NULL, arena);
    changes.before = partitions_spread(&changes.before, after, false, backwards, arena);
    changes.after = after = spread_after(after, &changes.before, arena);
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
