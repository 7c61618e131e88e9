#include "codegen/plan/graph.h"
#include "dsl/catalog/distribution.h"
#include "dsl/catalog/option.h"
#include "dsl/catalog/table.h"

static Vertex *host_when_created(const Graph *graph, const Object *object)
{
    const SqlKind *kind = sql_kind(object->kind);
    Vertex *host = kind->host ? graph_creator(graph, kind->host(object, graph->after, false)) : NULL;

    /* "serial" makes a sequence: one that is there already is given to its column by itself. */
    if (object->kind == KIND_SEQUENCE_OWNER && !vertex_creates(graph_creator(graph, object->parent)))
        return NULL;
    return host && (vertex_creates(host) || host->rebuilds) ? host : NULL;
}

static Vertex *host_when_dropped(const Graph *graph, const Object *object)
{
    const SqlKind *kind = sql_kind(object->kind);
    Vertex *host = graph_dropper(graph, kind->host ? kind->host(object, graph->before, true) : object->parent);

    return host && (vertex_drops(host) || host->rebuilds) ? host : NULL;
}

/*
 * A default is what a new column puts into rows that are there; labels and attributes are what a new type is, and
 * columns what a table is partitioned or distributed by; a partition has its columns because it is one; a hypertable is
 * one as long as it is there; and because of its columns a table has a TOAST table, which options are for.
 */
static bool can_stand_apart(const Vertex *vertex)
{
    const Object *object = vertex_object(vertex);
    KindId kind = object->kind;

    if (kind == KIND_BOUND || kind == KIND_DISTRIBUTION)
        return false;
    if (kind == KIND_COLUMN && (as_table(object->parent)->partitioned || table_distribution(object->parent)
                                || options_of_toast(as_table(object->parent)->options)))
        return false;
    return kind != KIND_DEFAULT && kind != KIND_ENUM_VALUE && kind != KIND_ATTRIBUTE;
}

void graph_fold(Graph *graph, bool apart)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (apart && can_stand_apart(vertex))
            continue;
        if (vertex_creates(vertex))
            vertex->host = host_when_created(graph, vertex->change.after);
        else if (vertex_drops(vertex))
            vertex->host = host_when_dropped(graph, vertex->change.before);
    }
}
