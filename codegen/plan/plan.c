#include "codegen/plan/plan.h"

#include "codegen/plan/order.h"
#include "codegen/plan/refused.h"
#include "codegen/plan/rename_steps.h"
#include "codegen/plan/text.h"
#include "codegen/sql/make_way.h"

#include <string.h>

typedef struct Planner {
    const Changes *changes;
    PlanOptions options;
    Graph *graph;
    Arena *arena;
    Diags *diags;
} Planner;

static SqlOut new_output(const Planner *planner)
{
    return (SqlOut){
        .arena = planner->arena,
        .before = &planner->changes->before,
        .after = planner->changes->after,
        .plan = graph_for_sql(planner->graph),
        .online = planner->options.online,
        .oldest = planner->options.oldest,
        .backwards = planner->options.backwards,
        .invent = planner->options.backwards,
    };
}

/* The place of what is gone: where its parent stands now, if that is still there. */
static Span place_of_lost(const Planner *planner, const Object *object)
{
    for (const Object *up = object; up; up = up->parent) {
        const Object *now = catalog_same(planner->changes->after, up);

        if (now && now->at.start)
            return now->at;
    }
    return (Span){0};
}

static void report_refusal(const Planner *planner, const Vertex *vertex, const SqlOut *out)
{
    const Object *object = vertex_object(vertex);
    Span at = vertex_drops(vertex) ? place_of_lost(planner, object) : object->at;
    Diag *d = diag(planner->diags, DIAG_CANNOT_PLAN, at, "%s cannot be %s: %s",
                   object_describe(object, planner->arena), vertex_creates(vertex) ? "added" : "changed",
                   out->refusal);

    diag_hint(planner->diags, d, "%s", out->remedy);
}

static void report_loss(const Planner *planner, const Vertex *vertex)
{
    const Object *object = vertex_object(vertex);
    Diag *d = diag(planner->diags, DIAG_LOSS, place_of_lost(planner, object), "%s %s: %s are lost for good",
                   object_describe(object, planner->arena), vertex_drops(vertex) ? "is dropped" : "changes",
                   vertex->loss);

    diag_hint(planner->diags, d, "the down migration brings back the structure, not the data");
}

/* A comment, say, goes into the migration that creates what it is about, even if that is none of one transaction. */
static bool follows_outside(const Planner *planner, const Vertex *vertex)
{
    const Object *object = vertex_object(vertex);
    const Vertex *parent = kind_rank(object->kind) >= RANK_SAYS_OF_PARENT && vertex_creates(vertex)
                             ? planner->graph->of_after[object->parent->position]
                             : NULL;

    return parent && parent->outside_transaction;
}

static void write_drop(const Planner *planner, const Vertex *vertex, SqlOut *out)
{
    const Object *object = vertex->change.before;
    const SqlKind *kind = sql_kind(object->kind);

    if (!vertex_is_aside(vertex)) {
        kind->drop(out, object);
        return;
    }
    Object *aside = arena_alloc(planner->arena, kind_of(object)->size);
    memcpy(aside, object, kind_of(object)->size);
    aside->name = graph_aside(planner->graph, object);
    kind->drop(out, aside);
}

static void write_create(const Planner *planner, const Vertex *vertex, SqlOut *out)
{
    const Object *old = vertex_is_aside(vertex) ? vertex->other->change.before : NULL;

    for (size_t i = 0; i < vertex->claims.count; i++) {
        const Object *object = vertex->claims.items[i];

        make_way(out, object, object->name);
    }
    if (old)
        sql_kind(old->kind)->step_aside(out, old, graph_aside(planner->graph, old));
    sql_kind(vertex->change.after->kind)->create(out, vertex->change.after);
}

static void write_vertex(const Planner *planner, Vertex *vertex)
{
    SqlOut out = new_output(planner);

    out.unchecked = vertex->unchecked;
    out.online &= !vertex->at_once;
    if (vertex_drops(vertex))
        write_drop(planner, vertex, &out);
    else if (vertex_creates(vertex))
        write_create(planner, vertex, &out);
    else
        sql_kind(vertex_object(vertex)->kind)->alter(&out, vertex->change.before, vertex->change.after);

    vertex->statements = out.statements;
    vertex->outside_transaction = out.outside_transaction || follows_outside(planner, vertex);
    vertex->alone = out.alone;
    vertex->settles = out.settles;
    vertex->loss = out.loss;
    if (out.refusal)
        report_refusal(planner, vertex, &out);
    if (out.loss && out.statements.count) {
        Statement *first = out.statements.items[0];

        if (!planner->options.backwards)
            report_loss(planner, vertex);
        first->comment = first->comment ? arena_printf(planner->arena, "loses %s; %s", out.loss, first->comment)
                                        : arena_printf(planner->arena, "loses %s", out.loss);
    }
}

/* What comes under a name that the server may have given to something of a partition needs it freed before. */
static void collect_claims(const Planner *planner)
{
    GivenNames given = given_names(&planner->changes->before, planner->changes->after, planner->arena);

    for (size_t i = 0; i < planner->graph->vertices.count; i++) {
        Vertex *vertex = planner->graph->vertices.items[i];
        const Object *object = vertex->change.after;

        if (vertex_creates(vertex) && given_name_taken(&given, planner->changes->after, object, object->name))
            list_add(&graph_root(vertex)->claims, planner->arena, object);
    }
}

/* The same of what is renamed. */
static void make_way_for_renames(const Planner *planner, SqlOut *out)
{
    const List *renames = &planner->changes->renames.items;
    GivenNames given = renames->count ? given_names(planner->changes->old, planner->changes->after, planner->arena)
                                      : (GivenNames){0};

    for (size_t i = 0; i < renames->count; i++) {
        const Rename *rename = renames->items[i];

        if (given_name_taken(&given, planner->changes->old, rename->before, rename->name))
            make_way(out, rename->before, rename->name);
    }
}

static void write_statements(const Planner *planner)
{
    collect_claims(planner);
    for (size_t i = 0; i < planner->graph->vertices.count; i++) {
        Vertex *vertex = planner->graph->vertices.items[i];

        if (!vertex->host)
            write_vertex(planner, vertex);
    }
}

/* Batches. */

static void add_change(List *changes, const Vertex *vertex, Arena *arena)
{
    Change *change = arena_new(arena, Change);

    *change = vertex->change;
    list_add(changes, arena, change);
}

static void add_statements(List *all, const List *some, Arena *arena)
{
    for (size_t i = 0; i < some->count; i++)
        list_add(all, arena, some->items[i]);
}

/* The changes of a batch: those of its vertices and of what they carry. */
static List changes_of(const Planner *planner, const List *vertices)
{
    List changes = {0};

    if (!vertices->count)
        return changes;

    size_t number = ((const Vertex *)vertices->items[0])->batch;
    for (size_t i = 0; i < planner->graph->vertices.count; i++) {
        Vertex *vertex = planner->graph->vertices.items[i];

        if (graph_root(vertex)->batch == number)
            add_change(&changes, vertex, planner->arena);
    }
    return changes;
}

static void add_batch(const Planner *planner, Plan *plan, const List *renames, const List *vertices)
{
    Batch *batch = arena_new(planner->arena, Batch);
    List statements = *renames;

    *batch = (Batch){.transaction = true, .changes = changes_of(planner, vertices)};
    for (size_t i = 0; i < vertices->count; i++) {
        const Vertex *vertex = vertices->items[i];

        batch->transaction &= !vertex->outside_transaction;
        add_statements(&statements, &vertex->statements, planner->arena);
    }
    batch->sql = plan_text(planner->arena, &statements);
    batch->statements = statements.count;
    batch->name = plan_name(planner->changes, &batch->changes, !plan->batches.count, planner->arena);
    if (statements.count)
        list_add(&plan->batches, planner->arena, batch);
}

static void report_cycle(const Planner *planner, const List *cycle)
{
    const Object *first = vertex_object(cycle->items[0]);
    Diag *d = diag(planner->diags, DIAG_CANNOT_PLAN, first->at,
                   "%s is part of a circle of changes that wait for each other",
                   object_describe(first, planner->arena));

    for (size_t i = 1; i < cycle->count; i++) {
        const Object *object = vertex_object(cycle->items[i]);

        diag_note(planner->diags, d, object->at, "%s", object_describe(object, planner->arena));
    }
}

static bool can_share(const Vertex *first)
{
    return !first->outside_transaction && !first->alone;
}

Plan plan_changes(const Changes *changes, PlanOptions options, Arena *arena, Diags *diags)
{
    Plan plan = {0};
    Planner planner = {.changes = changes, .options = options, .arena = arena, .diags = diags};

    if (!plan_can_rename(changes, arena, diags))
        return plan;
    planner.graph = graph_build(changes, options.apart, options.backwards, arena);
    if (!plan_can_stay(planner.graph, diags))
        return plan;
    List cycle = graph_break_cycles(planner.graph);
    size_t errors = diags->errors;
    write_statements(&planner);
    if (cycle.count) {
        if (diags->errors == errors)        /* else what cannot be done at all is the reason to give */
            report_cycle(&planner, &cycle);
        return plan;
    }

    SqlOut renames = new_output(&planner);
    make_way_for_renames(&planner, &renames);
    rename_steps(&renames, changes->old, &changes->renames);
    List batches = order_batches(planner.graph), none = {0};
    const List *first = batches.count ? batches.items[0] : &none;
    bool shares = !first->count || can_share(first->items[0]);

    /* Renames are one transaction: with the first batch if that is one as well, else by themselves. */
    if (renames.statements.count && !shares)
        add_batch(&planner, &plan, &renames.statements, &none);
    else if (renames.statements.count || first->count)
        add_batch(&planner, &plan, &renames.statements, first);
    for (size_t i = renames.statements.count && !shares ? 0 : 1; i < batches.count; i++)
        add_batch(&planner, &plan, &none, batches.items[i]);
    return plan;
}
