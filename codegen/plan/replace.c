#include "codegen/plan/disturbed.h"
#include "codegen/plan/moves.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

bool graph_is_replaced(const Graph *graph, const Object *old)
{
    const Vertex *vertex = graph->of_before[old->position];
    const Object *new = catalog_same(graph->after, old);

    return (vertex && vertex->other) || (vertex_drops(vertex) && new && vertex_creates(graph->of_after[new->position]));
}

/* What a column is made of: columns move from one to the next, no row is lost. */
static bool is_material(const Object *object)
{
    return sql_kind(object->kind)->step_aside != NULL;
}

static void pair(Vertex *drop, Vertex *create)
{
    if (!is_material(drop->change.before))
        return;
    drop->other = create;
    create->other = drop;
}

/* A change that was an alteration, or none at all, becomes a drop and a create. */
void graph_replace_object(Graph *graph, const Object *old)
{
    const Object *new = catalog_same(graph->after, old);
    Vertex *drop = graph->of_before[old->position];

    if (drop)
        drop->change = (Change){.before = old};
    else
        drop = graph_add(graph, (Change){.before = old});

    pair(drop, graph_add(graph, (Change){.after = new}));
}

bool graph_stays(const Graph *graph, const Object *old)
{
    return kind_in_database(old->kind) && !kind_is_rows(old->kind) && catalog_same(graph->after, old)
        && !graph_is_replaced(graph, old) && !vertex_drops(graph->of_before[old->position]);
}

/* What an attribute needs, its type needs. */
static const Object *whole(const Object *object)
{
    return object->kind == KIND_ATTRIBUTE ? object->parent : object;
}

static bool spread(Graph *graph)
{
    bool found = false;

    for (size_t i = 0; i < graph->before->objects.count; i++) {
        const Object *old = graph->before->objects.items[i];

        if (!graph_stays(graph, old))
            continue;
        if (graph_must_step_aside(graph, old)) {
            graph_replace_object(graph, graph_stays(graph, whole(old)) ? whole(old) : old);
            found = true;
        } else if (graph_must_move(graph, old)) {
            graph_add(graph, (Change){.before = old, .after = catalog_same(graph->after, old)});
            found = true;
        }
    }
    return found;
}

static bool alters_in_place(const Change *change)
{
    const SqlKind *kind = sql_kind(change->after->kind);

    return kind->alter && (!kind->can_alter || kind->can_alter(change->before, change->after));
}

/* The server looks through the columns of a domain before it is made stricter, and refuses what it cannot look into. */
static const Object *made_stricter(const Change *change)
{
    const Object *after = change->after, *parent = after ? after->parent : NULL;

    if (change->before && after && after->kind == KIND_DOMAIN)
        return as_domain(after)->not_null && !as_domain(change->before)->not_null ? change->before : NULL;
    bool tests = after && after->kind == KIND_CHECK && parent->kind == KIND_DOMAIN && !as_check(after)->not_valid;
    return tests ? parent : NULL;
}

static bool is_contained(const Graph *graph, const Object *domain)
{
    for (size_t i = 0; i < graph->before->objects.count; i++) {
        const Object *column = graph->before->objects.items[i];

        if (column->kind == KIND_COLUMN && type_contains(graph->before, &as_column(column)->type, domain))
            return true;
    }
    return false;
}

static bool replace_stricter(Graph *graph, const Change *change)
{
    const Object *domain = made_stricter(change), *old = domain ? catalog_same(graph->before, domain) : NULL;

    if (!old || !graph_stays(graph, old) || !is_contained(graph, old))
        return false;
    graph_replace_object(graph, old);
    return true;
}

static void replace_altered(Graph *graph, const Change *change)
{
    const Object *old = whole(change->before);

    if (graph_stays(graph, old))
        graph_replace_object(graph, old);
    if (old != change->before && graph_stays(graph, change->before))
        graph_replace_object(graph, change->before);
}

/* A type goes, and one of another kind comes that is called alike: columns move to it. */
static void pair_across_kinds(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *drop = graph->vertices.items[i];
        const Object *old = drop->change.before, *new;

        if (!vertex_drops(drop) || drop->other || !is_material(old) || !old->parent)
            continue;
        new = kind_of(old)->name_space == NAMES_TYPE ? catalog_type(graph->after, old->parent->name, old->name) : NULL;
        if (new && is_material(new) && text_same(new->name, old->name)
            && vertex_creates(graph->of_after[new->position]))
            pair(drop, graph->of_after[new->position]);
    }
}

/* True if, as long as this vertex has not had its turn, nothing that its object was made of can go. */
static bool holds(const Graph *graph, const Vertex *vertex)
{
    const Object *old = vertex->change.before;

    if (!old || vertex->change.after)
        return old && old->kind == KIND_COLUMN;

    const Vertex *type = graph->of_before[whole(old)->position];
    return type && type->held;
}

static bool hold(const Graph *graph, const Vertex *vertex)
{
    List on = graph_needs(graph, graph->before, vertex->change.before);
    bool found = false;

    for (size_t i = 0; i < on.count; i++) {
        const Object *needed = on.items[i];
        Vertex *drop = graph->of_before[needed->position];

        if (!vertex_drops(drop) || drop->held || !is_material(needed))
            continue;
        drop->held = found = true;
    }
    return found;
}

/* What columns hold, and what that is made of in turn. */
static void hold_all(const Graph *graph)
{
    for (bool found = true; found;) {
        found = false;
        for (size_t i = 0; i < graph->vertices.count; i++) {
            const Vertex *vertex = graph->vertices.items[i];

            found |= holds(graph, vertex) && hold(graph, vertex);
        }
    }
}

void graph_replace(Graph *graph)
{
    bool any = false;

    for (size_t i = 0, count = graph->vertices.count; i < count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        any |= vertex->change.before != NULL;
        if (vertex->change.before && vertex->change.after && !alters_in_place(&vertex->change))
            replace_altered(graph, &vertex->change);
        any |= replace_stricter(graph, &vertex->change);
    }
    pair_across_kinds(graph);
    graph_move_rows(graph);
    for (bool found = true; found;) {
        found = graph_replace_taken(graph);
        any |= found;
        found |= any && spread(graph);
    }
    graph_say_again(graph);
    hold_all(graph);
}
