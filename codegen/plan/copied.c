/*
 * What a server may copy where nobody asked for it: one that builds the index of a partitioned table anew, because a
 * column gets another type, gives the indexes of the partitions the comment of the whole's (PostgreSQL 15 does). There
 * is none to copy while that happens.
 */
#include "codegen/plan/disturbed.h"
#include "codegen/plan/edges.h"
#include "dsl/catalog/table.h"

/* The index of a partitioned table that an object is a comment on; NULL: it is something else. */
static const Object *shared_index(const Object *object)
{
    const Object *index = object->kind == KIND_COMMENT && object->parent->kind == KIND_INDEX ? object->parent : NULL;

    return index && index->parent->kind == KIND_TABLE && as_table(index->parent)->partitioned ? index : NULL;
}

bool graph_is_copied(const Graph *graph, const Object *object)
{
    const Object *index = shared_index(object);
    List on = index ? graph_needs(graph, graph->before, index) : (List){0};

    for (size_t i = 0; i < on.count; i++)
        if (graph_is_retyped(graph, on.items[i]))
            return true;
    return false;
}

static void connect(Graph *graph, Vertex *vertex, const Object *index)
{
    List on = graph_needs(graph, vertex_drops(vertex) ? graph->before : graph->after, index);

    for (size_t i = 0; i < on.count; i++) {
        const Object *column = on.items[i];
        Vertex *change = column->kind != KIND_COLUMN ? NULL
                       : vertex_drops(vertex) ? graph_dropper(graph, column) : graph_creator(graph, column);

        if (vertex_alters(change) && vertex_drops(vertex))
            graph_edge(graph, vertex, change);
        else if (vertex_alters(change))
            graph_edge(graph, change, vertex);
    }
}

void edges_of_copied(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *index = shared_index(vertex_object(vertex));

        if (index)
            connect(graph, vertex, index);
    }
}
