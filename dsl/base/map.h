/*
 * Map: text to pointer, in an arena. Keys are not copied: they must live as long as the map.
 * There is no order and no walk, so that no output can come to depend on hashing.
 */
#ifndef ECO_DSL_BASE_MAP_H
#define ECO_DSL_BASE_MAP_H

#include "dsl/base/arena.h"

#include <stdint.h>

typedef struct MapSlot MapSlot;

typedef struct Map {
    MapSlot *slots;
    size_t count, room;
} Map;

/* What stands under `key`, or NULL. */
void *map_get(const Map *map, const char *key);

/* Put `value` (not NULL) under `key` and return it; if something stands there already, keep and return that. */
void *map_put(Map *map, Arena *arena, const char *key, void *value);

/* FNV-1a over the bytes of `text`, going on from `seed` (start with HASH_SEED). */
#define HASH_SEED UINT64_C(0xcbf29ce484222325)
uint64_t hash_text(uint64_t seed, const char *text);

#endif
