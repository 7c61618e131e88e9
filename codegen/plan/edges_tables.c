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

/* What is done to a table is done to those that have their columns from it. */
static bool is_shared(const Graph *graph, const Vertex *vertex, const Object *table)
{
    const Object *object = vertex_object(vertex);

    return object->parent && object_is(object->parent, table) && object->kind != KIND_BOUND
        && !(vertex_creates(vertex) && move_keeps_waiting(graph, object));
}

/* All that is done to those that a table has its columns from comes after, or before, a vertex. */
static void connect_ancestors(Graph *graph, const Catalog *catalog, const Object *table, Vertex *vertex, bool after)
{
    List ancestors = table_ancestors(catalog, table, graph->arena);

    for (size_t i = 0; i < ancestors.count; i++) {
        List changes = graph_changes_of(graph, ancestors.items[i]);

        for (size_t k = 0; k < changes.count; k++)
            if (!is_shared(graph, changes.items[k], ancestors.items[i]))
                continue;
            else if (after)
                graph_edge(graph, vertex, changes.items[k]);
            else
                graph_edge(graph, changes.items[k], vertex);
    }
}

/*
 * One that will not share any more has left by then; one that is going to comes when it is done; and a partition that
 * gets another bound leaves when it is done, too.
 */
static void connect_sharing(Graph *graph, Vertex *vertex)
{
    const Object *object = vertex_object(vertex);

    if (object->kind == KIND_BOUND && !vertex->host)
        connect_ancestors(graph, vertex_drops(vertex) ? graph->before : graph->after, object->parent, vertex,
                          vertex_drops(vertex) && !vertex_gets_other_bound(graph, vertex));
    else if (vertex->leaves)
        connect_ancestors(graph, graph->before, vertex->change.before, vertex, true);
    else if (vertex->joins)
        connect_ancestors(graph, graph->after, vertex->change.after, vertex, false);
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
            list_add(map_put(&leaving, graph->arena, key, arena_new(graph->arena, List)), graph->arena, vertex);
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
    for (size_t i = 0; i < graph->vertices.count; i++)
        connect_sharing(graph, graph->vertices.items[i]);
    connect_bounds(graph);
}
