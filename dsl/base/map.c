#include "dsl/base/map.h"

#include <string.h>

struct MapSlot {
    const char *key;
    uint64_t hash;
    void *value;
};

uint64_t hash_text(uint64_t seed, const char *text)
{
    uint64_t hash = seed;

    for (const unsigned char *byte = (const unsigned char *)text; *byte; byte++)
        hash = (hash ^ *byte) * UINT64_C(0x100000001b3);
    return (hash ^ 0xff) * UINT64_C(0x100000001b3);     /* so that ("a", "bc") and ("ab", "c") differ */
}

/* The slot of `key`, or the free one where it would go. `room` is a power of two and never full. */
static MapSlot *probe(MapSlot *slots, size_t room, const char *key, uint64_t hash)
{
    for (size_t i = (size_t)hash & (room - 1);; i = (i + 1) & (room - 1)) {
        MapSlot *slot = &slots[i];

        if (!slot->value || (slot->hash == hash && strcmp(slot->key, key) == 0))
            return slot;
    }
}

static void grow(Map *map, Arena *arena)
{
    size_t room = map->room ? map->room * 2 : 16;
    MapSlot *slots = arena_array(arena, MapSlot, room);

    for (size_t i = 0; i < map->room; i++)
        if (map->slots[i].value)
            *probe(slots, room, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    map->slots = slots;
    map->room = room;
}

void *map_get(const Map *map, const char *key)
{
    return map->room ? probe(map->slots, map->room, key, hash_text(HASH_SEED, key))->value : NULL;
}

void *map_put(Map *map, Arena *arena, const char *key, void *value)
{
    if (map->count * 4 >= map->room * 3)
        grow(map, arena);

    uint64_t hash = hash_text(HASH_SEED, key);
    MapSlot *slot = probe(map->slots, map->room, key, hash);
    if (!slot->value) {
        *slot = (MapSlot){.key = key, .hash = hash, .value = value};
        map->count++;
    }
    return slot->value;
}
