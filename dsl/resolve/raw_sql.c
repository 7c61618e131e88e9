#include "dsl/catalog/raw_sql.h"

#include "dsl/resolve/resolver.h"

static Sql script_of(Resolver *resolver, const Node *node, NodeKind way)
{
    const Node *part = node_child(node, way), *body = node_child(part, NODE_BODY);

    if (!body) {
        Diag *d = scope_problem(&resolver->scope, DIAG_INCOMPLETE_SQL, place_of(node),
                                "sql \"%s\" does not say how to go %s", node->name, node_name(way));

        diag_hint(resolver->scope.diags, d, "add %s $$…$$; where there is nothing to do, %s $$ $$", node_name(way),
                  node_name(way));
        return (Sql){0};
    }
    return scope_script(&resolver->scope, body);
}

static Records addresses_of(Resolver *resolver, const Node *parent)
{
    Address *items = arena_array(resolver->scope.arena, Address, node_count(parent, NODE_OBJECT));
    Records addresses = {.items = items};

    for (const Node *node = node_child(parent, NODE_OBJECT); node; node = node_next(node))
        items[addresses.count++] = resolve_address(resolver, node);
    return addresses;
}

static void check_addresses(Resolver *resolver, Records addresses)
{
    for (size_t i = 0; i < addresses.count && !resolver->scope.incomplete; i++) {
        const Address *address = &records_of(addresses, Address)[i];

        if (!address_find(resolver->scope.catalog, address))
            scope_problem(&resolver->scope, DIAG_UNKNOWN_OBJECT, address->name.at, "unknown %s \"%s%s%s\"",
                          address->kind ? address->kind : "object", address->name.schema ? address->name.schema : "",
                          address->name.schema ? "." : "", address->name.name);
    }
}

static void resolve_one(Resolver *resolver, const Node *node)
{
    RawSql *self = arena_new(resolver->scope.arena, RawSql);

    *self = (RawSql){
        .object = {.kind = KIND_RAW_SQL, .name = node->name, .at = place_of(node)},
        .up = script_of(resolver, node, NODE_UP),
        .down = script_of(resolver, node, NODE_DOWN),
        .after = addresses_of(resolver, node_child(node, NODE_AFTER)),
        .before = addresses_of(resolver, node_child(node, NODE_BEFORE)),
    };
    if (scope_add(&resolver->scope, self, node))
        list_add(&resolver->raw_sql, resolver->scope.arena, self);
}

void resolve_raw_sql(Resolver *resolver, const Node *files)
{
    for (const Node *file = files; file; file = file->next)
        for (const Node *node = node_child(file, NODE_RAW_SQL); node; node = node_next(node))
            resolve_one(resolver, node);
    for (size_t i = 0; i < resolver->raw_sql.count; i++) {
        const RawSql *self = resolver->raw_sql.items[i];

        check_addresses(resolver, self->after);
        check_addresses(resolver, self->before);
    }
}
