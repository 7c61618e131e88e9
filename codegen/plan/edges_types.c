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

static List *turned_round(const Graph *graph)
{
    List *earlier = arena_array(graph->arena, List, graph->vertices.count + 1);

    for (size_t i = 0; i < graph->vertices.count; i++) {
        const Vertex *vertex = graph->vertices.items[i];

        for (size_t n = 0; n < vertex->next.count; n++)
            list_add(&earlier[((const Vertex *)vertex->next.items[n])->number], graph->arena, vertex);
    }
    return earlier;
}

/* By number: what comes before one of these, however far. */
static bool *all_before(const Graph *graph, List open)
{
    const List *earlier = turned_round(graph);
    bool *before = arena_array(graph->arena, bool, graph->vertices.count + 1);

    for (size_t i = 0; i < open.count; i++) {
        const List *ahead = &earlier[((const Vertex *)open.items[i])->number];

        for (size_t n = 0; n < ahead->count; n++) {
            const Vertex *vertex = ahead->items[n];

            if (!before[vertex->number])
                list_add(&open, graph->arena, vertex);
            before[vertex->number] = true;
        }
    }
    return before;
}

static bool *all_before_type(const Graph *graph, const Vertex *type)
{
    List self = {0};

    list_add(&self, graph->arena, type);
    return all_before(graph, self);
}

static bool *all_before_parts(const Graph *graph, const Vertex *type)
{
    List parts = {0};

    for (size_t i = 0; i < graph->vertices.count; i++)
        if (is_of(type, graph->vertices.items[i], graph))
            list_add(&parts, graph->arena, graph->vertices.items[i]);
    return all_before(graph, parts);
}

/* What stands between the parts of a type, or may come to: defaults, or all else. */
static List between(const Graph *graph, const Vertex *type, bool defaults)
{
    const bool *behind = all_behind(graph, type), *ahead = all_before_type(graph, type);
    const bool *before = all_before_parts(graph, type);
    List found = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        const Vertex *vertex = graph->vertices.items[i];

        if (vertex != type && !vertex->host && before[i] && !behind[i] && !ahead[i]
            && (vertex_object(vertex)->kind == KIND_DEFAULT) == defaults)
            list_add(&found, graph->arena, vertex);
    }
    return found;
}

/* A default goes with its column, unless that or something else that needs it has to go before the type. */
static bool keep_together(Graph *graph, Vertex *type)
{
    List first = between(graph, type, false);

    for (size_t i = 0; i < first.count; i++)
        graph_edge(graph, first.items[i], type);

    List along = between(graph, type, true);
    for (size_t i = 0; i < along.count; i++)
        graph_edge(graph, type, along.items[i]);
    return first.count || along.count;
}

static bool keep_all_together(Graph *graph)
{
    bool found = false;

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex_creates(vertex) && vertex_is_aside(vertex))
            found |= keep_together(graph, vertex);
    }
    return found;
}

/* What goes before one type may come to stand between the parts of another. */
void edges_of_remade(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++)
        ((Vertex *)graph->vertices.items[i])->number = i;
    while (keep_all_together(graph))
        ;
}
