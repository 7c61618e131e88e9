#include "dsl/catalog/naming.h"
#include "dsl/catalog/rollup.h"
#include "dsl/resolve/resolver.h"

/* "kwh" alone is the source's column of that name. */
static RollupPart resolve_part(Resolver *resolver, const Node *assign)
{
    bool written = node_child(assign, NODE_SQL);
    Sql same_name = {.text = quote_name(resolver->scope.arena, assign->name), .at = place_of(assign)};

    return (RollupPart){
        .column = assign->name,
        .value = written ? scope_sql_child(&resolver->scope, assign) : same_name,
    };
}

/* The assignments of all "group", or all "sum", lines. */
static Records resolve_parts(Resolver *resolver, const Node *node, NodeKind kind)
{
    size_t count = 0;

    for (const Node *line = node_child(node, kind); line; line = node_next(line))
        count += node_count(line, NODE_ASSIGN);

    RollupPart *parts = arena_array(resolver->scope.arena, RollupPart, count);
    count = 0;
    for (const Node *line = node_child(node, kind); line; line = node_next(line))
        for (const Node *assign = node_child(line, NODE_ASSIGN); assign; assign = node_next(assign))
            parts[count++] = resolve_part(resolver, assign);
    return (Records){.items = parts, .count = count};
}

static void resolve_rollup(Resolver *resolver, const Node *node)
{
    const Object *table = resolve_table(resolver, node);
    const Node *source = node_child(node, NODE_SOURCE);
    Rollup *rollup = arena_new(resolver->scope.arena, Rollup);

    if (!resolve_table(resolver, source) || !table)
        return;
    *rollup = (Rollup){
        .object = {.kind = KIND_ROLLUP, .parent = table, .name = "", .at = place_of(node)},
        .source = scope_qname(source),
        .doc = node->doc,
        .groups = resolve_parts(resolver, node, NODE_GROUP),
        .sums = resolve_parts(resolver, node, NODE_SUM),
    };
    scope_add(&resolver->scope, rollup, node);
}

void resolve_rollups(Resolver *resolver)
{
    for (size_t i = 0; i < resolver->rollups.count; i++)
        resolve_rollup(resolver, resolver->rollups.items[i]);
}
