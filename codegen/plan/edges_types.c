#include "codegen/plan/edges.h"

/*
 * Making a type anew is one thing, and nothing stands between its parts: what goes before columns move, or before the
 * old type goes, goes before the new type comes. What itself waits for the new type is left where it is.
 */

static bool is_of(const Vertex *type, const Vertex *vertex, const Graph *graph)
{
    List on = {0};

    if (!vertex->change.before || !vertex->change.after || vertex->change.before->kind != KIND_COLUMN)
        return vertex == type->other;
    kind_of(vertex->change.before)->depends(vertex->change.before, graph->before, graph->arena, &on);
    return edges_have(&on, type->other->change.before);
}

static bool leads_to_part(const Graph *graph, const Vertex *vertex, const Vertex *type)
{
    for (size_t i = 0; i < vertex->next.count; i++)
        if (is_of(type, vertex->next.items[i], graph))
            return true;
    return false;
}

/* By number: what comes after a vertex, however far. */
static bool *all_behind(const Graph *graph, const Vertex *vertex)
{
    bool *behind = arena_array(graph->arena, bool, graph->vertices.count + 1);
    List open = {0};

    list_add(&open, graph->arena, vertex);
    for (size_t i = 0; i < open.count; i++) {
        const Vertex *at = open.items[i];

        for (size_t n = 0; n < at->next.count; n++) {
            const Vertex *next = at->next.items[n];

            if (!behind[next->number])
                list_add(&open, graph->arena, next);
            behind[next->number] = true;
        }
    }
    return behind;
}

/* A default goes with its column, if nothing that it needs has to go before the type. */
static bool goes_along(const Graph *graph, const Vertex *vertex, const Vertex *type)
{
    return vertex_object(vertex)->kind == KIND_DEFAULT && !all_behind(graph, vertex)[type->number];
}

static void keep_together(Graph *graph, Vertex *type)
{
    const bool *behind = all_behind(graph, type);
    List first = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex != type && !vertex->host && !behind[i] && leads_to_part(graph, vertex, type))
            list_add(&first, graph->arena, vertex);
    }
    for (size_t i = 0; i < first.count; i++)
        if (goes_along(graph, first.items[i], type))
            graph_edge(graph, type, first.items[i]);
        else
            graph_edge(graph, first.items[i], type);
}

void edges_of_remade(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++)
        ((Vertex *)graph->vertices.items[i])->number = i;
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex_creates(vertex) && vertex_is_aside(vertex))
            keep_together(graph, vertex);
    }
}
