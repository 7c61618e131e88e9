#include "codegen/plan/edges.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"

#include <string.h>

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

static void connect_all(Graph *graph, Vertex *distribution)
{
    List changes = graph_changes_of(graph, vertex_object(distribution)->parent);

    for (size_t i = 0; i < changes.count; i++) {
        Vertex *vertex = changes.items[i];

        if (!vertex->host && vertex_object(vertex)->kind != KIND_DISTRIBUTION)
            connect(graph, vertex, distribution);
    }
}

static bool refers_to(const Object *foreign_key, const Object *table)
{
    const QName *target = &as_foreign_key(foreign_key)->target;

    return strcmp(target->name, table->name) == 0 && strcmp(target->schema, table->parent->name) == 0;
}

/* Foreign keys that refer to the table are gone by then: Citus would take them along. */
static void connect_referring(Graph *graph, Vertex *distribution)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *object = vertex_object(vertex);

        if (object->kind == KIND_FOREIGN_KEY && !vertex->host && vertex_drops(vertex)
            && refers_to(object, vertex_object(distribution)->parent))
            graph_edge(graph, vertex, distribution);
    }
}

void edges_of_distribution(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex->host || vertex_object(vertex)->kind != KIND_DISTRIBUTION)
            continue;
        connect_all(graph, vertex);
        connect_referring(graph, vertex);
    }
}
