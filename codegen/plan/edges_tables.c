#include "codegen/plan/edges.h"
#include "codegen/plan/moves.h"
#include "dsl/base/map.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/table.h"

/*
 * A table that survives a crash references none that does not. What becomes logged does so after what it references,
 * what becomes unlogged before it.
 */
void edges_of_logging(Graph *graph)
{
    for (size_t i = 0; i < graph->after->objects.count; i++) {
        const Object *key = graph->after->objects.items[i];
        if (key->kind != KIND_FOREIGN_KEY)
            continue;

        QName target = as_foreign_key(key)->target;
        const Object *referenced = catalog_in_schema(graph->after, KIND_TABLE, target.schema, target.name);
        Vertex *first = graph_creator(graph, referenced), *later = graph_creator(graph, key->parent);

        if (!vertex_alters(first) || !vertex_alters(later))
            continue;
        if (as_table(referenced)->unlogged)
            graph_edge(graph, later, first);
        else
            graph_edge(graph, first, later);
    }
}

/*
 * The server picks the key that a foreign key relies on among those it finds: one that is about to go must be gone, so
 * that it picks one that stays.
 */
static void connect_foreign_key(Graph *graph, Vertex *vertex)
{
    const ForeignKey *key = as_foreign_key(vertex->change.after);
    const Object *target = catalog_in_schema(graph->before, KIND_TABLE, key->target.schema, key->target.name);
    List keys = {0};

    if (target)
        keys_over(graph->before, target, key->target_columns, graph->arena, &keys);
    for (size_t i = 0; i < keys.count; i++) {
        Vertex *drop = graph_dropper(graph, keys.items[i]);

        if (drop && (vertex_drops(drop) || drop->rebuilds))
            graph_edge(graph, drop, vertex);
    }
}

void edges_of_foreign_keys(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex_creates(vertex) && vertex->change.after->kind == KIND_FOREIGN_KEY)
            connect_foreign_key(graph, vertex);
    }
}

/* What is done to a table is done to those that have their columns from it: by the name of the table. */
typedef struct Shared {
    Graph *graph;
    Map done;                       /* of List of Vertex */
} Shared;

static const char *table_key(const Object *table, Arena *arena)
{
    return arena_printf(arena, "%s\n%s", table->parent->name, table->name);
}

static List *list_at(Map *map, const char *key, Arena *arena)
{
    return map_put(map, arena, key, arena_new(arena, List));
}

static Shared collect_shared(Graph *graph)
{
    Shared shared = {.graph = graph};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *object = vertex_object(vertex), *table = object->parent;

        if (table && table->kind == KIND_TABLE && object->kind != KIND_BOUND
            && !(vertex_creates(vertex) && move_keeps_waiting(graph, object)))
            list_add(list_at(&shared.done, table_key(table, graph->arena), graph->arena), graph->arena, vertex);
    }
    return shared;
}

/* All that is done to a table comes after, or before, a vertex. */
static void connect_done(const Shared *shared, const Object *table, Vertex *vertex, bool after)
{
    const List *done = map_get(&shared->done, table_key(table, shared->graph->arena));

    for (size_t i = 0; done && i < done->count; i++)
        if (after)
            graph_edge(shared->graph, vertex, done->items[i]);
        else
            graph_edge(shared->graph, done->items[i], vertex);
}

/* And to all that this has its columns from in turn. */
static void connect_parents(const Shared *shared, const Catalog *catalog, const Object *table, Vertex *vertex,
                            bool after, int depth)
{
    enum { DEEPEST = 64 };          /* tables that inherit each other in a circle end here */
    Records parents = as_table(table)->parents;
    const Object *whole = partition_parent(catalog, table);

    if (whole && depth < DEEPEST) {
        connect_done(shared, whole, vertex, after);
        connect_parents(shared, catalog, whole, vertex, after, depth + 1);
    }
    for (size_t i = 0; i < parents.count && depth < DEEPEST; i++) {
        QName name = records_of(parents, Parent)[i].table;
        const Object *parent = catalog_in_schema(catalog, KIND_TABLE, name.schema, name.name);

        if (!parent)
            continue;
        connect_done(shared, parent, vertex, after);
        connect_parents(shared, catalog, parent, vertex, after, depth + 1);
    }
}

/*
 * One that will not share any more has left by then; one that is going to comes when it is done; and a partition that
 * gets another bound leaves when it is done, too.
 */
static void connect_sharing(const Shared *shared, Vertex *vertex)
{
    Graph *graph = shared->graph;
    const Object *object = vertex_object(vertex);
    bool bound = object->kind == KIND_BOUND && !vertex->host;

    if (bound && vertex_gets_other_bound(graph, vertex))
        connect_parents(shared, graph->before, object->parent, vertex, false, 0);
    else if (bound)
        connect_parents(shared, vertex_drops(vertex) ? graph->before : graph->after, object->parent, vertex,
                        vertex_drops(vertex), 0);
    else if (vertex->leaves)
        connect_parents(shared, graph->before, vertex->change.before, vertex, true, 0);
    else if (vertex->joins)
        connect_parents(shared, graph->after, vertex->change.after, vertex, false, 0);
}

/* The table that a partition is of, as a key; NULL for what is no bound. */
static const char *whole_key(const Object *object, Arena *arena)
{
    return object->kind == KIND_BOUND ? arena_printf(arena, "%s\n%s", as_bound(object)->of.schema,
                                                     as_bound(object)->of.name)
                                      : NULL;
}

/* Where partitions are given other bounds, all that takes rows waits for all that gives them up. */
static void connect_bounds(Graph *graph)
{
    Map leaving = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const char *key = vertex_drops(vertex) ? whole_key(vertex->change.before, graph->arena) : NULL;

        if (key)
            list_add(list_at(&leaving, key, graph->arena), graph->arena, vertex);
    }
    for (size_t i = 0; leaving.count && i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const char *key = vertex_creates(vertex) ? whole_key(vertex->change.after, graph->arena) : NULL;
        const List *first = key ? map_get(&leaving, key) : NULL;

        for (size_t k = 0; first && k < first->count; k++)
            graph_edge(graph, first->items[k], vertex);
    }
}

void edges_of_sharing(Graph *graph)
{
    Shared shared = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex_object(vertex)->kind != KIND_BOUND && !vertex->leaves && !vertex->joins)
            continue;
        if (!shared.graph)
            shared = collect_shared(graph);
        connect_sharing(&shared, vertex);
    }
    if (shared.graph)
        connect_bounds(graph);
}
