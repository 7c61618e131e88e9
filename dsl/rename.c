#include "dsl/rename.h"

#include "dsl/base/map.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <string.h>

/* What is known while renames are looked for: old objects by position of the new ones, and the other way round. */
typedef struct Search {
    const Catalog *before, *after;
    const Object **old_of;          /* by position in `after`; NULL where nothing was renamed */
    const Object **new_of;          /* by position in `before`; likewise */
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

static const Object *sibling_that_was(const Object *new, const char *name, const Search *search)
{
    for (size_t i = 0; i < search->after->objects.count; i++) {
        const Object *other = search->after->objects.items[i];

        if (other->kind == new->kind && other->parent == new->parent && text_same(other->was, name))
            return other;
    }
    return NULL;
}

/*
 * True if the hint of `new` still has something to do. It has not if the old schema, which keeps the hints it was
 * made from, has the same one; nor if both names are there already and both stay.
 */
static bool is_active(const Search *search, const Object *new, const Object *asked_first)
{
    const Object *taken = find_before(search, new, new->name);

    if (text_same(new->was, new->name) || !find_before(search, new, new->was)
        || (taken && text_same(taken->was, new->was)))
        return false;
    if (!taken)
        return true;

    const Object *other = sibling_that_was(new, new->name, search);
    if (other)
        return other == asked_first || is_active(search, other, asked_first);
    return !catalog_find(search->after, new->kind, new->parent, new->was);
}

/* True if the hint names another schema than that in which the object is. */
static bool was_elsewhere(const Search *search, const Object *new)
{
    const Object *schema = object_up_to(new, KIND_SCHEMA), *old = schema ? predecessor(search, schema) : NULL;

    return new->was_schema && schema && !text_same(new->was_schema, schema->name)
        && !(old && text_same(new->was_schema, old->name));
}

/* What is gone from another schema, if the hint of an object that is new means that; a bare name may mean "public". */
static const Object *moved_from(const Search *search, const Object *new)
{
    const Object *schema = catalog_schema(search->before, new->was_schema);
    bool elsewhere = was_elsewhere(search, new) || (!new->was_schema && !find_before(search, new, new->was));

    if (!elsewhere || !schema || !new->parent || new->parent->kind != KIND_SCHEMA
        || find_before(search, new, new->name))
        return NULL;

    const Object *old = catalog_find(search->before, new->kind, schema, new->was);
    return old && !catalog_same(search->after, old) ? old : NULL;
}

static void report_move(const Search *search, const Object *new, const Object *old)
{
    if (!search->diags)
        return;

    Diag *d = diag(search->diags, DIAG_CANNOT_PLAN, new->at, "%s cannot come from schema \"%s\": moving between "
                   "schemas is not planned yet", object_describe(new, search->arena), old->parent->name);
    diag_hint(search->diags, d, "keep it there: what is dropped and created anew loses what it holds");
}

static void report_stale(const Search *search, const Object *new)
{
    if (!search->diags)
        return;

    Diag *d = diag(search->diags, DIAG_STALE_HINT, new->at, "%s was renamed from \"%s\" already",
                   object_describe(new, search->arena), new->was);
    diag_hint(search->diags, d, "\"was %s\" can be removed", quote_name(search->arena, new->was));
}

static void report_clash(const Search *search, const Object *new, const Object *kept)
{
    if (!search->diags)
        return;

    Diag *d = diag(search->diags, DIAG_WAS_CLASH, new->at, "%s cannot have been \"%s\"",
                   object_describe(new, search->arena), new->was);
    diag_note(search->diags, d, kept->at, "%s is still here", object_describe(kept, search->arena));
}

static void pair(Search *search, const Object *old, const Object *new)
{
    search->old_of[new->position] = old;
    search->new_of[old->position] = new;
}

static void find_hinted(Search *search)
{
    for (size_t i = 0; i < search->after->objects.count; i++) {
        const Object *new = search->after->objects.items[i];

        if (!new->was)
            continue;

        const Object *moved = moved_from(search, new);
        if (moved)
            report_move(search, new, moved);
        if (moved || was_elsewhere(search, new))
            continue;

        const Object *kept = catalog_find(search->after, new->kind, new->parent, new->was);
        if (!is_active(search, new, new)) {
            if (find_before(search, new, new->name))
                report_stale(search, new);
        } else if (kept && !(kept->was && is_active(search, kept, kept))) {
            report_clash(search, new, kept);
        } else {
            pair(search, find_before(search, new, new->was), new);
        }
    }
}

/* Kinds whose name is all that tells one from another of the same definition: renaming is always right. */
static bool is_known_by_definition(KindId kind)
{
    return kind == KIND_PRIMARY_KEY || kind == KIND_UNIQUE || kind == KIND_CHECK || kind == KIND_FOREIGN_KEY
        || kind == KIND_INDEX || kind == KIND_SEQUENCE;
}

/* A sequence is known by the column it serves, whatever its type; of one that serves none nobody can tell. */
static bool are_alike(const Object *old, const Object *new)
{
    const Object *owner = object_first(old, KIND_SEQUENCE_OWNER), *other = object_first(new, KIND_SEQUENCE_OWNER);

    if (old->kind != KIND_SEQUENCE)
        return !object_differs(old, new);
    return owner && other && !object_differs(owner, other);
}

/*
 * Constraints, indexes and owned sequences that are gone while one of the same definition has come. `renamed` is the
 * old catalog with the hinted renames carried out; its objects have the positions of the old ones.
 */
static void find_structural(Search *search, const Catalog *renamed)
{
    for (size_t i = 0; i < renamed->objects.count; i++) {
        const Object *old = renamed->objects.items[i];
        const Object *parent = old->parent ? catalog_same(search->after, old->parent) : NULL;

        if (!is_known_by_definition(old->kind) || !parent || search->new_of[i]
            || catalog_same(search->after, old))
            continue;
        for (const Object *new = object_first(parent, old->kind); new; new = object_next(new)) {
            if (search->old_of[new->position] || catalog_same(renamed, new) || !are_alike(old, new))
                continue;
            pair(search, search->before->objects.items[i], new);
            break;
        }
    }
}

/* Renames from what was paired: forwards old objects get the new names, backwards new ones the old names. */
static const char **new_names(const Search *search, bool backwards)
{
    const Catalog *from = backwards ? search->after : search->before;
    const Object *const *to = backwards ? search->old_of : search->new_of;
    const char **names = arena_array(search->arena, const char *, from->objects.count);

    for (size_t i = 0; i < from->objects.count; i++)
        names[i] = to[i] ? to[i]->name : NULL;
    return names;
}

static Renames collect(const Catalog *from, const char *const *names, Arena *arena)
{
    Renames renames = {0};

    for (size_t i = 0; i < from->objects.count; i++) {
        if (!names[i])
            continue;

        Rename *rename = arena_new(arena, Rename);
        *rename = (Rename){.before = from->objects.items[i], .name = names[i]};
        list_add(&renames.items, arena, rename);
    }
    return renames;
}

/* Names that cannot be had twice, as keys: "r:12:users" is the relation users in the schema at position 12. */
static const char *claim(const Object *object, const char *name, Arena *arena)
{
    const Object *within = object->parent;
    NameSpace space = kind_of(object)->name_space;

    if (space == NAMES_RELATION)
        within = object_up_to(object, KIND_SCHEMA);
    return arena_printf(arena, "%d:%d:%ld:%s", (int)space, space == NAMES_ITS_OWN ? (int)object->kind : 0,
                        within ? (long)within->position : -1L, name);
}

static const char *free_name(const Catalog *from, const Object *object, const Map *claims, Arena *arena)
{
    const char *name = default_name(arena, object->name, NULL, "dropped");

    for (unsigned i = 2; catalog_find(from, object->kind, object->parent, name)
                         || map_get(claims, claim(object, name, arena)); i++)
        name = default_name(arena, object->name, NULL, arena_printf(arena, "dropped%u", i));
    return name;
}

/*
 * What holds a name that something else gets by a rename can only be about to go. It steps aside first, and is dropped
 * under another name.
 */
static void step_aside(const Catalog *from, const char **names, Arena *arena)
{
    Map claims = {0};

    for (size_t i = 0; i < from->objects.count; i++)
        if (names[i])
            map_put(&claims, arena, claim(from->objects.items[i], names[i], arena), from->objects.items[i]);
    for (size_t i = 0; claims.count && i < from->objects.count; i++) {
        const Object *object = from->objects.items[i];

        if (!names[i] && *object->name && map_get(&claims, claim(object, object->name, arena)))
            names[i] = free_name(from, object, &claims, arena);
    }
}

static bool has_hints(const Catalog *catalog)
{
    for (size_t i = 0; i < catalog->objects.count; i++)
        if (((const Object *)catalog->objects.items[i])->was)
            return true;
    return false;
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

    if (has_hints(new))
        find_hinted(&search);

    const char **hinted = new_names(&search, false);
    step_aside(old, hinted, arena);
    Renames first = collect(old, hinted, arena);
    Catalog renamed = renames_apply(old, &first, arena);
    find_structural(&search, &renamed);

    const char **all = new_names(&search, backwards);
    step_aside(before, all, arena);
    return collect(before, all, arena);
}
