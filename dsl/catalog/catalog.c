#include "dsl/catalog/catalog.h"

#include "dsl/catalog/comment.h"

#include <string.h>

static uint64_t identity_hash(KindId kind, const Object *parent, const char *name)
{
    uint64_t hash = hash_text(parent ? parent->hash : HASH_SEED, name);

    return (hash ^ (uint64_t)kind) * UINT64_C(0x100000001b3);
}

/* The hash stands here, too, so that objects that are passed over are not looked at. */
typedef struct CatalogSlot {
    uint64_t hash;
    const Object *object;           /* NULL: free */
} CatalogSlot;

static bool has_identity(const Object *object, KindId kind, const Object *parent, const char *name)
{
    return object->kind == kind && strcmp(object->name, name) == 0
        && (parent ? object->parent && object_is(object->parent, parent) : !object->parent);
}

/* The slot of that identity, or the free one where it would go. */
static CatalogSlot *probe(const Catalog *catalog, uint64_t hash, KindId kind, const Object *parent, const char *name)
{
    for (size_t i = (size_t)hash & (catalog->room - 1);; i = (i + 1) & (catalog->room - 1)) {
        CatalogSlot *slot = &catalog->slots[i];

        if (!slot->object || (slot->hash == hash && has_identity(slot->object, kind, parent, name)))
            return slot;
    }
}

static void move(Catalog *catalog, CatalogSlot from)
{
    size_t i = (size_t)from.hash & (catalog->room - 1);

    while (catalog->slots[i].object)
        i = (i + 1) & (catalog->room - 1);
    catalog->slots[i] = from;
}

static void grow(Catalog *catalog)
{
    const CatalogSlot *old = catalog->slots;
    size_t room = catalog->room;

    catalog->room = room ? room * 2 : 64;
    catalog->slots = arena_array(catalog->arena, CatalogSlot, catalog->room);
    for (size_t i = 0; i < room; i++)
        if (old[i].object)
            move(catalog, old[i]);
}

static void adopt(Object *parent, Object *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static const char *name_key(Arena *arena, const char *schema, const char *name)
{
    return arena_printf(arena, "%s\n%s", schema, name);
}

static void add_routine(Catalog *catalog, const Object *object)
{
    const char *called = kind_of(object)->called(object, catalog->arena);
    List *fresh = arena_new(catalog->arena, List);
    List *same = map_put(&catalog->routines, catalog->arena,
                         name_key(catalog->arena, object->parent->name, called), fresh);

    list_add(same, catalog->arena, (void *)object);
}

static void add_brought(Catalog *catalog, const Object *object)
{
    const QName *name = kind_of(object)->brings(object);

    if (name->name)
        map_put(&catalog->brought, catalog->arena, name_key(catalog->arena, name->schema, name->name), (void *)object);
}

static const char *made_key(Arena *arena, NameSpace space, const char *schema, const char *name)
{
    return arena_printf(arena, "%d\n%s\n%s", (int)space, schema ? schema : "public", name);
}

static void add_made(Catalog *catalog, const Object *object)
{
    List names = kind_of(object)->makes(object, catalog->arena);

    for (size_t i = 0; i < names.count; i++) {
        const Made *made = names.items[i];
        const char *key = made_key(catalog->arena, made->space, made->name.schema, made->name.name);
        List *makers = map_put(&catalog->made, catalog->arena, key, arena_new(catalog->arena, List));

        if (!list_has(makers, object))
            list_add(makers, catalog->arena, object);
    }
}

const Object *catalog_add(Catalog *catalog, Object *object)
{
    if (catalog->objects.count * 4 >= catalog->room * 3)
        grow(catalog);

    uint64_t hash = identity_hash(object->kind, object->parent, object->name);
    CatalogSlot *slot = probe(catalog, hash, object->kind, object->parent, object->name);
    if (slot->object)
        return slot->object;

    object->hash = hash;
    object->position = (uint32_t)catalog->objects.count;
    *slot = (CatalogSlot){hash, object};
    list_add(&catalog->objects, catalog->arena, object);
    if (object->parent)
        adopt((Object *)object->parent, object);
    if (kind_of(object)->name_space == NAMES_ROUTINE)
        add_routine(catalog, object);
    if (kind_of(object)->brings)
        add_brought(catalog, object);
    if (kind_of(object)->makes)
        add_made(catalog, object);
    return NULL;
}

Object *catalog_copy(Catalog *catalog, const Object *object)
{
    size_t size = kind_of(object)->size;
    Object *copy = arena_alloc(catalog->arena, size);

    memcpy(copy, object, size);
    copy->first = copy->last = copy->next = NULL;
    copy->parent = object->parent ? catalog_same(catalog, object->parent) : NULL;
    catalog_add(catalog, copy);
    return copy;
}

Catalog catalog_without_rows(const Catalog *catalog, Arena *arena)
{
    Catalog copy = {.arena = arena};

    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *object = catalog->objects.items[i];

        if (!kind_is_rows(object->kind))
            catalog_copy(&copy, object);
    }
    return copy;
}

const Object *catalog_find(const Catalog *catalog, KindId kind, const Object *parent, const char *name)
{
    return catalog->room ? probe(catalog, identity_hash(kind, parent, name), kind, parent, name)->object : NULL;
}

const Object *catalog_same(const Catalog *catalog, const Object *other)
{
    return catalog_find(catalog, other->kind, other->parent, other->name);
}

const Object *catalog_same_next(const Catalog *catalog, const Object *other, const Object *last)
{
    size_t next = last ? last->position + 1u : 0;
    const Object *guess = next < catalog->objects.count ? catalog->objects.items[next] : NULL;

    return guess && guess->hash == other->hash && object_is(guess, other) ? guess : catalog_same(catalog, other);
}

const Object *catalog_schema(const Catalog *catalog, const char *name)
{
    return catalog_find(catalog, KIND_SCHEMA, NULL, name ? name : "public");
}

const Object *catalog_in_schema(const Catalog *catalog, KindId kind, const char *schema, const char *name)
{
    const Object *parent = catalog_schema(catalog, schema);

    return parent ? catalog_find(catalog, kind, parent, name) : NULL;
}

static bool is_relation(const Kind *kind)
{
    return kind->name_space == NAMES_RELATION;
}

static bool is_type(const Kind *kind)
{
    return kind->name_space == NAMES_TYPE || kind->has_rows;
}

static const Object *find_in_schema(const Catalog *catalog, bool (*is_one)(const Kind *kind), const char *schema,
                                    const char *name)
{
    const Object *parent = catalog_schema(catalog, schema), *found = NULL;

    for (KindId id = 0; parent && !found && id < KIND_COUNT; id++)
        if (is_one(kind_by_id(id)))
            found = catalog_find(catalog, id, parent, name);
    return found;
}

const Object *catalog_relation(const Catalog *catalog, const char *schema, const char *name)
{
    return find_in_schema(catalog, is_relation, schema, name);
}

const Object *catalog_type(const Catalog *catalog, const char *schema, const char *name)
{
    const Object *found = find_in_schema(catalog, is_type, schema, name);

    if (found || !catalog->brought.count)
        return found;
    return map_get(&catalog->brought, name_key(catalog->arena, schema ? schema : "public", name));
}

const List *catalog_routines(const Catalog *catalog, const char *schema, const char *name)
{
    static const List none = {0};
    const List *found = catalog->routines.count
                            ? map_get(&catalog->routines, name_key(catalog->arena, schema ? schema : "public", name))
                            : NULL;

    return found ? found : &none;
}

const List *catalog_makers(const Catalog *catalog, NameSpace space, const char *schema, const char *name)
{
    static const List none = {0};
    const List *found = catalog->made.count
                            ? map_get(&catalog->made, made_key(catalog->arena, space, schema, name))
                            : NULL;

    return found ? found : &none;
}

static const Object *nearest(const Object *from, KindId kind)
{
    while (from && from->kind != kind)
        from = from->next;
    return from;
}

const Object *object_first(const Object *parent, KindId kind)
{
    return nearest(parent->first, kind);
}

const Object *object_next(const Object *object)
{
    return nearest(object->next, object->kind);
}

const char *object_comment(const Object *object)
{
    const Object *comment = object_first(object, KIND_COMMENT);

    return comment ? as_comment(comment)->text : NULL;
}
