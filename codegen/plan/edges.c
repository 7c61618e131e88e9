#include "codegen/plan/edges.h"

#include "dsl/catalog/data.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/raw_sql.h"
#include "dsl/catalog/table.h"

#include <string.h>

void graph_edge(Graph *graph, Vertex *first, Vertex *later)
{
    first = graph_root(first);
    later = graph_root(later);
    if (first == later)
        return;
    list_add(&first->next, graph->arena, later);
    later->waits++;
}

/* Who uses a composite type may use any attribute of it. */
static void add_attributes(const Object *type, const Object *for_whom, Arena *arena, List *on)
{
    const Object *attribute = for_whom->parent == type ? NULL : object_first(type, KIND_ATTRIBUTE);

    for (; attribute; attribute = object_next(attribute))
        list_add(on, arena, attribute);
}

List graph_needs(const Graph *graph, const Catalog *catalog, const Object *object)
{
    List on = {0};

    if (object->parent)
        list_add(&on, graph->arena, object->parent);
    if (kind_of(object)->depends)
        kind_of(object)->depends(object, catalog, graph->arena, &on);
    raw_sql_before(catalog, catalog == graph->before ? &graph->raw_before : &graph->raw_after, object, graph->arena,
                   &on);
    return on;
}

/* And, of the columns among these, what they are made of. */
static List needs(const Graph *graph, const Catalog *catalog, const Object *object)
{
    List on = graph_needs(graph, catalog, object);
    Arena *arena = graph->arena;

    for (size_t i = 0, count = on.count; i < count; i++) {
        const Object *needed = on.items[i];

        if (needed->kind == KIND_COLUMN)
            kind_of(needed)->depends(needed, catalog, arena, &on);
    }
    for (size_t i = 0, count = on.count; i < count; i++)
        add_attributes(on.items[i], object, arena, &on);
    return on;
}

/* A column that gets another type may get any value of it: its rows do, and its default. */
static void add_values(const Graph *graph, const Vertex *vertex, List *on)
{
    const Object *after = vertex->change.after;
    const Type *type = after->kind == KIND_COLUMN ? &as_column(after)->type : NULL;
    const Object *declared = vertex->change.before && type && type->schema
                               ? catalog_type(graph->after, type->schema, type->name)
                               : NULL;

    if (!declared || text_same(as_column(vertex->change.before)->type.text, type->text))
        return;
    for (const Object *value = object_first(declared, KIND_ENUM_VALUE); value; value = object_next(value))
        list_add(on, graph->arena, value);
}

bool graph_is_entangled(const Graph *graph, const Vertex *vertex)
{
    bool drops = vertex_drops(vertex);
    List on = needs(graph, drops ? graph->before : graph->after, vertex_object(vertex));
    const Vertex *own = graph_root(vertex->host);

    for (size_t i = 0; i < on.count; i++) {
        Vertex *needed = drops ? graph_dropper(graph, on.items[i]) : graph_creator(graph, on.items[i]);

        if (needed && graph_root(needed) != own && !graph_root(needed)->done)
            return true;
    }
    return false;
}

/* A routine that goes would be taken for the one of the same name that is meant. */
static void connect_behind_overloads(Graph *graph, const Object *routine, Vertex *vertex)
{
    const char *called = kind_of(routine)->called(routine, graph->arena);
    const List *overloads = catalog_routines(graph->before, routine->parent->name, called);

    for (size_t i = 0; i < overloads->count; i++) {
        Vertex *overload = graph_dropper(graph, overloads->items[i]);

        if (overload && vertex_drops(overload))
            graph_edge(graph, overload, vertex);
    }
}

/* A column that stops being generated lets go of others, which may have to go before their table is altered. */
static bool lets_go(const Vertex *vertex, const Vertex *table)
{
    const Object *before = vertex->change.before, *after = vertex->change.after;

    return before && after->kind == KIND_COLUMN && as_column(before)->generated.text
        && !as_column(after)->generated.text && vertex_alters(table) && table->change.after == after->parent;
}

/* A table of which only such things change as no part of it has to do with: that happens before or after anything. */
static bool changes_by_itself(const Vertex *table)
{
    static const char *const names[] = {"row_security", "row_security_forced", "options", "tablespace"};
    uint64_t others = table->change.fields;
    const Field *fields = kind_by_id(KIND_TABLE)->fields;

    if (!vertex_alters(table) || table->change.after->kind != KIND_TABLE || table->sets_toast)
        return false;
    for (size_t i = 0; fields[i].name; i++)
        for (size_t n = 0; n < sizeof names / sizeof *names; n++)
            if (strcmp(fields[i].name, names[n]) == 0)
                others &= ~(UINT64_C(1) << i);
    return !others;
}

/* What is created or altered comes after what it will need, or is looked at meanwhile. */
static void connect_after(Graph *graph, Vertex *vertex)
{
    List on = needs(graph, graph->after, vertex->change.after);
    const Kind *kind = kind_of(vertex->change.after);
    add_values(graph, vertex, &on);
    size_t kept = on.count;

    if (kind->looks_at && !vertex->unchecked)
        kind->looks_at(vertex->change.after, graph->after, graph->arena, &on);
    for (size_t i = 0; i < on.count; i++) {
        Vertex *needed = graph_creator(graph, on.items[i]);

        if (needed && (needed->joins || needed->sets_toast) && on.items[i] == vertex->change.after->parent)
            graph_edge(graph, vertex, needed);
        else if (needed && !lets_go(vertex, needed) && !changes_by_itself(needed))
            graph_edge(graph, needed, vertex);
        if (i < kept && kind_of(on.items[i])->called)
            connect_behind_overloads(graph, on.items[i], vertex);
    }
}

bool edges_have(const List *objects, const Object *object)
{
    for (size_t i = 0; i < objects->count; i++)
        if (object_is(objects->items[i], object))
            return true;
    return false;
}

/* A signature, or the name of a parent, means the new type once that is there: what is called by it goes before. */
static bool is_called_by(const Vertex *vertex, const Vertex *type)
{
    const Object *object = vertex->change.before;

    return vertex_drops(vertex)
        && (object->parent == type->change.before || kind_of(object)->name_space == NAMES_ROUTINE);
}

/* What is altered and is no column has to do with the old type only through columns, and those go their own way. */
static bool moved_away(const Vertex *vertex, const Vertex *type)
{
    return vertex_is_aside(type) && vertex->change.after && vertex->change.before->kind != KIND_COLUMN
        && !vertex->leaves;
}

/* True if what is altered no longer needs an object that is rebuilt: the rebuilding takes along what does alone. */
static bool gets_away(Graph *graph, const Vertex *vertex, const Vertex *rebuilt)
{
    if (!vertex->change.after || !rebuilt->rebuilds)
        return false;

    List on = needs(graph, graph->after, vertex->change.after);
    return !edges_have(&on, rebuilt->change.before);
}

/* A row that goes, or changes, is found by its key alone: what becomes of its other columns meanwhile is no matter. */
static bool is_found_without(const Vertex *vertex, const Object *needed)
{
    const Object *object = vertex->change.before;

    return object->kind == KIND_DATA_ROW && needed->kind == KIND_COLUMN
        && !names_have(as_data(object->parent)->key, needed->name);
}

/* It comes back to the same table. */
static bool comes_back(const Graph *graph, const Object *bound, const Object *whole)
{
    const Object *later = graph_creates(graph, bound) ? catalog_same(graph->after, bound->parent) : NULL;
    const Object *its_whole = later ? partition_parent(graph->after, later) : NULL;

    return whole && its_whole && object_is(whole, its_whole);
}

/*
 * A partition that is to get another bound, or whose rows find others, leaves a table that stays once all is done to
 * it (edges_of_sharing).
 */
bool vertex_gets_other_bound(const Graph *graph, const Vertex *vertex)
{
    const Object *bound = vertex->change.before;
    const Object *whole = vertex_drops(vertex) && bound->kind == KIND_BOUND
                            ? partition_parent(graph->before, bound->parent)
                            : NULL;

    return whole && !graph_drops(graph, whole) && (vertex->keeps_rows || comes_back(graph, bound, whole));
}

/*
 * What is dropped goes before what it needed is dropped or altered; what is altered, before what it needed is dropped,
 * or is rebuilt without it.
 */
static void connect_before(Graph *graph, Vertex *vertex)
{
    List on = needs(graph, graph->before, vertex->change.before);

    for (size_t i = 0; i < on.count; i++) {
        Vertex *needed = graph_dropper(graph, on.items[i]);

        if (needed && changes_by_itself(needed))
            continue;
        if (moved_away(vertex, needed) || is_found_without(vertex, on.items[i])
            || vertex_gets_other_bound(graph, vertex))
            continue;
        if (needed && needed->leaves && on.items[i] == vertex->change.before->parent)
            graph_edge(graph, needed, vertex);
        else if (needed && (vertex_drops(needed) || vertex_drops(vertex) || gets_away(graph, vertex, needed)))
            graph_edge(graph, vertex, needed);
        if (vertex_is_aside(needed) && is_called_by(vertex, needed) && graph_root(vertex) != needed)
            graph_edge(graph, vertex, needed->other);
    }
}

static void connect_replacements(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        Vertex *drop = vertex_creates(vertex) ? graph_dropper(graph, vertex->change.after) : NULL;

        if (vertex_drops(drop) && !vertex_is_aside(graph_root(drop)))
            graph_edge(graph, drop, vertex);
    }
}

void graph_connect(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        vertex->next.count = 0;
        vertex->waits = 0;
    }
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex->change.after)
            connect_after(graph, vertex);
        if (vertex->change.before)
            connect_before(graph, vertex);
    }
    connect_replacements(graph);
    edges_of_foreign_keys(graph);
    edges_of_rows(graph);
    edges_of_names(graph);
    edges_of_logging(graph);
    edges_of_sharing(graph);
    edges_of_taken(graph);
    edges_of_inherited(graph);
    edges_of_moves(graph);
    edges_of_distribution(graph);
    edges_of_remade(graph);
    edges_of_owners(graph);
    edges_of_copied(graph);
}
