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
    bool sets_toast;                /* a table whose TOAST table gets options: it has one once its columns are there */
    bool leaves;                    /* and one that inherits less before anything is */
    struct Vertex *other;           /* a new type takes the place of an old one: of the two vertices, the other one */
    bool held;                      /* of a type that is dropped: columns have to move away first */
    size_t number;                  /* its place in Graph.vertices */
    bool rebuilds;                  /* an alteration that puts another object in its place */
    bool keeps_rows;                /* a partition that goes: its rows find another one (codegen/plan/moves.h) */
    bool at_once;                   /* it goes in the transaction that brings the like for all (taken.c) */
    bool unchecked;                 /* what it only looks at may come later: it is part of a circle */
    struct Vertex *host;            /* carries this one; NULL: it stands by itself */
    List next;                      /* of Vertex: these come later */
    size_t waits;                   /* how many must come before */

    List claims;                    /* of Object: what it creates under a name that the server may have given */

    /* From the kind's functions (codegen/sql). */
    List statements;                /* of Statement */
    bool outside_transaction, alone, settles;
    const char *loss;

    OrderKey key;
    size_t batch;                   /* the earliest, later the actual, migration it can be part of */
    bool done;
} Vertex;

typedef struct Graph {
    Arena *arena;
    const Catalog *before, *after;
    List raw_before, raw_after;     /* of Object: all raw SQL */
    List vertices;                  /* of Vertex */
    List moves;                     /* of Move: rows that find another partition (codegen/plan/moves.h) */
    bool backwards;                 /* of a down: what comes back takes its rows back */
    Vertex **of_before, **of_after; /* by position of the object */
} Graph;

/* `apart`: nothing is folded that can stand by itself. `backwards`: this is a down. */
Graph *graph_build(const Changes *changes, bool apart, bool backwards, Arena *arena);

/* Fold into others what goes along with them (fold.c). */
void graph_fold(Graph *graph, bool apart);

/* Connect the vertices that stand by themselves (edges.c). Call again after unfolding. */
void graph_connect(Graph *graph);

/*
 * Have more vertices stand by themselves until they wait for each other in no circle (cycles.c). Those of a circle that
 * is left, or an empty list.
 */
List graph_break_cycles(Graph *graph);

/* The vertex that a vertex stands in: its host's host, … or itself. */
Vertex *graph_root(Vertex *vertex);

/* Of what a vertex has to wait for or is waited for by itself, without its host: true if one is not done. */
bool graph_is_entangled(const Graph *graph, const Vertex *vertex);

/* The vertex that creates or alters an object, and the one that drops or alters it; NULL: nothing does. */
Vertex *graph_creator(const Graph *graph, const Object *object);
Vertex *graph_dropper(const Graph *graph, const Object *object);

/* What is done to an object, of either catalog, and to all that is in it: a List of Vertex, each once. */
List graph_changes_of(const Graph *graph, const Object *object);

bool graph_creates(const Graph *graph, const Object *object);
bool graph_drops(const Graph *graph, const Object *object);

/* A new type takes the place of one that columns hold: the old one takes another name until they have moved. */
static inline bool vertex_is_aside(const Vertex *vertex)
{
    return vertex && vertex->other && (vertex->held || vertex->other->held);
}

/* What a type is called while its columns move to a new one. */
const char *graph_aside(const Graph *graph, const Object *object);

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

static inline bool vertex_alters(const Vertex *vertex)
{
    return vertex && vertex->change.before && vertex->change.after;
}

/* Alterations that cannot be done in place, and all that has to make way for them, become a drop and a create each. */
void graph_replace(Graph *graph);

/* What stays a partition's own must not be there when the server looks for its share (taken.c). True: there is some. */
bool graph_replace_taken(Graph *graph);

/* What tables say of columns that they have from others is said again where these change (inherited.c). */
void graph_say_again(Graph *graph);

/* An object of the catalog before that is there afterwards, and not dropped meanwhile; and that it is. */
bool graph_stays(const Graph *graph, const Object *old);
void graph_replace_object(Graph *graph, const Object *old);

/* True if another object takes its place: it is dropped and created, or a type that is made anew. */
bool graph_is_replaced(const Graph *graph, const Object *old);

/* What an object of one of the two catalogs needs: its parent, what it mentions, raw SQL that says so. */
List graph_needs(const Graph *graph, const Catalog *catalog, const Object *object);

Vertex *graph_add(Graph *graph, Change change);

#endif
