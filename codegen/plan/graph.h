/*
 * Graph: changes as vertices, and what must come before what.
 *
 * Every change has a vertex; an object that cannot be altered in place has two, one to drop and one to create it. What
 * goes along with another (a column with its new table, an index with its dropped one) is carried: folded into that
 * vertex, its host. Folding all and then unfolding the foreign keys of cycles gives readable SQL at no risk.
 */
#ifndef ECO_CODEGEN_PLAN_GRAPH_H
#define ECO_CODEGEN_PLAN_GRAPH_H

#include "codegen/sql/sql.h"

/* Where a vertex goes as far as the graph leaves the choice (codegen/plan/order.c). */
typedef struct OrderKey {
    int group, whole_rank;
    int64_t whole;                  /* the position of what it is a part of */
    int action, rank;
    int64_t position;
} OrderKey;

typedef struct Vertex {
    Change change;
    bool joins;                     /* a table that inherits more when all else is done to it */
    bool leaves;                    /* and one that inherits less before anything is */
    bool rebuilds;                  /* an alteration that puts another object in its place */
    struct Vertex *host;            /* carries this one; NULL: it stands by itself */
    List next;                      /* of Vertex: these come later */
    size_t waits;                   /* how many must come before */

    /* From the kind's functions (codegen/sql). */
    List statements;                /* of Statement */
    bool outside_transaction, settles;
    const char *loss;

    OrderKey key;
    size_t batch;                   /* the earliest, later the actual, migration it can be part of */
    bool done;
} Vertex;

typedef struct Graph {
    Arena *arena;
    const Catalog *before, *after;
    List vertices;                  /* of Vertex */
    Vertex **of_before, **of_after; /* by position of the object */
} Graph;

/* `apart`: nothing is folded that can stand by itself. */
Graph *graph_build(const Changes *changes, bool apart, Arena *arena);

/* Connect the vertices that stand by themselves. Call again after unfolding. */
void graph_connect(Graph *graph);

bool graph_creates(const Graph *graph, const Object *object);
bool graph_drops(const Graph *graph, const Object *object);
bool graph_carried(const Graph *graph, const Object *object);

/* The graph as the kinds' functions see it. */
SqlPlan graph_for_sql(const Graph *graph);

/* What the change is about: the object as it will be, or as it was if it is dropped. */
static inline const Object *vertex_object(const Vertex *vertex)
{
    return vertex->change.after ? vertex->change.after : vertex->change.before;
}

static inline bool vertex_creates(const Vertex *vertex)
{
    return vertex && !vertex->change.before;
}

static inline bool vertex_drops(const Vertex *vertex)
{
    return vertex && !vertex->change.after;
}

/* Alterations that cannot be done in place, and all that has to make way for them, become a drop and a create each. */
void graph_replace(Graph *graph);

Vertex *graph_add(Graph *graph, Change change);

#endif
