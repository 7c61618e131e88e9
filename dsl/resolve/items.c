#include "dsl/resolve/resolver.h"

/* What can stand in the block of a table or view besides columns, constraints and indexes. */
static const struct {
    NodeKind kind;
    ResolveItem *resolve;
} items[] = {
    {NODE_VIEW_COLUMN, resolve_inherited},
    {NODE_POLICY, resolve_policy},
    {NODE_ROW_SECURITY, resolve_row_security},
    {NODE_OWNER, resolve_owner},
    {NODE_GRANT, resolve_grant},
    {NODE_REVOKE, resolve_grant},
    {NODE_WITH, resolve_table_options},
    {NODE_TABLESPACE, resolve_table_space},
    {NODE_REPLICA_IDENTITY, resolve_replica_identity},
    {NODE_CLUSTER, resolve_cluster},
    {NODE_DISTRIBUTE, resolve_distribution},
    {NODE_REFERENCE, resolve_distribution},
    {NODE_HYPERTABLE, resolve_distribution},
};

static ResolveItem *resolves(NodeKind kind)
{
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        if (items[i].kind == kind)
            return items[i].resolve;
    return NULL;
}

bool resolve_is_item(NodeKind kind)
{
    return resolves(kind) != NULL;
}

void resolve_item_later(Resolver *resolver, const Object *on, const Node *node)
{
    Item *item = arena_new(resolver->scope.arena, Item);

    *item = (Item){.on = on, .node = node};
    list_add(&resolver->items, resolver->scope.arena, item);
}

void resolve_items(Resolver *resolver)
{
    for (size_t i = 0; i < resolver->items.count; i++) {
        const Item *item = resolver->items.items[i];

        resolves(item->node->kind)(resolver, item->on, item->node);
    }
}
