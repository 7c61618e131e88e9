#include "codegen/plan/edges.h"
#include "dsl/catalog/sequence.h"

/*
 * A sequence that is there already becomes a column's once the table has the owner that it is to have: the sequence is
 * given to that one first. One that is new belongs to whoever runs the migration, and goes along when the table is
 * given to another for the first time.
 */
static void connect(Graph *graph, Vertex *vertex)
{
    const SequenceOwner *owner = as_sequence_owner(vertex->change.after);
    const Object *table = catalog_relation(graph->after, owner->table.schema, owner->table.name);
    const Object *old = table ? catalog_same(graph->before, table) : NULL;
    const Object *after = table ? catalog_find(graph->after, KIND_OWNER, table, "") : NULL;
    const Object *before = old ? catalog_find(graph->before, KIND_OWNER, old, "") : NULL;
    Vertex *now = graph_creator(graph, after), *gone = graph_dropper(graph, before);

    bool is_new = !catalog_same(graph->before, vertex->change.after->parent);

    if (now && (!is_new || vertex_alters(now)))
        graph_edge(graph, now, vertex);
    if (gone && gone != now && (!is_new || !now))
        graph_edge(graph, gone, vertex);
}

void edges_of_owners(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *after = vertex->change.after;

        if (after && after->kind == KIND_SEQUENCE_OWNER && !vertex->host)
            connect(graph, vertex);
    }
}
