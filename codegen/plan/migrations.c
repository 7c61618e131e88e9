#include "codegen/plan/plan.h"
#include "codegen/plan/typed.h"

#include "dsl/catalog/partition.h"

/* An object that stays, with the hint that tells the way back what it was called. */
static void keep(Catalog *catalog, const Object *object, const Catalog *final)
{
    Object *copy = catalog_copy(catalog, object);
    const Object *later = catalog_same(final, object);

    copy->was = later ? later->was : NULL;
    copy->was_schema = later ? later->was_schema : NULL;
}

/* The catalog as it stands once some changes of a larger set have happened. */
static Catalog apply(const Catalog *before, const Changes *all, const List *done, Arena *arena)
{
    Catalog catalog = {.arena = arena};
    const Object **replaced_by = arena_array(arena, const Object *, before->objects.count + 1);
    bool *dropped = arena_array(arena, bool, before->objects.count + 1);
    bool *created = arena_array(arena, bool, all->after->objects.count + 1);

    for (size_t i = 0; i < done->count; i++) {
        const Change *change = done->items[i];
        const Object *here = change->before ? catalog_same(before, change->before) : NULL;

        if (here && change->after)
            replaced_by[here->position] = change->after;
        else if (here)
            dropped[here->position] = true;
        else if (change->after)
            created[change->after->position] = true;
    }

    /* What stays keeps its place, so that columns do not change their order more than the server changes it. */
    for (size_t i = 0; i < before->objects.count; i++) {
        const Object *old = before->objects.items[i];

        if (!dropped[i] && (!old->parent || catalog_same(&catalog, old->parent)))
            keep(&catalog, replaced_by[i] ? replaced_by[i] : old, all->after);
    }
    for (size_t i = 0; i < all->after->objects.count; i++)
        if (created[i])
            catalog_copy(&catalog, all->after->objects.items[i]);
    return catalog;
}

/* True if the partition of that table has the object to itself there. */
static bool gives(const Catalog *given, const Object *whole, const Object *object)
{
    const Object *found = catalog_same(given, object);
    const Object *its_whole = found && !found->shared ? partition_parent(given, found->parent) : NULL;

    return its_whole && object_is(its_whole, whole);
}

/*
 * True if a partition has the object only because the diff needed it there, and the whole has
 * the like of it.
 */
static bool is_borrowed(const Catalog *state, const Object *object, const Changes *changes)
{
    const Object *table = object_up_to(object, KIND_TABLE);
    const Object *whole = table && object->parent == table ? partition_parent(state, table) : NULL;

    return whole && object->kind != KIND_BOUND && partition_shares(whole, object)
        && !gives(&changes->before, whole, object) && !gives(changes->after, whole, object);
}

/* A state as a schema would describe it. */
static Catalog without_borrowed(const Catalog *state, const Changes *changes, Arena *arena)
{
    Catalog own = {.arena = arena};
    bool any = false;

    for (size_t i = 0; i < state->objects.count; i++)
        any |= is_borrowed(state, state->objects.items[i], changes);
    for (size_t i = 0; any && i < state->objects.count; i++) {
        const Object *object = state->objects.items[i];

        if (!is_borrowed(state, object, changes) && (!object->parent || catalog_same(&own, object->parent)))
            catalog_copy(&own, object);
    }
    return any ? own : *state;
}

/*
 * Everything a plan does, in one file: the way back of a single up can need more than one batch, and then what is done
 * has to be committed in between.
 */
static void join(PlannedMigration *migration, const Plan *plan, Arena *arena)
{
    migration->down = "";
    migration->down_transaction = plan->batches.count <= 1;
    for (size_t i = 0; i < plan->batches.count; i++) {
        const Batch *batch = plan->batches.items[i];

        migration->down = arena_printf(arena, "%s%s%s", migration->down, i ? "\n" : "", batch->sql);
        migration->down_transaction &= batch->transaction;
    }
}

static void plan_down(PlannedMigration *migration, const Catalog *from, const Catalog *to, PlanOptions options,
                      Arena *arena, Diags *diags)
{
    options.backwards = true;

    Changes changes = diff_catalogs(from, to, true, arena, NULL);
    Plan plan = plan_changes(&changes, options, arena, diags);

    join(migration, &plan, arena);
}

static void plan_between(List *migrations, const Catalog *before, const Catalog *after, PlanOptions options,
                         Arena *arena, Diags *diags)
{
    Changes changes = diff_catalogs(before, after, false, arena, diags);
    changes_warn_of_renames(&changes, arena, diags);
    Plan plan = plan_changes(&changes, options, arena, diags);
    Catalog *states = arena_array(arena, Catalog, plan.batches.count + 1);
    const Catalog *from = before;

    for (size_t i = 0; i < plan.batches.count && !diag_failed(diags); i++) {
        const Batch *batch = plan.batches.items[i];
        const Catalog *renamed = i ? from : &changes.before;
        PlannedMigration *migration = arena_new(arena, PlannedMigration);

        states[i] = apply(renamed, &changes, &batch->changes, arena);
        states[i] = without_borrowed(&states[i], &changes, arena);
        *migration = (PlannedMigration){.name = batch->name, .up = batch->sql, .up_transaction = batch->transaction};
        plan_down(migration, &states[i], from, options, arena, diags);
        list_add(migrations, arena, migration);
        from = &states[i];
    }
}

/* Hints tell of the whole way: the same ones stand at its end. */
static Catalog without_hints(const Catalog *catalog, Arena *arena)
{
    Catalog plain = {.arena = arena};

    for (size_t i = 0; i < catalog->objects.count; i++)
        catalog_copy(&plain, catalog->objects.items[i])->was = NULL;
    return plain;
}

List plan_migrations(const Catalog *before, const Catalog *after, PlanOptions options, Arena *arena, Diags *diags)
{
    List migrations = {0};
    Catalog apart;

    if (typed_tables_part(before, after, arena, &apart)) {
        Catalog plain = without_hints(&apart, arena);

        plan_between(&migrations, before, &plain, options, arena, diags);
        before = &apart;
    }
    plan_between(&migrations, before, after, options, arena, diags);
    return migrations;
}
