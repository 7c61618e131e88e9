#include "dsl/rename_collect.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <string.h>

/* What is known while renames are looked for: old objects by position of the new ones, and the other way round. */
typedef struct Search {
    const Catalog *before, *after;
    const Object **old_of;          /* by position in `after`; NULL where nothing was renamed */
    const Object **new_of;          /* by position in `before`; likewise */
    List hinted;                    /* of Object, in `after` */
    Arena *arena;
    Diags *diags;
} Search;

/* The object that `new` was before, renamed or not; NULL if it is new. */
static const Object *predecessor(const Search *search, const Object *new)
{
    const Object *parent = NULL;

    if (search->old_of[new->position])
        return search->old_of[new->position];
    if (new->parent && !(parent = predecessor(search, new->parent)))
        return NULL;

    const Object *same = catalog_find(search->before, new->kind, parent, new->name);
    return same && search->new_of[same->position] ? NULL : same;
}

static const Object *find_before(const Search *search, const Object *new, const char *name)
{
    const Object *parent = new->parent ? predecessor(search, new->parent) : NULL;

    return new->parent && !parent ? NULL : catalog_find(search->before, new->kind, parent, name);
}

/* True if what stands before the dot of a hint is the schema in which the object is, by its new name or its old. */
static bool was_in_its_own(const Search *search, const Object *new)
{
    const Object *old = predecessor(search, new->parent);

    return text_same(new->was_schema, new->parent->name) || (old && text_same(new->was_schema, old->name));
}

/* What stands in `after` where `old` stood, if not `old` itself. */
static const Object *now_in_place_of(const Search *search, const Object *old)
{
    const Object *parent = old->parent;

    if (parent && search->new_of[parent->position])
        parent = search->new_of[parent->position];
    else if (parent && !(parent = catalog_same(search->after, parent)))
        return NULL;
    return catalog_find(search->after, old->kind, parent, old->name);
}

/*
 * What the hint of `new` names. Without a schema that is what was beside it, or else in "public", if that is gone from
 * there.
 */
static const Object *origin(const Search *search, const Object *new)
{
    bool in_schema = new->parent && new->parent->kind == KIND_SCHEMA;

    if (in_schema && new->was_schema && !was_in_its_own(search, new))
        return catalog_in_schema(search->before, new->kind, new->was_schema, new->was);

    const Object *old = find_before(search, new, new->was);
    if (old || !in_schema || new->was_schema)
        return old;
    old = catalog_in_schema(search->before, new->kind, NULL, new->was);
    return old && !now_in_place_of(search, old) ? old : NULL;
}

/* What says that it was `old`. */
static const Object *heir(const Search *search, const Object *old)
{
    for (size_t i = 0; i < search->hinted.count; i++) {
        const Object *new = search->hinted.items[i];

        if (new->kind == old->kind && text_same(new->was, old->name) && origin(search, new) == old)
            return new;
    }
    return NULL;
}

/*
 * True if the hint of `new` still has something to do. It has not if the old schema, which keeps the hints it was
 * made from, has the same one; nor if both names are there already and both stay.
 */
static bool is_active(const Search *search, const Object *new, const Object *asked_first)
{
    const Object *old = origin(search, new), *taken = find_before(search, new, new->name);

    if (!old || old == taken
        || (taken && text_same(taken->was, new->was) && text_same(taken->was_schema, new->was_schema)))
        return false;
    if (!taken)
        return true;

    const Object *other = heir(search, taken);
    if (other)
        return other == asked_first || is_active(search, other, asked_first);
    return !now_in_place_of(search, old);
}

/* What stands behind "was". */
static const char *hint_text(const Search *search, const Object *new)
{
    const char *name = quote_name(search->arena, new->was);

    return new->was_schema ? arena_printf(search->arena, "%s.%s", quote_name(search->arena, new->was_schema), name)
                           : name;
}

static void report_stale(const Search *search, const Object *new)
{
    if (!search->diags)
        return;

    Diag *d = diag(search->diags, DIAG_STALE_HINT, new->at, "%s was renamed from \"%s\" already",
                   object_describe(new, search->arena), new->was);
    diag_hint(search->diags, d, "\"was %s\" can be removed", hint_text(search, new));
}

static void report_clash(const Search *search, const Object *new, const Object *first)
{
    if (!search->diags)
        return;

    Diag *d = diag(search->diags, DIAG_WAS_CLASH, new->at, "%s cannot have been \"%s\"",
                   object_describe(new, search->arena), new->was);
    diag_note(search->diags, d, first->at, "that is what %s was", object_describe(first, search->arena));
}

/* Two readings are possible, and one of them is a slip: a hint that was copied along. */
static void report_new_holder(const Search *search, const Object *new, const Object *holder)
{
    if (!search->diags)
        return;

    Diag *d = diag(search->diags, DIAG_NAME_AGAIN, holder->at, "%s is new: what had this name becomes %s",
                   object_describe(holder, search->arena), object_describe(new, search->arena));
    diag_note(search->diags, d, new->at, "because of \"was %s\"", hint_text(search, new));
}

static void pair(Search *search, const Object *old, const Object *new)
{
    search->old_of[new->position] = old;
    search->new_of[old->position] = new;
}

/* A value that was there before and takes in what held another, which is gone: no rename. */
static bool takes_in(const Search *search, const Object *new)
{
    const Object *taken = new->kind == KIND_ENUM_VALUE ? find_before(search, new, new->name) : NULL;
    const Object *old = taken ? origin(search, new) : NULL;

    return old && old != taken && !now_in_place_of(search, old) && !heir(search, taken);
}

/* PostgreSQL takes the constraint of a typed table for a column of it, and does not rename it: another one comes. */
static bool cannot_be_renamed(const Object *old)
{
    bool has_index = old->kind == KIND_PRIMARY_KEY || old->kind == KIND_UNIQUE;

    return kind_of(old)->name_space != NAMES_ITS_OWN && !has_index && old->kind != KIND_INDEX
        && old->kind != KIND_STATISTICS && old->parent->kind == KIND_TABLE && as_table(old->parent)->of.text;
}

static void follow_hint(Search *search, const Object *new)
{
    if (takes_in(search, new))
        return;
    if (!is_active(search, new, new)) {
        if (find_before(search, new, new->name))
            report_stale(search, new);
        return;
    }

    const Object *old = origin(search, new), *holder = now_in_place_of(search, old);
    if (cannot_be_renamed(old))
        return;
    if (search->new_of[old->position]) {
        report_clash(search, new, search->new_of[old->position]);
        return;
    }
    if (holder && !(holder->was && is_active(search, holder, holder)))
        report_new_holder(search, new, holder);
    pair(search, old, new);
}

static size_t depth(const Object *object)
{
    return object->parent ? 1 + depth(object->parent) : 0;
}

/* Parents first: what the hint of a column means depends on what its table was. */
static void find_hinted(Search *search)
{
    size_t deepest = 0;

    for (size_t i = 0; i < search->after->objects.count; i++) {
        const Object *new = search->after->objects.items[i];

        if (!new->was)
            continue;
        list_add(&search->hinted, search->arena, new);
        deepest = depth(new) > deepest ? depth(new) : deepest;
    }
    for (size_t level = 0; level <= deepest; level++)
        for (size_t i = 0; i < search->hinted.count; i++)
            if (depth(search->hinted.items[i]) == level)
                follow_hint(search, search->hinted.items[i]);
}

/* Kinds whose name is all that tells one from another of the same definition: renaming is always right. */
static bool is_known_by_definition(KindId kind)
{
    return kind == KIND_PRIMARY_KEY || kind == KIND_UNIQUE || kind == KIND_CHECK || kind == KIND_FOREIGN_KEY
        || kind == KIND_EXCLUDE || kind == KIND_INDEX || kind == KIND_STATISTICS || kind == KIND_SEQUENCE;
}

/* A sequence is known by the column it serves, whatever its type; of one that serves none nobody can tell. */
static bool are_alike(const Object *old, const Object *new)
{
    const Object *owner = object_first(old, KIND_SEQUENCE_OWNER), *other = object_first(new, KIND_SEQUENCE_OWNER);

    if (old->kind != KIND_SEQUENCE)
        return !object_differs(old, new);
    return owner && other && !object_differs(owner, other);
}

/* True if `old` is still there; an owned sequence is if it serves the same column. */
static bool stays(const Search *search, const Object *old)
{
    const Object *same = catalog_same(search->after, old);

    return same && (old->kind != KIND_SEQUENCE || !object_first(old, KIND_SEQUENCE_OWNER) || are_alike(old, same));
}

/* True if `new` has come, and not by a rename that was found already. */
static bool is_fresh(const Search *search, const Catalog *renamed, const Object *new)
{
    const Object *same = catalog_same(renamed, new);

    return !search->old_of[new->position] && (!same || !stays(search, same));
}

/*
 * Constraints, indexes, statistics and owned sequences that are gone while one of the same definition has come.
 * `renamed` is the old catalog with the hinted renames carried out, and `now` says where each old object is in it.
 */
static void find_structural(Search *search, const Catalog *renamed, const Object *const *now)
{
    for (size_t i = 0; i < search->before->objects.count; i++) {
        const Object *old = now[i], *parent;

        if (!is_known_by_definition(old->kind) || !old->parent || search->new_of[i] || stays(search, old)
            || cannot_be_renamed(old) || !(parent = catalog_same(search->after, old->parent)))
            continue;
        for (const Object *new = object_first(parent, old->kind); new; new = object_next(new)) {
            if (!is_fresh(search, renamed, new) || !are_alike(old, new))
                continue;
            pair(search, search->before->objects.items[i], new);
            break;
        }
    }
}

/* True if an object that is `old` before and `new` after is in another schema then, not merely in a renamed one. */
static bool moves(const Search *search, const Object *old, const Object *new)
{
    return old->parent && old->parent->kind == KIND_SCHEMA && predecessor(search, new->parent) != old->parent;
}

/* Destinations from what was paired: forwards old objects get the new names, backwards new ones the old names. */
static Destination *destinations(const Search *search, bool backwards)
{
    const Catalog *from = backwards ? search->after : search->before;
    const Object *const *to = backwards ? search->old_of : search->new_of;
    Destination *all = arena_array(search->arena, Destination, from->objects.count + 1);

    for (size_t i = 0; i < from->objects.count; i++) {
        const Object *here = from->objects.items[i];

        if (!to[i])
            continue;
        if (!text_same(here->name, to[i]->name))
            all[i].name = to[i]->name;
        if (backwards ? moves(search, to[i], here) : moves(search, here, to[i]))
            all[i].schema = to[i]->parent->name;
    }
    return all;
}

Renames renames_find(const Catalog *before, const Catalog *after, bool backwards, Arena *arena, Diags *diags)
{
    const Catalog *old = backwards ? after : before, *new = backwards ? before : after;
    Search search = {
        .before = old,
        .after = new,
        .old_of = arena_array(arena, const Object *, new->objects.count),
        .new_of = arena_array(arena, const Object *, old->objects.count),
        .arena = arena,
        .diags = diags,
    };
    const Object *const *now;

    find_hinted(&search);
    Renames first = renames_collect(old, new, destinations(&search, false), arena);
    Catalog renamed = renames_apply(old, &first, &now, arena);
    find_structural(&search, &renamed, now);
    return renames_collect(before, after, destinations(&search, backwards), arena);
}

const char *rename_new_name(const Rename *rename, Arena *arena)
{
    return rename->schema ? arena_printf(arena, "%s.%s", rename->schema, rename->name) : rename->name;
}
