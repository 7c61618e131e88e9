#include "dsl/resolve/resolver.h"

#include <string.h>

/* Each table that uses the mixin would have a partition of that name, and names of tables are used once. */
static void refuse_partitions(Resolver *resolver, const Node *mixin)
{
    for (const Node *part = node_child(mixin, NODE_PARTITION); part; part = node_next(part)) {
        Diag *d = scope_problem(&resolver->scope, DIAG_PARTITION_MIXIN, place_of(part),
                                "partition \"%s\" in a mixin: a partition is a table of its own, and would be there "
                                "once for every table that uses the mixin", part->name);

        diag_hint(resolver->scope.diags, d, "write it in the block of the table that it is a partition of");
    }
}

void declare_mixin(Resolver *resolver, const Node *node)
{
    Mixin *mixin = arena_new(resolver->scope.arena, Mixin);

    refuse_partitions(resolver, node);
    mixin->node = node;
    Mixin *first = map_put(&resolver->mixins, resolver->scope.arena, node->name, mixin);
    if (first != mixin) {
        Diag *d = scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, place_of(node), "duplicate mixin \"%s\"",
                                node->name);
        diag_note(resolver->scope.diags, d, place_of(first->node), "first declared here");
        return;
    }
    list_add(&resolver->mixin_names, resolver->scope.arena, node->name);
}

static void items(Resolver *resolver, TableWork *work, const Node *parent, const Node *use, const Mixin *from);

static void report_cycle(Resolver *resolver, const Node *use, const Mixin *last)
{
    const char *loop = use->name;

    for (const Mixin *mixin = last; mixin; mixin = mixin->from) {
        loop = arena_printf(resolver->scope.arena, "%s → %s", mixin->node->name, loop);
        if (strcmp(mixin->node->name, use->name) == 0)
            break;
    }
    scope_problem(&resolver->scope, DIAG_MIXIN_CYCLE, place_of(use), "mixins use each other in a circle: %s", loop);
}

static bool too_deep(Resolver *resolver, const Node *use)
{
    enum { DEEPEST = 500 };

    if (resolver->depth < DEEPEST)
        return false;
    scope_problem(&resolver->scope, DIAG_TOO_DEEP, place_of(use), "mixins use each other more than %d deep", DEEPEST);
    return true;
}

/* Its columns would all be there twice: said once, of the mixin. */
static bool used_already(Resolver *resolver, const TableWork *work, const Mixin *mixin, const Node *use)
{
    if (mixin->table != work->table)
        return false;
    Diag *d = scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, place_of(use),
                            "mixin \"%s\" is used twice in table \"%s\"", use->name, work->table->name);
    diag_note(resolver->scope.diags, d, place_of(mixin->use), "first used here");
    return true;
}

/* `outer` is the "use" in the table itself when mixins use mixins. */
static void use_mixin(Resolver *resolver, TableWork *work, const Node *use, const Node *outer, const Mixin *from)
{
    Mixin *mixin = map_get(&resolver->mixins, use->name);

    if (!mixin) {
        scope_unknown(&resolver->scope, DIAG_UNKNOWN_MIXIN, place_of(use), "mixin", use->name, NULL,
                      resolver->mixin_names);
        scope_lose(&resolver->scope, work->table);
    } else if (mixin->open) {
        report_cycle(resolver, use, from);
    } else if (!used_already(resolver, work, mixin, use) && !too_deep(resolver, use)) {
        mixin->open = true;
        mixin->from = from;
        mixin->table = work->table;
        mixin->use = use;
        resolver->depth++;
        items(resolver, work, mixin->node, outer ? outer : use, mixin);
        resolver->depth--;
        mixin->open = false;
    }
}

/* `use` is the "use" of the table that led here, NULL in the table itself. */
static void items(Resolver *resolver, TableWork *work, const Node *parent, const Node *use, const Mixin *from)
{
    for (const Node *node = parent->first; node; node = node->next) {
        if (node->kind == NODE_LOST)
            scope_lose(&resolver->scope, work->table);
        else if (node->kind == NODE_USE)
            use_mixin(resolver, work, node, use, from);
        else if (node->kind == NODE_COLUMN)
            resolve_column(resolver, work, node, use);
    }
}

/* Items of the table come after all its columns: PostgreSQL meets them in that order, too. */
static void table_items(Resolver *resolver, TableWork *work, const Node *parent)
{
    for (const Node *node = parent->first; node; node = node->next) {
        Mixin *mixin = node->kind == NODE_USE ? map_get(&resolver->mixins, node->name) : NULL;

        if (mixin && mixin->table == work->table && mixin->use == node) {
            table_items(resolver, work, mixin->node);
        } else if (resolve_is_pending(node->kind)) {
            resolve_later(resolver, work, node, NULL);
        } else if (resolve_is_item(node->kind)) {
            resolve_item_later(resolver, work->table, node);
        }
    }
}

/* A mixin that no table uses is looked through all the same: for loops. */
static void check_loops(Resolver *resolver, Mixin *mixin, const Mixin *from)
{
    mixin->open = mixin->looked = true;
    mixin->from = from;
    resolver->depth++;
    for (const Node *use = node_child(mixin->node, NODE_USE); use; use = node_next(use)) {
        Mixin *next = map_get(&resolver->mixins, use->name);

        if (next && next->open)
            report_cycle(resolver, use, mixin);
        else if (next && !next->looked && !too_deep(resolver, use))
            check_loops(resolver, next, mixin);
    }
    resolver->depth--;
    mixin->open = false;
}

void resolve_columns(Resolver *resolver)
{
    for (size_t i = 0; i < resolver->mixin_names.count; i++) {
        Mixin *mixin = map_get(&resolver->mixins, resolver->mixin_names.items[i]);

        if (!mixin->looked)
            check_loops(resolver, mixin, NULL);
    }
    for (size_t i = 0; i < resolver->tables.count; i++) {
        TableWork *work = resolver->tables.items[i];

        items(resolver, work, work->node, NULL, NULL);
        table_items(resolver, work, work->node);
    }
}
