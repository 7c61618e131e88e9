/*
 * What a partition has of its own, and the server would take for its share of what the whole has: it looks for the
 * like when that comes to the whole, and when a table is attached. What stays the partition's own goes before, and
 * comes back behind; it goes in the same transaction, so that at every moment one of the two is there.
 */
#include "codegen/plan/edges.h"
#include "dsl/catalog/partition.h"

/* What has the server look for a share of `whole` in `table`, both of the catalog after. */
static void add_takers(const Graph *graph, const Object *table, const Object *whole, List *takers)
{
    Vertex *creator = graph_creator(graph, whole);

    if (creator && (vertex_creates(creator) || creator->rebuilds))
        list_add(takers, graph->arena, creator);
    for (; table && !object_is(table, whole->parent); table = partition_parent(graph->after, table)) {
        const Bound *bound = table_bound(table);
        Vertex *attaches = bound ? graph_creator(graph, &bound->object) : NULL;

        if (vertex_creates(attaches))
            list_add(takers, graph->arena, attaches);
    }
}

/* Those that would take an object, of either catalog, for a share: a List of Vertex. */
static List takers_of(const Graph *graph, const Object *object)
{
    const Object *on = object->parent;
    const Object *table = on && on->kind == KIND_TABLE ? catalog_same(graph->after, on) : NULL;
    List takers = {0};

    for (const Object *whole = table ? partition_parent(graph->after, table) : NULL; whole;
         whole = partition_parent(graph->after, whole))
        for (const Object *child = whole->first; child; child = child->next)
            if (partition_takes(child, object))
                add_takers(graph, table, child, &takers);
    return takers;
}

static bool is_taken(const Graph *graph, const Object *object)
{
    return takers_of(graph, object).count != 0;
}

bool graph_replace_taken(Graph *graph)
{
    bool found = false;

    for (size_t i = 0; i < graph->before->objects.count; i++) {
        const Object *old = graph->before->objects.items[i], *new;

        if (!is_taken(graph, old) || !graph_stays(graph, old))
            continue;
        new = catalog_same(graph->after, old);
        if (new->shared || !is_taken(graph, new))
            continue;
        graph_replace_object(graph, old);
        found = true;
    }
    return found;
}

static void connect(Graph *graph, Vertex *vertex)
{
    const Object *before = vertex->change.before, *after = vertex->change.after;
    List later = {0}, first = {0};

    if (before && (!after || vertex->rebuilds))
        later = takers_of(graph, before);
    if (after && !after->shared && (!before || vertex->rebuilds))
        first = takers_of(graph, after);
    for (size_t i = 0; i < first.count; i++)
        graph_edge(graph, first.items[i], vertex);
    for (size_t i = 0; i < later.count && !first.count; i++)
        graph_edge(graph, vertex, later.items[i]);
    vertex->at_once = vertex_drops(vertex) && later.count;
}

void edges_of_taken(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++)
        connect(graph, graph->vertices.items[i]);
}
