/*
 * From pairs of objects that are the same under two names to renames that can be carried out.
 */
#ifndef ECO_DSL_RENAME_COLLECT_H
#define ECO_DSL_RENAME_COLLECT_H

#include "dsl/rename.h"

/* Where an object is to go; all zero: it stays as it is. */
typedef struct Destination {
    const char *name;               /* NULL: it keeps its own */
    const char *schema;             /* NULL: it stays in its own */
    bool along;
} Destination;

/*
 * `destinations`, by position in `from`, are what was asked for. Added to them is what follows: sequences go along with
 * the tables that own them, and what has to go (it is not in `target`) makes way.
 */
Renames renames_collect(const Catalog *from, const Catalog *target, Destination *destinations, Arena *arena);

#endif
