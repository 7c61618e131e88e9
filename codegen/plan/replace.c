#include "codegen/plan/graph.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

static bool is_replaced(const Graph *graph, const Object *old)
{
    const Vertex *vertex = graph->of_before[old->position];
    const Object *new = catalog_same(graph->after, old);

    return vertex_drops(vertex) && new && vertex_creates(graph->of_after[new->position]);
}

static bool is_rebuilt(const Graph *graph, const Object *old)
{
    const Vertex *vertex = graph->of_before[old->position];

    return vertex && vertex->rebuilds;
}

/* A change that was an alteration, or none at all, becomes a drop and a create. */
static void replace(Graph *graph, const Object *old)
{
    const Object *new = catalog_same(graph->after, old);
    Vertex *altered = graph->of_before[old->position];

    if (altered)
        altered->change = (Change){.before = old};
    else
        graph_add(graph, (Change){.before = old});
    graph_add(graph, (Change){.after = new});
}

static bool changes_type(const Change *change)
{
    const Column *old = as_column(change->before), *new = as_column(change->after);

    return !text_same(old->type.text, new->type.text) || !text_same(old->collation.name, new->collation.name);
}

static bool is_long_text(const Type *type)
{
    return text_same(type->name, "text") || text_same(type->name, "character varying");
}

/*
 * True if SQL over a column means the same whichever of two types it has: the server, which keeps the constants as it
 * understood them, prints what it made of the old type just as it would print the text for the new one.
 */
static bool means_the_same(const Type *old, const Type *new)
{
    TypeClass class = type_class(old);

    if (class == TYPE_CLASS_OTHER || class != type_class(new))
        return false;
    return text_same(old->name, new->name) || class == TYPE_CLASS_INTEGER || (is_long_text(old) && is_long_text(new));
}

/*
 * True if the type of a column changes so that `object`, which holds SQL over it, has to be written anew: the server
 * kept what the SQL meant for the old type, casts included.
 */
static bool is_retyped(const Graph *graph, const Object *object, const Object *column)
{
    const Vertex *vertex = graph->of_before[column->position];

    if (!vertex || vertex_drops(vertex) || object_keeps(object) < KEEPS_SQL)
        return false;

    if (!changes_type(&vertex->change))
        return false;

    const Column *old = as_column(vertex->change.before), *new = as_column(vertex->change.after);
    return object_keeps(object) == KEEPS_FIRMLY || !means_the_same(&old->type, &new->type);
}

/*
 * True if `object` is to be rebuilt over a column whose type changes: what it was before may be nothing for the new
 * type, what it will be nothing for the old one.
 */
static bool is_rebuilt_over(const Graph *graph, const Object *object, const Object *column)
{
    const Vertex *vertex = graph->of_before[column->position];

    return object->kind == KIND_INDEX && is_rebuilt(graph, object) && vertex && !vertex_drops(vertex)
        && changes_type(&vertex->change);
}

/*
 * What `object` needs goes, and it stays: then something else takes that name, or a "*" stands for less. An object that
 * is altered may no longer use a column.
 */
static bool is_left_alone(const Graph *graph, const Object *object, const Object *needed)
{
    bool keeps = object_keeps(object) != KEEPS_NOTHING || kind_of(needed)->name_space == NAMES_ROUTINE;

    return keeps && vertex_drops(graph->of_before[needed->position])
        && (needed->kind != KIND_COLUMN || !graph->of_before[object->position]);
}

/*
 * True if `object`, which needs `needed`, cannot stay where it is. Columns and defaults of a type that is rebuilt move
 * with it; what compares or tests values of it, directly or through a column, has to be put aside.
 */
static bool is_disturbed(const Graph *graph, const Object *object, const Object *needed)
{
    if (object->kind == KIND_TABLE && needed->kind == KIND_RAW_SQL)
        return false;               /* never rows for the sake of what is no data */
    if (is_replaced(graph, needed) || is_left_alone(graph, object, needed))
        return true;
    if (object->kind == KIND_FOREIGN_KEY && vertex_drops(graph->of_before[needed->position]))
        return true;                /* it leans on one of the keys of its target: that one may be it */
    if (object->kind == KIND_COMMENT || object->kind == KIND_OWNER || object->kind == KIND_GRANT)
        return is_rebuilt(graph, needed);
    if (needed->kind == KIND_COLUMN && is_rebuilt_over(graph, object, needed))
        return true;
    if (object_keeps(object) == KEEPS_NOTHING)
        return false;
    if (is_rebuilt(graph, needed))
        return true;
    if (needed->kind != KIND_COLUMN)
        return false;
    if (is_retyped(graph, object, needed))
        return true;

    List types = {0};
    kind_of(needed)->depends(needed, graph->before, graph->arena, &types);
    for (size_t i = 0; i < types.count; i++)
        if (is_rebuilt(graph, types.items[i]))
            return true;
    return false;
}

static bool must_step_aside(const Graph *graph, const Object *old)
{
    List on = graph_needs(graph, graph->before, old);

    for (size_t i = 0; i < on.count; i++)
        if (is_disturbed(graph, old, on.items[i]))
            return true;
    return false;
}

static bool stays(const Graph *graph, const Object *old)
{
    return kind_in_database(old->kind) && !kind_is_rows(old->kind) && catalog_same(graph->after, old)
        && !is_replaced(graph, old) && !vertex_drops(graph->of_before[old->position]);
}

static bool spread(Graph *graph)
{
    bool found = false;

    for (size_t i = 0; i < graph->before->objects.count; i++) {
        const Object *old = graph->before->objects.items[i];

        if (stays(graph, old) && must_step_aside(graph, old)) {
            replace(graph, old);
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

void graph_replace(Graph *graph)
{
    bool any = false;

    for (size_t i = 0, count = graph->vertices.count; i < count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        any |= vertex->change.before != NULL;
        if (!vertex->change.before || !vertex->change.after)
            continue;
        if (!alters_in_place(&vertex->change)) {
            replace(graph, vertex->change.before);
        }
    }
    while (any && spread(graph))
        ;
}
