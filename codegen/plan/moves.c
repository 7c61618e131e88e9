#include "codegen/plan/moves.h"

#include "dsl/catalog/constraint.h"
#include "dsl/catalog/partition.h"

static bool is_bound(const Vertex *vertex)
{
    return vertex_object(vertex)->kind == KIND_BOUND;
}

/* The move of a partitioned table that stays one; NULL if it does not. */
static Move *move_at(Graph *graph, const Object *whole)
{
    const Object *before = whole ? catalog_same(graph->before, whole) : NULL;
    const Object *after = whole ? catalog_same(graph->after, whole) : NULL;
    Move *move;

    if (!before || !after || !as_table(before)->partitioned || !as_table(after)->partitioned)
        return NULL;
    for (size_t i = 0; i < graph->moves.count; i++)
        if (((const Move *)graph->moves.items[i])->whole == after)
            return graph->moves.items[i];
    move = arena_new(graph->arena, Move);
    *move = (Move){.whole = after, .whole_before = before};
    list_add(&graph->moves, graph->arena, move);
    return move;
}

static void collect(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Catalog *catalog = vertex_drops(vertex) ? graph->before : graph->after;
        Move *move = is_bound(vertex) ? move_at(graph, partition_parent(catalog, vertex_object(vertex)->parent)) : NULL;

        if (move)
            list_add(vertex_drops(vertex) ? &move->left : &move->come, graph->arena, vertex);
    }
}

/* A partition of the whole before and after. */
static bool stays_in(const Graph *graph, const Move *move, const Object *table)
{
    const Object *old = catalog_same(graph->before, table), *new = catalog_same(graph->after, table);

    return old && new && partition_parent(graph->before, old) == move->whole_before
        && partition_parent(graph->after, new) == move->whole;
}

static const Object *default_of(const Graph *graph, const Move *move)
{
    for (size_t i = 0; i < graph->after->objects.count; i++) {
        const Object *object = graph->after->objects.items[i];

        if (object->kind == KIND_BOUND && bound_is_default(as_bound(object))
            && partition_parent(graph->after, object->parent) == move->whole)
            return object;
    }
    return NULL;
}

/* What comes beside the default partition may be what takes rows that are in it. */
static void put_default_aside(Graph *graph, Move *move, const Object *bound)
{
    const Object *old = bound ? catalog_same(graph->before, bound) : NULL;

    if (!old || !move->come.count || !graph_stays(graph, old))
        return;
    graph_replace_object(graph, old);
    list_add(&move->left, graph->arena, graph_dropper(graph, old));
    list_add(&move->come, graph->arena, graph_creator(graph, old));
}

static void find_attached(const Graph *graph, Move *move)
{
    const Object *last = NULL;

    for (size_t i = 0; i < move->come.count; i++) {
        const Object *bound = ((const Vertex *)move->come.items[i])->change.after;

        if (!stays_in(graph, move, bound->parent))
            continue;
        if (bound_is_default(as_bound(bound)))
            last = bound;
        else
            list_add(&move->attached, graph->arena, bound);
    }
    if (last)
        list_add(&move->attached, graph->arena, last);
}

/* A table that brings rows of its own takes over none. */
static bool takes_rows(const Graph *graph, const Move *move, const Object *table)
{
    return !catalog_same(graph->before, table) || stays_in(graph, move, table);
}

/* Those that come and may take rows of a partition that goes. On the way back the default one takes what it had. */
static List heirs_of(const Graph *graph, const Move *move, const Bound *bound, const Object *rest)
{
    List heirs = {0};
    bool among = false;

    for (size_t i = 0; i < move->come.count; i++) {
        const Object *coming = ((const Vertex *)move->come.items[i])->change.after;
        bool unchanged = coming == rest && stays_in(graph, move, coming->parent)
                      && bound_is_default(as_bound(catalog_same(graph->before, coming)));

        if (unchanged || !takes_rows(graph, move, coming->parent) || bounds_are_apart(bound, as_bound(coming),
                                                                                     graph->arena))
            continue;
        list_add(&heirs, graph->arena, coming->parent);
        among |= coming == rest;
    }
    if (rest && !among && catalog_same(graph->before, rest->parent) && (heirs.count || graph->backwards))
        list_add(&heirs, graph->arena, rest->parent);
    return heirs;
}

static void find_gone(const Graph *graph, Move *move, const Object *rest)
{
    for (size_t i = 0; i < move->left.count; i++) {
        Vertex *vertex = move->left.items[i];
        const Object *table = vertex->change.before->parent;
        List heirs = {0};

        if (graph_drops(graph, table) && !graph_creates(graph, table))
            heirs = heirs_of(graph, move, as_bound(vertex->change.before), rest);
        if (!heirs.count)
            continue;

        MovedFrom *from = arena_new(graph->arena, MovedFrom);
        *from = (MovedFrom){.table = table, .heirs = heirs};
        list_add(&move->gone, graph->arena, from);
    }
}

/* What takes part. */

/* Below the whole, or above it: its rows are those that move. */
static bool takes_part(const Graph *graph, const Move *move, const Object *table)
{
    const Object *old = catalog_same(graph->before, table), *new = catalog_same(graph->after, table);

    return (old && (partition_is_within(graph->before, old, move->whole_before)
                    || partition_is_within(graph->before, move->whole_before, old)))
        || (new && (partition_is_within(graph->after, new, move->whole)
                    || partition_is_within(graph->after, move->whole, new)));
}

bool move_is_hindered_by(const Graph *graph, const Move *move, const Catalog *catalog, const Object *object)
{
    if (object->kind == KIND_TRIGGER)
        return object->parent->kind == KIND_TABLE && takes_part(graph, move, object->parent);
    if (object->kind != KIND_FOREIGN_KEY)
        return false;

    QName target = as_foreign_key(object)->target;
    const Object *table = catalog_in_schema(catalog, KIND_TABLE, target.schema, target.name);
    return table && takes_part(graph, move, table);
}

static void put_aside(Graph *graph, const Move *move)
{
    for (size_t i = 0; i < graph->before->objects.count; i++) {
        const Object *old = graph->before->objects.items[i];

        if (move_is_hindered_by(graph, move, graph->before, old) && graph_stays(graph, old))
            graph_replace_object(graph, old);
    }
}

void graph_move_rows(Graph *graph)
{
    List moves = {0};

    collect(graph);
    for (size_t i = 0; i < graph->moves.count; i++) {
        Move *move = graph->moves.items[i];
        const Object *rest = default_of(graph, move);

        put_default_aside(graph, move, rest);
        find_attached(graph, move);
        find_gone(graph, move, rest);
        if (!move->attached.count && !move->gone.count)
            continue;
        list_add(&moves, graph->arena, move);
        put_aside(graph, move);
    }
    graph->moves = moves;
}

static bool is_gone(const Move *move, const Object *table)
{
    for (size_t i = 0; i < move->gone.count; i++)
        if (((const MovedFrom *)move->gone.items[i])->table == table)
            return true;
    return false;
}

/* With a partition go those below it, not before: they hold its rows. */
static void fold_below(const Graph *graph, const Object *table)
{
    Vertex *drop = graph_dropper(graph, table);

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *below = vertex->change.before;

        if (vertex_drops(vertex) && vertex != drop && below->kind == KIND_TABLE
            && partition_is_within(graph->before, below, table))
            vertex->host = drop;
    }
}

static void fold_one(const Graph *graph, Move *move)
{
    for (size_t i = 0; i < move->gone.count; i++)
        fold_below(graph, ((const MovedFrom *)move->gone.items[i])->table);
    for (size_t i = 0; i < move->left.count; i++) {
        Vertex *vertex = move->left.items[i];

        if (is_gone(move, vertex->change.before->parent)) {
            vertex->host = NULL;
            vertex->keeps_rows = true;
        }
    }
    for (size_t i = 0; i < move->attached.count; i++) {
        Vertex *vertex = graph_creator(graph, move->attached.items[i]);

        if (!move->leader)
            move->leader = vertex;
        else
            vertex->host = move->leader;
    }
}

void moves_fold(const Graph *graph)
{
    for (size_t i = 0; i < graph->moves.count; i++)
        fold_one(graph, graph->moves.items[i]);
}

const Move *move_of_bound(const Graph *graph, const Object *bound)
{
    for (size_t i = 0; i < graph->moves.count; i++) {
        const Move *move = graph->moves.items[i];

        if (list_has(&move->attached, bound))
            return move;
    }
    return NULL;
}

const List *move_heirs(const Graph *graph, const Object *table)
{
    for (size_t i = 0; i < graph->moves.count; i++) {
        const Move *move = graph->moves.items[i];

        for (size_t k = 0; k < move->gone.count; k++)
            if (((const MovedFrom *)move->gone.items[k])->table == table)
                return &((const MovedFrom *)move->gone.items[k])->heirs;
    }
    return NULL;
}

bool move_keeps_waiting(const Graph *graph, const Object *object)
{
    for (size_t i = 0; i < graph->moves.count; i++)
        if (move_is_hindered_by(graph, graph->moves.items[i], graph->after, object))
            return true;
    return false;
}
