#include "codegen/plan/edges.h"
#include "codegen/plan/moves.h"
#include "dsl/catalog/partition.h"

/* Everything that can take rows is there when they move: tables below the whole, too. */
static void connect_coming(Graph *graph, const Move *move, Vertex *mover)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex_creates(vertex) && vertex->change.after->kind == KIND_BOUND && graph_root(vertex) != mover
            && partition_is_within(graph->after, vertex->change.after->parent, move->whole))
            graph_edge(graph, vertex, mover);
    }
}

static void connect_hindrance(Graph *graph, const Move *move, Vertex *vertex)
{
    for (size_t i = 0; vertex_drops(vertex) && i < move->left.count; i++)
        if (!((const Vertex *)move->left.items[i])->host)
            graph_edge(graph, vertex, move->left.items[i]);
    if (!vertex_creates(vertex))
        return;
    if (move->leader)
        graph_edge(graph, move->leader, vertex);
    for (size_t i = 0; i < move->gone.count; i++)
        graph_edge(graph, graph_dropper(graph, ((const MovedFrom *)move->gone.items[i])->table), vertex);
}

static void connect_move(Graph *graph, const Move *move)
{
    if (move->leader)
        connect_coming(graph, move, move->leader);
    for (size_t i = 0; i < move->gone.count; i++) {
        Vertex *drop = graph_dropper(graph, ((const MovedFrom *)move->gone.items[i])->table);

        if (!drop->host)
            connect_coming(graph, move, drop);
    }
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Catalog *catalog = vertex_drops(vertex) ? graph->before : graph->after;

        if (move_is_hindered_by(graph, move, catalog, vertex_object(vertex)))
            connect_hindrance(graph, move, vertex);
    }
}

void edges_of_moves(Graph *graph)
{
    for (size_t i = 0; i < graph->moves.count; i++)
        connect_move(graph, graph->moves.items[i]);
}
