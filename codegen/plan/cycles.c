#include "codegen/plan/graph.h"

#include "dsl/catalog/table.h"

static size_t count_roots(const Graph *graph)
{
    size_t count = 0;

    for (size_t i = 0; i < graph->vertices.count; i++)
        count += !((const Vertex *)graph->vertices.items[i])->host;
    return count;
}

/* Take away, again and again, what waits for nothing. What is left lies on a cycle or behind one. */
static List peel(const Graph *graph)
{
    List ready = {0}, left = {0};
    size_t *waits = arena_array(graph->arena, size_t, graph->vertices.count + 1);

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        vertex->done = false;
        waits[i] = vertex->waits;
        if (!vertex->host && !vertex->waits)
            list_add(&ready, graph->arena, vertex);
    }
    for (size_t i = 0; i < ready.count; i++) {
        Vertex *vertex = ready.items[i];

        vertex->done = true;
        for (size_t j = 0; j < vertex->next.count; j++) {
            Vertex *later = vertex->next.items[j];

            if (--waits[later->number] == 0)
                list_add(&ready, graph->arena, later);
        }
    }
    if (ready.count == count_roots(graph))
        return left;
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (!vertex->host && !vertex->done)
            list_add(&left, graph->arena, vertex);
    }
    return left;
}

/* And from the other end: what nothing left waits for is only behind a cycle, not on one. */
static List trim(const Graph *graph, List left)
{
    List *earlier = arena_array(graph->arena, List, graph->vertices.count + 1), ends = {0}, still = {0};
    size_t *leads_to = arena_array(graph->arena, size_t, graph->vertices.count + 1);

    for (size_t i = 0; i < left.count; i++) {
        Vertex *vertex = left.items[i];

        for (size_t j = 0; j < vertex->next.count; j++) {
            const Vertex *later = vertex->next.items[j];

            if (later->done)
                continue;
            list_add(&earlier[later->number], graph->arena, vertex);
            leads_to[vertex->number]++;
        }
        if (!leads_to[vertex->number])
            list_add(&ends, graph->arena, vertex);
    }
    for (size_t i = 0; i < ends.count; i++) {
        Vertex *vertex = ends.items[i];

        vertex->done = true;
        for (size_t j = 0; j < earlier[vertex->number].count; j++) {
            Vertex *before = earlier[vertex->number].items[j];

            if (--leads_to[before->number] == 0)
                list_add(&ends, graph->arena, before);
        }
    }
    for (size_t i = 0; i < left.count; i++)
        if (!((const Vertex *)left.items[i])->done)
            list_add(&still, graph->arena, left.items[i]);
    return still;
}

/* What may stand alone, from the least trouble for a reader to the most. */

static bool is_foreign_key(const Graph *graph, const Vertex *vertex)
{
    (void)graph;
    return vertex_object(vertex)->kind == KIND_FOREIGN_KEY;
}

/* A default, a check and the like. What a new column puts into rows that are there it cannot be given later. */
static bool is_part(const Graph *graph, const Vertex *vertex)
{
    KindId kind = vertex_object(vertex)->kind;
    bool new_rows = kind != KIND_DEFAULT || vertex_object(graph_root(vertex->host))->kind == KIND_TABLE;

    return kind != KIND_COLUMN && kind != KIND_ENUM_VALUE && kind != KIND_ATTRIBUTE && new_rows
        && graph_is_entangled(graph, vertex);
}

static bool is_generated(const Graph *graph, const Vertex *vertex)
{
    const Object *object = vertex_object(vertex);

    return object->kind == KIND_COLUMN && as_column(object)->generated.text && graph_is_entangled(graph, vertex);
}

/* Those of the kind asked for that vertices of the cycle carry stand alone from now on. */
static bool unfold(Graph *graph, bool (*may_stand_alone)(const Graph *graph, const Vertex *vertex))
{
    List found = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex->host && !vertex->host->rebuilds && !graph_root(vertex)->done && may_stand_alone(graph, vertex))
            list_add(&found, graph->arena, vertex);
    }
    for (size_t i = 0; i < found.count; i++)
        ((Vertex *)found.items[i])->host = NULL;
    return found.count > 0;
}

/* One of the routines whose bodies mention each other is created without a look at its body. */
static bool look_away(const List *cycle)
{
    for (size_t i = 0; i < cycle->count; i++) {
        Vertex *vertex = cycle->items[i];

        if (vertex->unchecked || !vertex->change.after || !kind_of(vertex->change.after)->looks_at)
            continue;
        vertex->unchecked = true;
        return true;
    }
    return false;
}

/* What nothing needs may go before, and come behind, what it needed and will need: a policy. */
static bool part_with(Graph *graph, const List *cycle)
{
    for (size_t i = 0; i < cycle->count; i++) {
        const Vertex *vertex = cycle->items[i];
        const Object *old = vertex->change.before;

        if (!vertex_alters(vertex) || old->kind != KIND_POLICY)
            continue;
        graph_replace_object(graph, old);
        for (const Object *child = old->first; child; child = child->next)
            if (graph_stays(graph, child))
                graph_replace_object(graph, child);
        return true;
    }
    return false;
}

List graph_break_cycles(Graph *graph)
{
    for (;;) {
        List cycle = trim(graph, peel(graph));

        if (!cycle.count || !(unfold(graph, is_foreign_key) || unfold(graph, is_part) || unfold(graph, is_generated)
                              || look_away(&cycle) || part_with(graph, &cycle)))
            return cycle;
        graph_connect(graph);
    }
}
