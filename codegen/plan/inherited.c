/*
 * What a table says of columns that it has from others: what is done to such a column there is done to it here, too. So
 * it is said again, and in any case afterwards.
 */
#include "codegen/plan/edges.h"
#include "dsl/catalog/inherited.h"
#include "dsl/catalog/partition.h"

static bool is_inherited(const Object *object)
{
    return object->kind == KIND_INHERITED_COLUMN;
}

/* What is done to a column of a table, be it the table's own or one that it says something of. */
static List changes_of(const Graph *graph, const Object *table, const char *column)
{
    static const KindId kinds[] = {KIND_COLUMN, KIND_INHERITED_COLUMN};
    List found = {0};

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        List changes = graph_changes_of(graph, &(Object){.kind = kinds[k], .parent = table, .name = column});

        for (size_t i = 0; i < changes.count; i++)
            list_add(&found, graph->arena, changes.items[i]);
    }
    return found;
}

/* What is done to the column where it comes from, and to its default; comments and rights are no matter. */
static List changes_above(const Graph *graph, const Catalog *catalog, const Object *object)
{
    List above = table_ancestors(catalog, object->parent, graph->arena), found = {0};

    for (size_t i = 0; i < above.count; i++) {
        List changes = changes_of(graph, above.items[i], object->name);

        for (size_t k = 0; k < changes.count; k++) {
            KindId kind = vertex_object(changes.items[k])->kind;

            if (kind == KIND_COLUMN || kind == KIND_DEFAULT || kind == KIND_INHERITED_COLUMN)
                list_add(&found, graph->arena, changes.items[k]);
        }
    }
    return found;
}

void graph_say_again(Graph *graph)
{
    for (size_t i = 0; i < graph->before->objects.count; i++) {
        const Object *old = graph->before->objects.items[i];

        if (is_inherited(old) && graph_stays(graph, old) && !graph_dropper(graph, old)
            && changes_above(graph, graph->before, old).count)
            graph_add(graph, (Change){.before = old, .after = catalog_same(graph->after, old)});
    }
}

static void connect(Graph *graph, Vertex *vertex)
{
    const Object *object = vertex_object(vertex);
    List above = changes_above(graph, vertex_drops(vertex) ? graph->before : graph->after, object);
    List own = changes_of(graph, object->parent, object->name);

    for (size_t i = 0; i < above.count; i++)
        if (!vertex_drops(vertex))
            graph_edge(graph, above.items[i], vertex);
        else if (vertex_drops(above.items[i]))
            graph_edge(graph, vertex, above.items[i]);
    for (size_t i = 0; i < own.count; i++) {
        Vertex *change = own.items[i];
        const Object *changed = vertex_object(change);

        if (is_inherited(changed) || is_inherited(changed->parent))
            continue;
        if (vertex_drops(vertex))
            graph_edge(graph, vertex, change);
        else
            graph_edge(graph, change, vertex);
    }
}

void edges_of_inherited(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++)
        if (is_inherited(vertex_object(graph->vertices.items[i])))
            connect(graph, graph->vertices.items[i]);
}
