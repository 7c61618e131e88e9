#include "codegen/plan/typed.h"

#include "codegen/plan/graph.h"
#include "dsl/catalog/partition.h"

static bool is_typed(const Object *object)
{
    return object->kind == KIND_TABLE && as_table(object)->of.text;
}

static bool any_typed(const Catalog *catalog)
{
    for (size_t i = 0; i < catalog->objects.count; i++)
        if (is_typed(catalog->objects.items[i]))
            return true;
    return false;
}

/* Nothing but its type makes a typed table step aside, and tables must not. */
static bool any_steps_aside(const Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        const Vertex *vertex = graph->vertices.items[i];

        if (vertex_drops(vertex) && is_typed(vertex->change.before) && graph_creates(graph, vertex->change.before))
            return true;
    }
    return false;
}

static Catalog untyped(const Catalog *catalog, Arena *arena)
{
    Catalog copy = {.arena = arena};

    for (size_t i = 0; i < catalog->objects.count; i++) {
        Object *object = catalog_copy(&copy, catalog->objects.items[i]);

        if (is_typed(object))
            ((Table *)object)->of = (Type){0};
    }
    return copy;
}

bool typed_tables_part(const Catalog *before, const Catalog *after, Arena *arena, Catalog *apart)
{
    if (!any_typed(before))
        return false;

    Changes changes = diff_catalogs(before, after, false, arena, NULL);
    if (!any_steps_aside(graph_build(&changes, false, false, arena)))
        return false;

    Catalog other = untyped(before, arena), spread = partitions_spread(before, &other, false, false, arena);
    *apart = untyped(&spread, arena);
    return true;
}
