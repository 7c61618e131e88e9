#include "codegen/plan/graph.h"

#include "codegen/plan/moves.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/option.h"
#include "dsl/catalog/table.h"

#include <string.h>

/* What comes to inherit more has to have the columns by then; what inherits less can lose them then only. */
static bool has_more(const Object *one, const Object *other)
{
    return one && other && one->kind == KIND_TABLE
        && (as_table(one)->parents.count > as_table(other)->parents.count
            || (as_table(one)->of.text && !as_table(other)->of.text));
}

static bool sets_toast(const Change *change, Arena *arena)
{
    Records options = {0};

    if (change->before && change->after && change->after->kind == KIND_TABLE)
        options = options_missing(as_table(change->after)->options, as_table(change->before)->options, true, arena);
    return options_of_toast(options);
}

Vertex *graph_add(Graph *graph, Change change)
{
    Vertex *vertex = arena_new(graph->arena, Vertex);
    const SqlKind *kind = sql_kind((change.after ? change.after : change.before)->kind);

    *vertex = (Vertex){.change = change, .number = graph->vertices.count};
    vertex->joins = has_more(change.after, change.before);
    vertex->sets_toast = sets_toast(&change, graph->arena);
    vertex->leaves = has_more(change.before, change.after);
    vertex->rebuilds = change.before && change.after && kind->rebuilds && kind->rebuilds(change.before, change.after);
    list_add(&graph->vertices, graph->arena, vertex);
    if (change.before)
        graph->of_before[change.before->position] = vertex;
    if (change.after)
        graph->of_after[change.after->position] = vertex;
    return vertex;
}

Vertex *graph_creator(const Graph *graph, const Object *object)
{
    const Object *here = object ? catalog_same(graph->after, object) : NULL;

    return here ? graph->of_after[here->position] : NULL;
}

Vertex *graph_dropper(const Graph *graph, const Object *object)
{
    const Object *here = object ? catalog_same(graph->before, object) : NULL;

    return here ? graph->of_before[here->position] : NULL;
}

/* `of`: graph->of_before or graph->of_after. An alteration, which is in both, counts as one of what is before. */
static void add_changes(const Graph *graph, Vertex *const *of, const Object *object, List *changes)
{
    Vertex *vertex = of[object->position];

    if (vertex && (of == graph->of_before || !vertex->change.before))
        list_add(changes, graph->arena, vertex);
    for (const Object *child = object->first; child; child = child->next)
        add_changes(graph, of, child, changes);
}

List graph_changes_of(const Graph *graph, const Object *object)
{
    const Object *before = catalog_same(graph->before, object), *after = catalog_same(graph->after, object);
    List changes = {0};

    if (before)
        add_changes(graph, graph->of_before, before, &changes);
    if (after)
        add_changes(graph, graph->of_after, after, &changes);
    return changes;
}

bool graph_creates(const Graph *graph, const Object *object)
{
    return vertex_creates(graph_creator(graph, object));
}

bool graph_drops(const Graph *graph, const Object *object)
{
    return vertex_drops(graph_dropper(graph, object));
}

const char *graph_aside(const Graph *graph, const Object *object)
{
    const Object *parent = object->parent;
    const char *label = "_old", *name = default_name(graph->arena, object->name, NULL, label);

    while (catalog_type(graph->before, parent->name, name) || catalog_type(graph->after, parent->name, name)) {
        label = arena_printf(graph->arena, "%s_", label);
        name = default_name(graph->arena, object->name, NULL, label);
    }
    return name;
}

static const char *aside(const void *of, const Object *object)
{
    const Graph *graph = of;

    return vertex_is_aside(graph_dropper(graph, object)) ? graph_aside(graph, object) : NULL;
}

static bool creates(const void *graph, const Object *object)
{
    return graph_creates(graph, object);
}

static bool carries(const void *graph, const Object *object)
{
    const Vertex *vertex = graph_creator(graph, object);

    return vertex_creates(vertex) && vertex->host;
}

static bool takes(const void *graph, const Object *object)
{
    const Vertex *vertex = graph_dropper(graph, object);

    return vertex_drops(vertex) && vertex->host;
}

static bool remakes(const void *graph, const Object *object)
{
    const Vertex *vertex = graph_creator(graph, object);

    return vertex && vertex->other;
}

static const List *attaches(const void *graph, const Object *bound)
{
    const Move *move = move_of_bound(graph, bound);

    return move ? &move->attached : NULL;
}

static const List *heirs(const void *graph, const Object *table)
{
    return move_heirs(graph, table);
}

SqlPlan graph_for_sql(const Graph *graph)
{
    return (SqlPlan){
        .of = graph, .creates = creates, .carries = carries, .takes = takes, .remakes = remakes, .aside = aside,
        .attaches = attaches, .heirs = heirs,
    };
}

Vertex *graph_root(Vertex *vertex)
{
    while (vertex->host)
        vertex = vertex->host;
    return vertex;
}

static List raw_sql_of(const Catalog *catalog, Arena *arena)
{
    List raw = {0};

    for (size_t i = 0; i < catalog->objects.count; i++)
        if (((const Object *)catalog->objects.items[i])->kind == KIND_RAW_SQL)
            list_add(&raw, arena, catalog->objects.items[i]);
    return raw;
}

Graph *graph_build(const Changes *changes, bool apart, bool backwards, Arena *arena)
{
    Graph *graph = arena_new(arena, Graph);

    *graph = (Graph){
        .arena = arena,
        .backwards = backwards,
        .before = &changes->before,
        .after = changes->after,
        .raw_before = raw_sql_of(&changes->before, arena),
        .raw_after = raw_sql_of(changes->after, arena),
        .of_before = arena_array(arena, Vertex *, changes->before.objects.count),
        .of_after = arena_array(arena, Vertex *, changes->after->objects.count),
    };
    for (size_t i = 0; i < changes->items.count; i++)
        graph_add(graph, *(const Change *)changes->items.items[i]);
    graph_replace(graph);
    graph_fold(graph, apart);
    moves_fold(graph);
    graph_connect(graph);
    return graph;
}
