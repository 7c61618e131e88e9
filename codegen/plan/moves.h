/*
 * Moves: rows that find another partition. Private to codegen/plan.
 *
 * Where partitions get other bounds, or some go and others come for the same rows, those that hold rows are detached,
 * and attached again by one statement, which takes along what no longer belongs there (codegen/sql/bound_rows.c). The
 * default partition is one of these as soon as another comes beside it. Foreign keys and triggers that would take this
 * for deleting and inserting rows go before it, and come back behind it.
 */
#ifndef ECO_CODEGEN_PLAN_MOVES_H
#define ECO_CODEGEN_PLAN_MOVES_H

#include "codegen/plan/graph.h"

/* What becomes of the rows of one partitioned table. */
typedef struct Move {
    const Object *whole;            /* of the catalog after */
    const Object *whole_before;
    List left;                      /* of Vertex: bounds that are dropped, with or without their tables */
    List come;                      /* of Vertex: bounds that are new; those of new tables, too */
    List attached;                  /* of Object: bounds that partitions with rows get, the default one last */
    Vertex *leader;                 /* creates the first of these, and carries the others; NULL: there are none */
    List gone;                      /* of MovedFrom */
} Move;

/* A partition that goes, and the others that take over what they can of its rows. */
typedef struct MovedFrom {
    const Object *table;            /* of the catalog before */
    List heirs;                     /* of Object: tables after */
} MovedFrom;

/* Find them, and let step aside what has to. */
void graph_move_rows(Graph *graph);

/* The bound with which all others that get rows are attached; each bound that is left, by itself. */
void moves_fold(const Graph *graph);

/* A trigger of a table that takes part in a move, or a foreign key to one: there must be none while rows move. */
bool move_is_hindered_by(const Graph *graph, const Move *move, const Catalog *catalog, const Object *object);

/* What the move of a bound's whole is, if the bound is part of it; NULL: no rows move. */
const Move *move_of_bound(const Graph *graph, const Object *bound);

/* Tables (of the catalog after) that take over rows of one that is dropped; NULL: none. */
const List *move_heirs(const Graph *graph, const Object *table);

/* True if the object, which is created, has to wait until all rows are where they belong. */
bool move_keeps_waiting(const Graph *graph, const Object *object);

#endif
