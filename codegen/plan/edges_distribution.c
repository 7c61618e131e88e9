#include "codegen/plan/edges.h"
#include "dsl/base/map.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/table.h"

static const char *table_key(const Object *table, Arena *arena)
{
    return arena_printf(arena, "%s\n%s", table->parent->name, table->name);
}

static bool is_key(const Object *object)
{
    return object->kind == KIND_PRIMARY_KEY || object->kind == KIND_UNIQUE || object->kind == KIND_EXCLUDE
        || (object->kind == KIND_INDEX && as_index(object)->unique);
}

/* A key holds what a table is distributed by: one that does not is gone by then, or comes later. */
static void connect_key(Graph *graph, Vertex *key, Vertex *distribution)
{
    if (vertex_drops(key))
        graph_edge(graph, key, distribution);
    else if (vertex_creates(key))
        graph_edge(graph, distribution, key);
}

/* And to those that its foreign keys refer to: Citus would take that along. */
static void connect_target(Graph *graph, Vertex *vertex, const Map *found)
{
    const Object *object = vertex_object(vertex);
    QName target = object->kind == KIND_FOREIGN_KEY ? as_foreign_key(object)->target : (QName){0};
    const List *of_target = target.name && vertex_drops(vertex)
                              ? map_get(found, arena_printf(graph->arena, "%s\n%s", target.schema, target.name))
                              : NULL;

    for (size_t k = 0; of_target && k < of_target->count; k++)
        graph_edge(graph, vertex, of_target->items[k]);
}

/* All else is done to a table that is not distributed: before it is, or when it is no longer. */
static void connect(Graph *graph, Vertex *vertex, Vertex *distribution)
{
    KindId kind = vertex_object(vertex)->kind;

    if (vertex_creates(distribution) || (kind == KIND_FOREIGN_KEY && vertex_drops(vertex)))
        graph_edge(graph, vertex, distribution);
    else if (vertex_drops(distribution))
        graph_edge(graph, distribution, vertex);
    else if (is_key(vertex_object(vertex)))
        connect_key(graph, vertex, distribution);
}

void edges_of_distribution(Graph *graph)
{
    Map found = {0};
    size_t count = 0;

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *object = vertex_object(vertex);

        if (object->kind != KIND_DISTRIBUTION || vertex->host)
            continue;
        const char *key = table_key(object->parent, graph->arena);
        list_add(map_put(&found, graph->arena, key, arena_new(graph->arena, List)), graph->arena, vertex);
        count++;
    }
    for (size_t i = 0; count && i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *table = table_of(vertex_object(vertex));
        bool is_one = vertex->host || vertex_object(vertex)->kind == KIND_DISTRIBUTION;
        const List *of_table = table && !is_one ? map_get(&found, table_key(table, graph->arena)) : NULL;

        for (size_t k = 0; of_table && k < of_table->count; k++)
            connect(graph, vertex, of_table->items[k]);
        if (!is_one)
            connect_target(graph, vertex, &found);
    }
}
