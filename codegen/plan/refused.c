#include "codegen/plan/refused.h"

#include "dsl/catalog/raw_sql.h"

static bool makes_in(const Object *object, const char *schema, Arena *arena)
{
    List made = kind_of(object)->makes ? kind_of(object)->makes(object, arena) : (List){0};

    for (size_t i = 0; i < made.count; i++) {
        const QName *name = &((const Made *)made.items[i])->name;

        if (text_same(name->schema ? name->schema : "public", schema))
            return true;
    }
    return false;
}

/* The server takes along what raw SQL made; what its statements call that then, nobody says. */
static bool check_schema(const Changes *changes, const Rename *rename, Arena *arena, Diags *diags)
{
    const List *objects = &changes->old->objects;

    for (size_t i = 0; i < objects->count; i++) {
        const Object *maker = objects->items[i];

        if (!makes_in(maker, rename->before->name, arena))
            continue;
        Diag *d = diag(diags, DIAG_CANNOT_PLAN, rename->before->at, "%s cannot be renamed: %s makes things in it",
                       object_describe(rename->before, arena), object_describe(maker, arena));

        diag_hint(diags, d, "take that and what uses it out, rename in the migration after that, and put it back");
        return false;
    }
    return true;
}

/* A move that PostgreSQL has no statement for is refused: to drop and create is not to move. */
bool plan_can_rename(const Changes *changes, Arena *arena, Diags *diags)
{
    const List *renames = &changes->renames.items;
    bool good = true;

    for (size_t i = 0; i < renames->count; i++) {
        const Rename *rename = renames->items[i];

        if (rename->before->kind == KIND_SCHEMA)
            good &= check_schema(changes, rename, arena, diags);
        if (!rename->schema || rename->along || sql_kind(rename->before->kind)->move)
            continue;
        good = false;
        diag(diags, DIAG_CANNOT_PLAN, rename->before->at, "%s cannot move to schema \"%s\"",
             object_describe(rename->before, arena), rename->schema);
    }
    return good;
}

/* True if what is made by raw SQL that goes is needed still, and that is made anew, by this name or another. */
static bool is_made_again(const Graph *graph, const Object *gone, const List *needed)
{
    for (size_t i = 0; i < needed->count; i++) {
        const Object *comes = needed->items[i];

        if (comes->kind == KIND_RAW_SQL && vertex_creates(graph->of_after[comes->position])
            && (object_is(gone, comes) || raw_sql_makes_alike(graph->before, gone, graph->after, comes)))
            return true;
    }
    return false;
}

/* Raw SQL that goes although `old`, which stays, needs it before and, made anew, afterwards; NULL: there is none. */
static const Object *taken_away(const Graph *graph, const Object *old)
{
    const Kind *kind = kind_of(old);
    List before = {0}, after = {0};

    if (!graph->raw_before.count || !kind->depends || old->kind == KIND_RAW_SQL || !graph_stays(graph, old))
        return NULL;
    kind->depends(old, graph->before, graph->arena, &before);
    kind->depends(catalog_same(graph->after, old), graph->after, graph->arena, &after);
    for (size_t i = 0; i < before.count; i++) {
        const Object *gone = before.items[i];

        if (gone->kind == KIND_RAW_SQL && vertex_drops(graph->of_before[gone->position])
            && is_made_again(graph, gone, &after))
            return gone;
    }
    return NULL;
}

/* What rows are made of cannot wait elsewhere while raw SQL takes its type away and makes it anew. */
bool plan_can_stay(const Graph *graph, Diags *diags)
{
    bool good = true;

    for (size_t i = 0; i < graph->before->objects.count; i++) {
        const Object *old = graph->before->objects.items[i];
        const Object *gone = taken_away(graph, old);

        if (!gone)
            continue;
        const Object *new = catalog_same(graph->after, old), *raw = catalog_same(graph->after, gone);
        Diag *d = diag(diags, DIAG_CANNOT_PLAN, new->at, "%s needs what %s makes, which cannot be made anew under it",
                       object_describe(new, graph->arena), object_describe(gone, graph->arena));

        if (raw)
            diag_note(diags, d, raw->at, "this is changed");
        diag_hint(diags, d, "leave that as it is, and make another type beside it: columns move with \"using\"");
        good = false;
    }
    return good;
}
