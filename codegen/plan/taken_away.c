#include "codegen/plan/graph.h"
#include "dsl/catalog/raw_sql.h"

/* True if what is made by raw SQL that goes is needed still, and that is made anew, by this name or another. */
static bool is_made_again(const Graph *graph, const Object *gone, const List *needed)
{
    for (size_t i = 0; i < needed->count; i++) {
        const Object *comes = needed->items[i];

        if (comes->kind == KIND_RAW_SQL && vertex_creates(graph->of_after[comes->position])
            && (object_is(gone, comes) || raw_sql_makes_alike(graph->before, gone, graph->after, comes)))
            return true;
    }
    return false;
}

const Object *graph_taken_away(const Graph *graph, const Object *old)
{
    const Kind *kind = kind_of(old);
    List before = {0}, after = {0};

    if (!graph->raw_before.count || !kind->depends || old->kind == KIND_RAW_SQL || !graph_stays(graph, old))
        return NULL;
    kind->depends(old, graph->before, graph->arena, &before);
    kind->depends(catalog_same(graph->after, old), graph->after, graph->arena, &after);
    for (size_t i = 0; i < before.count; i++) {
        const Object *gone = before.items[i];

        if (gone->kind == KIND_RAW_SQL && vertex_drops(graph->of_before[gone->position])
            && is_made_again(graph, gone, &after))
            return gone;
    }
    return NULL;
}
