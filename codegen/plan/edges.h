/*
 * Edges: what must come before what. Private to codegen/plan.
 *
 * edges.c knows what follows from what objects need; beside it stands what follows from names, from what a server does
 * with tables and their keys, from reference rows, and from types that are made anew.
 */
#ifndef ECO_CODEGEN_PLAN_EDGES_H
#define ECO_CODEGEN_PLAN_EDGES_H

#include "codegen/plan/graph.h"

/* The one comes before the other; nothing if both stand in one vertex. */
void graph_edge(Graph *graph, Vertex *first, Vertex *later);

/* True if one of the objects, of whatever catalog, is this one. */
bool edges_have(const List *objects, const Object *object);

/* One that is to get another bound, or whose rows find others, leaves once all is done to it (edges_of_sharing). */
bool vertex_gets_other_bound(const Graph *graph, const Vertex *vertex);

void edges_of_names(Graph *graph);
void edges_of_logging(Graph *graph);
void edges_of_foreign_keys(Graph *graph);
void edges_of_sharing(Graph *graph);
void edges_of_taken(Graph *graph);
void edges_of_inherited(Graph *graph);
void edges_of_moves(Graph *graph);
void edges_of_rows(Graph *graph);
void edges_of_distribution(Graph *graph);
void edges_of_remade(Graph *graph);
void edges_of_owners(Graph *graph);
void edges_of_copied(Graph *graph);

#endif
