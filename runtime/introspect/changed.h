/*
 * Was the schema changed while it was read? Rows of the catalogs are read in one snapshot, but what the server prints
 * of them (pg_get_viewdef() and its like) it prints as things are at that very moment. Private to introspect.c.
 */
#ifndef ECO_RUNTIME_INTROSPECT_CHANGED_H
#define ECO_RUNTIME_INTROSPECT_CHANGED_H

#include "dsl/base/arena.h"

/*
 * A query for one boolean, to be asked last in a REPEATABLE READ transaction: true if something that its snapshot sees
 * was changed or dropped since by a transaction that ended. What only came is not seen, and in nobody's way.
 */
const char *changed_query(Arena *arena);

/* A cheap condition without which it is false: somebody else was, or is, at work on the server. */
extern const char changed_when[];

#endif
