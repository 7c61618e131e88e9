/*
 * List: pointers in the order in which they were added, in an arena.
 *
 *     List tables = {0};
 *     list_add(&tables, arena, table);
 *     for (size_t i = 0; i < tables.count; i++)
 *         use(tables.items[i]);
 */
#ifndef ECO_DSL_BASE_LIST_H
#define ECO_DSL_BASE_LIST_H

#include "dsl/base/arena.h"

#include <stdbool.h>

typedef struct List {
    void **items;
    size_t count, room;
} List;

void list_add(List *list, Arena *arena, const void *item);

/* True if that very pointer is in it. */
bool list_has(const List *list, const void *item);

#endif
