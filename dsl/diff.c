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

    *spread = partitions_spread(after, before, true, arena);
    return spread->objects.items == after->objects.items ? after : spread;
}

Changes diff_catalogs(const Catalog *before, const Catalog *after, bool backwards, Arena *arena, Diags *diags)
{
    Changes changes = {.old = before, .after = after, .renames = renames_find(before, after, backwards, arena, diags)};

    changes.before = renames_apply(before, &changes.renames, NULL, arena);
    changes.after = after = spread_after(after, &changes.before, arena);
    changes.before = partitions_spread(&changes.before, after, false, arena);
    for (size_t i = 0; i < changes.before.objects.count; i++) {
        const Object *old = changes.before.objects.items[i];

        if (kind_in_database(old->kind) && !catalog_same(after, old))
            add(&changes, arena, (Change){.before = old});
    }
    for (size_t i = 0; i < after->objects.count; i++) {
        const Object *new = after->objects.items[i], *old = catalog_same(&changes.before, new);
        uint64_t fields = old ? object_differs(old, new) : 0;

        if (kind_in_database(new->kind) && (!old || fields))
            add(&changes, arena, (Change){.before = old, .after = new, .fields = fields});
    }
    return changes;
}

bool changes_none(const Changes *changes)
{
    return !changes->items.count && !changes->renames.items.count;
}

/* Tables look alike when most of their columns have the same names; columns when they have the same type. */
static bool tables_look_alike(const Object *old, const Object *new)
{
    size_t shared = 0, old_count = 0, new_count = 0;

    for (const Object *column = object_first(old, KIND_COLUMN); column; column = object_next(column))
        old_count++;
    for (const Object *column = object_first(new, KIND_COLUMN); column; column = object_next(column)) {
        new_count++;
        for (const Object *other = object_first(old, KIND_COLUMN); other; other = object_next(other))
            shared += strcmp(other->name, column->name) == 0
                   && text_same(as_column(other)->type.text, as_column(column)->type.text);
    }
    return shared > 0 && shared * 10 >= (old_count > new_count ? old_count : new_count) * 7;
}

static bool columns_look_alike(const Object *old, const Object *new)
{
    return object_is(old->parent, new->parent) && text_same(as_column(old)->type.text, as_column(new)->type.text);
}

static bool look_alike(const Object *old, const Object *new)
{
    if (old->kind != new->kind)
        return false;
    if (old->kind == KIND_TABLE)
        return tables_look_alike(old, new);
    return old->kind == KIND_COLUMN && columns_look_alike(old, new);
}

static void warn(const Object *old, const Object *new, Arena *arena, Diags *diags)
{
    Diag *d = diag(diags, DIAG_LOOKS_RENAMED, new->at, "%s is new and %s is gone: the %s of the old one are dropped",
                   object_describe(new, arena), object_describe(old, arena),
                   new->kind == KIND_COLUMN ? "values" : "rows");

    const char *was = quote_name(arena, old->name);

    if (new->kind == KIND_TABLE && !object_is(old->parent, new->parent))
        was = arena_printf(arena, "%s.%s", quote_name(arena, old->parent->name), was);
    diag_hint(diags, d, "if it is a rename, write \"was %s\" after the %s", was,
              new->kind == KIND_COLUMN ? "column's type" : "table's name");
}

void changes_warn_of_renames(const Changes *changes, Arena *arena, Diags *diags)
{
    for (size_t d = 0; d < changes->items.count; d++) {
        const Change *drop = changes->items.items[d];

        if (drop->after || (drop->before->kind != KIND_TABLE && drop->before->kind != KIND_COLUMN))
            continue;
        for (size_t c = 0; c < changes->items.count; c++) {
            const Change *create = changes->items.items[c];

            if (!create->before && look_alike(drop->before, create->after)) {
                warn(drop->before, create->after, arena, diags);
                break;
            }
        }
    }
}
