/*
 * Order: vertices into batches. Within what the graph demands: by table in the order of the schema, drops before
 * alterations before additions; transactions as few and as early as possible.
 */
#ifndef ECO_CODEGEN_PLAN_ORDER_H
#define ECO_CODEGEN_PLAN_ORDER_H

#include "codegen/plan/graph.h"

/* A list of batches, each a List of Vertex of one kind: all in a transaction, or all outside. */
List order_batches(Graph *graph);

#endif
