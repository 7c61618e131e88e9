#include "codegen/sql/distribution_ties.h"

#include "dsl/base/map.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/distribution.h"

typedef struct Ties {
    Arena *arena;
    List keys;                      /* of Object: all foreign keys */
    Map tied;                       /* of Object: what was found, by name */
    bool more;                      /* the last look found another one */
} Ties;

static const char *name_key(Arena *arena, const char *schema, const char *name)
{
    return arena_printf(arena, "%s\n%s", schema, name);
}

static void tie(Ties *ties, const char *one, const char *other, const Object *key)
{
    if (map_get(&ties->tied, one) && !map_get(&ties->tied, other)) {
        map_put(&ties->tied, ties->arena, other, (void *)key);
        ties->more = true;
    }
}

static void tie_all(Ties *ties)
{
    for (ties->more = true; ties->more;) {
        ties->more = false;
        for (size_t i = 0; i < ties->keys.count; i++) {
            const Object *key = ties->keys.items[i];
            QName target = as_foreign_key(key)->target;
            const char *from = name_key(ties->arena, key->parent->parent->name, key->parent->name);
            const char *to = name_key(ties->arena, target.schema, target.name);

            tie(ties, from, to, key);
            tie(ties, to, from, key);
        }
    }
}

/* What goes is gone by then. */
static Ties ties_of(const SqlOut *out, const Object *table, Arena *scratch)
{
    Ties ties = {.arena = scratch};
    const Catalog *catalog = out->after;

    for (size_t i = 0; i < catalog->objects.count; i++)
        if (((const Object *)catalog->objects.items[i])->kind == KIND_FOREIGN_KEY)
            list_add(&ties.keys, scratch, catalog->objects.items[i]);
    map_put(&ties.tied, scratch, name_key(scratch, table->parent->name, table->name), (void *)table);
    if (ties.keys.count)
        tie_all(&ties);
    return ties;
}

typedef bool Accepts(const SqlOut *out, const Object *table, const Object *other);

static bool is_any(const SqlOut *out, const Object *table, const Object *other)
{
    (void)out, (void)table, (void)other;
    return true;
}

static bool is_distributed(const SqlOut *out, const Object *table, const Object *other)
{
    (void)out, (void)table;
    return table_distribution(other) != NULL;
}

/* It ceases to be distributed as well, and has its turn later. */
static bool is_taken_later(const SqlOut *out, const Object *table, const Object *other)
{
    const Object *own = catalog_same(out->after, table), *now = catalog_same(out->after, other);

    return own && now && table_distribution(other) && !table_distribution(now) && now->position > own->position;
}

static bool is_tied(const Ties *ties, const Object *table, const Object *other)
{
    return other->kind == KIND_TABLE && !object_is(other, table)
        && map_get(&ties->tied, name_key(ties->arena, other->parent->name, other->name));
}

/* Another table that foreign keys tie to it, in the end to one of its own, and that is accepted. */
static const Object *find(const SqlOut *out, const Catalog *catalog, const Object *table, Accepts *accepts)
{
    Arena scratch = {0};
    Ties ties = ties_of(out, table, &scratch);
    const Object *found = NULL;

    for (size_t i = 0; ties.keys.count && !found && i < catalog->objects.count; i++) {
        const Object *other = catalog->objects.items[i];

        found = is_tied(&ties, table, other) && accepts(out, table, other) ? other : NULL;
    }
    arena_free(&scratch);
    return found;
}

const Object *tied_table(const SqlOut *out, const Object *table)
{
    return find(out, out->after, table, is_any);
}

const Object *tied_table_distributed(const SqlOut *out, const Object *table)
{
    return find(out, out->after, table, is_distributed);
}

const Object *tied_table_taken_later(const SqlOut *out, const Object *table)
{
    return find(out, out->before, table, is_taken_later);
}
