#include "codegen/plan/moves.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/index.h"
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

static bool is_replaced(const Graph *graph, const Object *old)
{
    const Vertex *vertex = graph->of_before[old->position];
    const Object *new = catalog_same(graph->after, old);

    return is_remade(graph, old) || (vertex_drops(vertex) && new && vertex_creates(graph->of_after[new->position]));
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
 * True if the type of a column changes so that `object`, which holds SQL over it, has to be written anew: the server
 * kept what the SQL meant for the old type, casts included.
 */
static bool is_retyped(const Graph *graph, const Object *object, const Object *column)
{
    const Vertex *vertex = graph->of_before[column->position];

    if (!vertex || vertex_drops(vertex) || object_keeps(object) == KEEPS_NOTHING || !changes_type(&vertex->change))
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

/* What is lost with what it says something of: the new one in its place knows nothing of it. */
static bool says_of_another(KindId kind)
{
    return kind_rank(kind) >= RANK_SAYS_OF_PARENT || kind == KIND_REPLICA_IDENTITY || kind == KIND_CLUSTER;
}

/* A table that is to be of no type lets go of it before that is made anew. */
static bool leaves_type(const Graph *graph, const Object *object, const Object *needed)
{
    const Vertex *vertex = graph->of_before[object->position];

    return object->kind == KIND_TABLE && kind_of(needed)->name_space == NAMES_TYPE && vertex_alters(vertex)
        && vertex->leaves;
}

/*
 * True if `object`, which needs `needed`, cannot stay where it is. Columns move from a type that is made anew to the
 * new one; what compares or tests values of it, directly or through a column, has to be put aside.
 */
static bool is_disturbed(const Graph *graph, const Object *object, const Object *needed)
{
    if (leaves_type(graph, object, needed))
        return false;
    if (needed->kind == KIND_RAW_SQL && !raw_sql_serves(object))
        return false;               /* never rows for the sake of what is no data */
    if (is_remade(graph, needed) && moves(object))
        return false;
    if (is_replaced(graph, needed) || is_left_alone(graph, object, needed))
        return true;
    if (object->kind == KIND_FOREIGN_KEY && vertex_drops(graph->of_before[needed->position]))
        return true;                /* it leans on one of the keys of its target: that one may be it */
    if (says_of_another(object->kind))
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
        if (is_remade(graph, types.items[i]))
            return true;
    return false;
}

static List needs(const Graph *graph, const Object *object)
{
    return graph_needs(graph, graph->before, object);
}

static bool must_step_aside(const Graph *graph, const Object *old)
{
    List on = {0};

    if (old->kind == KIND_BOUND)
        return false;               /* what becomes of columns comes to partitions by itself */
    on = needs(graph, old);
    for (size_t i = 0; i < on.count; i++)
        if (is_disturbed(graph, old, on.items[i]))
            return true;
    return false;
}

/* A column that is not altered otherwise is made of something new. */
static bool must_move(const Graph *graph, const Object *old)
{
    List on = {0};

    if (!moves(old) || graph->of_before[old->position])
        return false;
    on = needs(graph, old);
    for (size_t i = 0; i < on.count; i++)
        if (is_remade(graph, on.items[i]))
            return true;
    return false;
}

bool graph_stays(const Graph *graph, const Object *old)
{
    return kind_in_database(old->kind) && !kind_is_rows(old->kind) && catalog_same(graph->after, old)
        && !is_replaced(graph, old) && !vertex_drops(graph->of_before[old->position]);
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
        if (must_step_aside(graph, old)) {
            graph_replace_object(graph, graph_stays(graph, whole(old)) ? whole(old) : old);
            found = true;
        } else if (must_move(graph, old)) {
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
    List on = needs(graph, vertex->change.before);
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
    while (any && spread(graph))
        ;
    graph_say_again(graph);
    hold_all(graph);
}
