#include "codegen/plan/disturbed.h"

#include "dsl/catalog/constraint.h"
#include "dsl/catalog/raw_sql.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

/* A type that is made anew. */
static bool is_remade(const Graph *graph, const Object *old)
{
    const Vertex *vertex = graph->of_before[old->position];

    return vertex && vertex->other;
}

/* An alteration puts another object in its place. */
static bool is_rebuilt(const Graph *graph, const Object *old)
{
    const Vertex *vertex = graph->of_before[old->position];

    return vertex && vertex->rebuilds;
}

/* The values of a generated column can be computed anew, and not be converted. */
static bool moves(const Object *object)
{
    return object->kind == KIND_COLUMN && !as_column(object)->generated.text;
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
 * Rules: something happens to `needed`, and `object`, which needs it, is to stay. Columns move from a type that is made
 * anew to the new one; what compares or tests values of it, directly or through a column, has to step aside.
 */
typedef bool Rule(const Graph *graph, const Object *object, const Object *needed);

/* A table that is to be of no type lets go of it before that is made anew. */
static bool leaves_type(const Graph *graph, const Object *object, const Object *needed)
{
    const Vertex *vertex = graph->of_before[object->position];

    return object->kind == KIND_TABLE && kind_of(needed)->name_space == NAMES_TYPE && vertex_alters(vertex)
        && vertex->leaves;
}

/* Never rows for the sake of what is no data. */
static bool is_no_matter(const Graph *graph, const Object *object, const Object *needed)
{
    (void)graph;
    return needed->kind == KIND_RAW_SQL && !raw_sql_serves(object);
}

static bool moves_along(const Graph *graph, const Object *object, const Object *needed)
{
    return is_remade(graph, needed) && moves(object);
}

static bool needs_replaced(const Graph *graph, const Object *object, const Object *needed)
{
    (void)object;
    return graph_is_replaced(graph, needed);
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

/* A foreign key leans on one of the keys of its target: the one that goes may be it. */
static bool may_lean_on(const Graph *graph, const Object *object, const Object *needed)
{
    return object->kind == KIND_FOREIGN_KEY && vertex_drops(graph->of_before[needed->position]);
}

/*
 * A key that includes a column which gets another type is built anew, and the server refuses while a foreign key leans
 * on it; where the column is part of the foreign key, it knows what to do.
 */
static bool leans_on_rebuilt(const Graph *graph, const Object *object, const Object *needed)
{
    if (object->kind != KIND_FOREIGN_KEY || needed->kind != KIND_COLUMN)
        return false;

    const ForeignKey *key = as_foreign_key(object);
    bool refers = names_have(key->target_columns, needed->name);
    bool is_own = needed->parent == object->parent && names_have(key->columns, needed->name);

    return !refers && !is_own && graph_is_retyped(graph, needed);
}

/* It is there as long as what it says something of: another one in that place knows nothing of it. */
static bool says_of_another(const Graph *graph, const Object *object, const Object *needed)
{
    (void)graph, (void)needed;
    return kind_rank(object->kind) >= RANK_SAYS_OF_PARENT || object->kind == KIND_REPLICA_IDENTITY
        || object->kind == KIND_CLUSTER;
}

static bool is_lost_with(const Graph *graph, const Object *object, const Object *needed)
{
    return says_of_another(graph, object, needed) && is_rebuilt(graph, needed);
}

/* Rebuilt over a column that is retyped: what it was may be nothing for the new type, what it will be for the old. */
static bool is_rebuilt_over(const Graph *graph, const Object *object, const Object *needed)
{
    const Vertex *vertex = graph->of_before[needed->position];

    return needed->kind == KIND_COLUMN && object->kind == KIND_INDEX && is_rebuilt(graph, object) && vertex
        && !vertex_drops(vertex) && changes_type(&vertex->change);
}

static bool keeps_nothing(const Graph *graph, const Object *object, const Object *needed)
{
    (void)graph, (void)needed;
    return object_keeps(object) == KEEPS_NOTHING;
}

static bool is_over_rebuilt(const Graph *graph, const Object *object, const Object *needed)
{
    (void)object;
    return is_rebuilt(graph, needed);
}

/* A cast to the type that its argument has is nothing to the server: it then looks for a routine of another type. */
static bool calls_routine(const Graph *graph, const Object *object)
{
    List on = graph_needs(graph, graph->before, object);

    for (size_t i = 0; i < on.count; i++)
        if (kind_of(on.items[i])->name_space == NAMES_ROUTINE)
            return true;
    return false;
}

/*
 * The type of a column changes so that `object`, which holds SQL over it, has to be written anew: the server kept what
 * the SQL meant for the old type, casts included.
 */
static bool is_retyped(const Graph *graph, const Object *object, const Object *needed)
{
    const Vertex *vertex = needed->kind == KIND_COLUMN ? graph->of_before[needed->position] : NULL;

    if (!vertex || vertex_drops(vertex) || !changes_type(&vertex->change))
        return false;

    const Column *old = as_column(vertex->change.before), *new = as_column(vertex->change.after);
    return object_keeps(object) == KEEPS_FIRMLY || !means_the_same(&old->type, &new->type)
        || (!text_same(old->type.name, new->type.name) && calls_routine(graph, object));
}

static bool is_over_remade(const Graph *graph, const Object *object, const Object *needed)
{
    List types = {0};

    (void)object;
    if (needed->kind == KIND_COLUMN)
        kind_of(needed)->depends(needed, graph->before, graph->arena, &types);
    for (size_t i = 0; i < types.count; i++)
        if (is_remade(graph, types.items[i]))
            return true;
    return false;
}

bool graph_is_retyped(const Graph *graph, const Object *column)
{
    const Vertex *vertex = column->kind == KIND_COLUMN ? graph->of_before[column->position] : NULL;

    return column->kind == KIND_COLUMN && !vertex_drops(vertex)
        && ((vertex && changes_type(&vertex->change)) || is_over_remade(graph, NULL, column));
}

static bool is_copied(const Graph *graph, const Object *object, const Object *needed)
{
    (void)needed;
    return graph_is_copied(graph, object);
}

/* The first that applies decides; where none does, it may. */
static const struct {
    Rule *applies;
    bool steps_aside;
} rules[] = {
    {leaves_type, false},
    {is_no_matter, false},
    {moves_along, false},
    {needs_replaced, true},
    {is_left_alone, true},
    {may_lean_on, true},
    {leans_on_rebuilt, true},
    {is_lost_with, true},
    {is_copied, true},
    {says_of_another, false},
    {is_rebuilt_over, true},
    {keeps_nothing, false},
    {is_over_rebuilt, true},
    {is_retyped, true},
    {is_over_remade, true},
};

static bool is_disturbed(const Graph *graph, const Object *object, const Object *needed)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].applies(graph, object, needed))
            return rules[i].steps_aside;
    return false;
}

bool graph_must_step_aside(const Graph *graph, const Object *old)
{
    List on = {0};

    if (old->kind == KIND_BOUND)
        return false;               /* what becomes of columns comes to partitions by itself */
    on = graph_needs(graph, graph->before, old);
    for (size_t i = 0; i < on.count; i++)
        if (is_disturbed(graph, old, on.items[i]))
            return true;
    return false;
}

bool graph_must_move(const Graph *graph, const Object *old)
{
    List on = {0};

    if (!moves(old) || graph->of_before[old->position])
        return false;
    on = graph_needs(graph, graph->before, old);
    for (size_t i = 0; i < on.count; i++)
        if (is_remade(graph, on.items[i]))
            return true;
    return false;
}
