/*
 * Disturbed: what nobody changes, and what cannot stay as it is all the same because of what happens to what it needs.
 * Private to replace.c
 * and copied.c.
 */
#ifndef ECO_CODEGEN_PLAN_DISTURBED_H
#define ECO_CODEGEN_PLAN_DISTURBED_H

#include "codegen/plan/graph.h"

/* True if an object of the catalog before, which stays, has to go first and come back behind. */
bool graph_must_step_aside(const Graph *graph, const Object *old);

/* True if a column that is not altered otherwise is made of something new. */
bool graph_must_move(const Graph *graph, const Object *old);

/* True if it is a column that gets another type, or stays and is made of something new. */
bool graph_is_retyped(const Graph *graph, const Object *column);

/* True if a server may give to others what is said of an object: see copied.c. */
bool graph_is_copied(const Graph *graph, const Object *object);

#endif
