/*
 * Refused: what no order of statements can bring about, so that it is said before any is written.
 */
#ifndef ECO_CODEGEN_PLAN_REFUSED_H
#define ECO_CODEGEN_PLAN_REFUSED_H

#include "codegen/plan/graph.h"

/* False, with an error for each, if something is renamed or moved that cannot be. */
bool plan_can_rename(const Changes *changes, Arena *arena, Diags *diags);

/* False, with an error for each, if rows would be lost because raw SQL that made their type is to make it anew. */
bool plan_can_stay(const Graph *graph, Diags *diags);

#endif
