#include "codegen/plan/edges.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/data.h"
#include "dsl/catalog/table.h"

/* The rows that a catalog says the target of a foreign key holds: the first of them. */
static const Object *target_rows(const Catalog *catalog, const Object *foreign_key)
{
    QName name = as_foreign_key(foreign_key)->target;
    const Object *target = catalog_in_schema(catalog, KIND_TABLE, name.schema, name.name);
    const Object *rows = target ? object_first(target, KIND_DATA) : NULL;

    return rows ? rows->first : NULL;
}

/* A reference that goes must be gone before the rows can go that it is to. */
static void connect_dropped_rows(Graph *graph, Vertex *gone)
{
    for (const Object *row = target_rows(graph->before, gone->change.before); row; row = row->next)
        if (graph_drops(graph, row))
            graph_edge(graph, gone, graph_dropper(graph, row));
}

/* And one that comes to a table with rows of its own may need rows that come. */
static void connect_new_rows(Graph *graph, Vertex *fresh)
{
    if (graph_creates(graph, fresh->change.after->parent))
        return;
    for (const Object *row = target_rows(graph->after, fresh->change.after); row; row = row->next)
        if (graph_creates(graph, row))
            graph_edge(graph, graph_creator(graph, row), fresh);
}

/* A row that comes is one of the table as it will be: what it says nothing of may have been not null before. */
static void connect_row_behind_columns(Graph *graph, Vertex *row)
{
    const Object *now = table_of(row->change.after), *old = catalog_same(graph->before, now);

    for (const Object *column = old ? object_first(old, KIND_COLUMN) : NULL; column; column = object_next(column))
        if (graph_dropper(graph, column))
            graph_edge(graph, graph_dropper(graph, column), row);
    for (const Object *column = object_first(now, KIND_COLUMN); old && column; column = object_next(column)) {
        Vertex *value = graph_creator(graph, object_first(column, KIND_DEFAULT));

        if (value)
            graph_edge(graph, value, row);
    }
}

void edges_of_rows(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (kind_is_rows(vertex_object(vertex)->kind) && vertex_creates(vertex) && !vertex->host)
            connect_row_behind_columns(graph, vertex);
        if (vertex_object(vertex)->kind != KIND_FOREIGN_KEY)
            continue;
        if (vertex_drops(vertex))
            connect_dropped_rows(graph, vertex);
        if (vertex_creates(vertex))
            connect_new_rows(graph, vertex);
    }
}
