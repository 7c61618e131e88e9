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

/* By number: what comes right after each vertex, or right before it. */
static List *neighbours(const Graph *graph, bool before)
{
    List *of = arena_array(graph->arena, List, graph->vertices.count + 1);

    for (size_t i = 0; i < graph->vertices.count; i++) {
        const Vertex *vertex = graph->vertices.items[i];

        for (size_t n = 0; n < vertex->next.count; n++) {
            const Vertex *later = vertex->next.items[n];

            list_add(&of[before ? later->number : i], graph->arena, before ? vertex : later);
        }
    }
    return of;
}

/* By number: what comes after one of these, or before it, however far. */
static bool *reach(const Graph *graph, List open, bool before)
{
    const List *of = neighbours(graph, before);
    bool *reached = arena_array(graph->arena, bool, graph->vertices.count + 1);

    for (size_t i = 0; i < open.count; i++) {
        const List *next = &of[((const Vertex *)open.items[i])->number];

        for (size_t n = 0; n < next->count; n++) {
            const Vertex *vertex = next->items[n];

            if (!reached[vertex->number])
                list_add(&open, graph->arena, vertex);
            reached[vertex->number] = true;
        }
    }
    return reached;
}

static List itself(const Graph *graph, const Vertex *type)
{
    List self = {0};

    list_add(&self, graph->arena, type);
    return self;
}

static List parts(const Graph *graph, const Vertex *type)
{
    List found = {0};

    for (size_t i = 0; i < graph->vertices.count; i++)
        if (is_of(type, graph->vertices.items[i], graph))
            list_add(&found, graph->arena, graph->vertices.items[i]);
    return found;
}

/* What stands between the parts of a type, or may come to: defaults, or all else. */
static List between(const Graph *graph, const Vertex *type, bool defaults)
{
    const bool *behind = reach(graph, itself(graph, type), false), *ahead = reach(graph, itself(graph, type), true);
    const bool *before = reach(graph, parts(graph, type), true);
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
    while (keep_all_together(graph))
        ;
}
