#include "dsl/resolve/resolver.h"

/*
 * What can wait for the columns of all tables to be known, and gets a name if it has none. In the order in which it is
 * resolved: foreign keys look at primary keys.
 */
static const struct {
    NodeKind node;
    KindId kind;
    ResolvePending *resolve;
} sorts[] = {
    {NODE_PRIMARY_KEY, KIND_PRIMARY_KEY, resolve_primary_key},
    {NODE_UNIQUE, KIND_UNIQUE, resolve_unique},
    {NODE_CHECK, KIND_CHECK, resolve_check},
    {NODE_FOREIGN_KEY, KIND_FOREIGN_KEY, resolve_foreign_key},
    {NODE_EXCLUDE, KIND_EXCLUDE, resolve_exclude},
    {NODE_INDEX, KIND_INDEX, resolve_index},
    {NODE_STATISTICS, KIND_STATISTICS, resolve_statistics},
    {NODE_TRIGGER, KIND_TRIGGER, resolve_trigger},
};

enum { SORTS = sizeof sorts / sizeof *sorts };

static size_t sort_of(NodeKind node)
{
    size_t i = 0;

    while (i < SORTS && sorts[i].node != node)
        i++;
    return i;
}

bool resolve_is_pending(NodeKind kind)
{
    return sort_of(kind) < SORTS;
}

void resolve_later(Resolver *resolver, TableWork *table, const Node *node, const Node *column)
{
    Pending *pending = arena_new(resolver->scope.arena, Pending);
    KindId kind = sorts[sort_of(node->kind)].kind;
    Object *object = arena_alloc(resolver->scope.arena, kind_by_id(kind)->size);

    *object = (Object){.kind = kind, .parent = table->table, .name = node->name, .at = place_of(node)};
    *pending = (Pending){.object = object, .node = node, .column = column, .table = table};
    list_add(&resolver->pending, resolver->scope.arena, pending);
}

void resolve_contents(Resolver *resolver)
{
    for (size_t i = 0; i < SORTS; i++)
        for (size_t k = 0; k < resolver->pending.count; k++) {
            const Pending *pending = resolver->pending.items[k];

            if (pending->object->kind == sorts[i].kind)
                sorts[i].resolve(resolver, pending);
        }
}
