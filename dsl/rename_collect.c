#include "dsl/rename_collect.h"

#include "dsl/base/map.h"
#include "dsl/catalog/claims.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/sequence.h"

typedef struct Collect {
    const Catalog *from, *target;
    Destination *destinations;
    Object *shadows;                /* objects as they are going to be called: kind, name and parent, no more */
    List schemas;                   /* of Object: all there will be, as shadows or from the target */
    Renames renames;
    Arena *arena;
} Collect;

/* As on the server: a sequence that a column owns lives where its table lives. */
static void take_sequences_along(Collect *collect)
{
    for (size_t i = 0; i < collect->from->objects.count; i++) {
        const Object *sequence = collect->from->objects.items[i];
        const Object *column = sequence->kind == KIND_SEQUENCE ? sequence_owner(collect->from, sequence) : NULL;
        const char *schema = column ? collect->destinations[column->parent->position].schema : NULL;

        if (schema) {
            collect->destinations[i].schema = schema;
            collect->destinations[i].along = true;
        }
    }
}

static const char *name_then(const Collect *collect, const Object *object)
{
    const char *name = collect->destinations[object->position].name;

    return name ? name : object->name;
}

/* The schema that will have that name; one that is not there yet is noted. */
static const Object *schema_then(Collect *collect, const char *name)
{
    for (size_t i = 0; i < collect->schemas.count; i++)
        if (text_same(((const Object *)collect->schemas.items[i])->name, name))
            return collect->schemas.items[i];

    const Object *fresh = catalog_schema(collect->target, name);
    list_add(&collect->schemas, collect->arena, fresh);
    list_add(&collect->renames.schemas, collect->arena, fresh);
    return fresh;
}

static void cast_shadows(Collect *collect)
{
    size_t count = collect->from->objects.count;

    collect->shadows = arena_array(collect->arena, Object, count + 1);
    for (size_t i = 0; i < count; i++) {
        const Object *object = collect->from->objects.items[i];

        collect->shadows[i] = (Object){
            .kind = object->kind,
            .name = name_then(collect, object),
            .parent = object->parent ? &collect->shadows[object->parent->position] : NULL,
        };
        if (object->kind == KIND_SCHEMA)
            list_add(&collect->schemas, collect->arena, &collect->shadows[i]);
    }
    for (size_t i = 0; i < count; i++)
        if (collect->destinations[i].schema)
            collect->shadows[i].parent = schema_then(collect, collect->destinations[i].schema);
}

static const Object *target_of(const Collect *collect, const Object *shadow)
{
    const Object *parent = shadow->parent ? target_of(collect, shadow->parent) : NULL;

    return shadow->parent && !parent ? NULL : catalog_find(collect->target, shadow->kind, parent, shadow->name);
}

static bool is_asked(const Destination *destination)
{
    return destination->name || (destination->schema && !destination->along);
}

static bool is_claimed(const Collect *collect, const Map *claims, const Object *shadow)
{
    Claims own = object_claims(shadow);

    for (size_t i = 0; i < own.count; i++) {
        const Object *holder = map_get(claims, claim_key(&own.items[i], collect->arena));

        if (holder && holder != shadow)
            return true;
    }
    return false;
}

static void put_claims(const Collect *collect, Map *claims, Object *shadow)
{
    Claims own = object_claims(shadow);

    for (size_t i = 0; i < own.count; i++)
        map_put(claims, collect->arena, claim_key(&own.items[i], collect->arena), shadow);
}

static bool is_free(const Collect *collect, const Object *shadow)
{
    Claims own = object_claims(shadow);

    for (size_t i = 0; i < collect->from->objects.count; i++) {
        const Object *other = &collect->shadows[i];
        Claims held = object_claims(other);

        for (size_t o = 0; other != shadow && o < own.count; o++)
            for (size_t h = 0; h < held.count; h++)
                if (claim_same(&own.items[o], &held.items[h]))
                    return false;
    }
    return true;
}

static void rename_out_of_the_way(const Collect *collect, size_t place)
{
    Object *shadow = &collect->shadows[place];
    const Object *object = collect->from->objects.items[place];

    shadow->name = object_labelled(object, "dropped", collect->arena);
    for (unsigned i = 2; !is_free(collect, shadow); i++)
        shadow->name = object_labelled(object, arena_printf(collect->arena, "dropped%u", i), collect->arena);
    collect->destinations[place].name = shadow->name;
}

static bool anything_moves(const Collect *collect)
{
    for (size_t i = 0; i < collect->from->objects.count; i++)
        if (collect->destinations[i].schema)
            return true;
    return false;
}

/*
 * What holds a name that something else gets can only be about to go. It steps aside first, and is dropped under
 * another name. First come the names that were asked for; then, where what moves brings names into another schema,
 * those of all that stays.
 */
static void step_aside(const Collect *collect)
{
    size_t count = collect->from->objects.count;
    bool moves = anything_moves(collect);
    Map claims = {0};

    for (size_t i = 0; i < count; i++)
        if (is_asked(&collect->destinations[i]))
            put_claims(collect, &claims, &collect->shadows[i]);
    for (size_t i = 0; moves && i < count; i++)
        if (!is_claimed(collect, &claims, &collect->shadows[i]) && target_of(collect, &collect->shadows[i]))
            put_claims(collect, &claims, &collect->shadows[i]);
    for (size_t i = 0; i < count; i++) {
        if (is_asked(&collect->destinations[i]))
            continue;
        if (is_claimed(collect, &claims, &collect->shadows[i]))
            rename_out_of_the_way(collect, i);
        if (moves)
            put_claims(collect, &claims, &collect->shadows[i]);
    }
}

static bool any(const Collect *collect)
{
    for (size_t i = 0; i < collect->from->objects.count; i++)
        if (is_asked(&collect->destinations[i]))
            return true;
    return false;
}

Renames renames_collect(const Catalog *from, const Catalog *target, Destination *destinations, Arena *arena)
{
    Collect collect = {.from = from, .target = target, .destinations = destinations, .arena = arena};

    if (!any(&collect))
        return collect.renames;
    take_sequences_along(&collect);
    cast_shadows(&collect);
    step_aside(&collect);
    for (size_t i = 0; i < from->objects.count; i++) {
        const Destination *to = &destinations[i];

        if (!to->name && !to->schema)
            continue;

        Rename *rename = arena_new(arena, Rename);
        *rename = (Rename){.before = from->objects.items[i], .name = collect.shadows[i].name, .schema = to->schema,
                           .along = to->along};
        list_add(&collect.renames.items, arena, rename);
    }
    return collect.renames;
}
