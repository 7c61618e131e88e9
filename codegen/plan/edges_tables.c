#include "codegen/plan/edges.h"
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

/* The table that a partition is of, as a key; NULL for what is no bound. */
static const char *whole_key(const Object *object, Arena *arena)
{
    return object->kind == KIND_BOUND ? arena_printf(arena, "%s\n%s", as_bound(object)->of.schema,
                                                     as_bound(object)->of.name)
                                      : NULL;
}

static const char *table_key(const Object *table, Arena *arena)
{
    return arena_printf(arena, "%s\n%s", table->parent->name, table->name);
}

/* What is done to a table is done to its partitions along with it: so while those that get another bound are there. */
static void connect_before_leaving(Graph *graph, const Map *leaving)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *table = vertex_object(vertex)->parent;
        const List *left = table && table->kind == KIND_TABLE && vertex_object(vertex)->kind != KIND_BOUND
                             ? map_get(leaving, table_key(table, graph->arena))
                             : NULL;

        for (size_t k = 0; left && k < left->count; k++)
            if (vertex_gets_other_bound(graph, left->items[k]))
                graph_edge(graph, vertex, left->items[k]);
    }
}

/* Where partitions are given other bounds, all that takes rows waits for all that gives them up. */
void edges_of_bounds(Graph *graph)
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
    if (leaving.count)
        connect_before_leaving(graph, &leaving);
}
