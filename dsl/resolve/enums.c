#include "dsl/catalog/enum.h"

#include "dsl/resolve/resolver.h"

/* The names behind "was", without the first: that one is a hint like any other. */
static Names further_names(Resolver *resolver, const Node *node)
{
    const Node *first = node_child(node, NODE_WAS);
    Names names = {.items = arena_array(resolver->scope.arena, const char *, node_count(node, NODE_WAS))};

    for (const Node *was = first ? node_next(first) : NULL; was; was = node_next(was))
        names.items[names.count++] = was->name;
    return names;
}

static void add_values(Resolver *resolver, Enum *self, const Node *node)
{
    size_t count = node_count(node, NODE_VALUE);

    self->labels.items = arena_array(resolver->scope.arena, const char *, count);
    self->labels.at = arena_array(resolver->scope.arena, Span, count);
    for (const Node *value = node_child(node, NODE_VALUE); value; value = node_next(value)) {
        EnumValue *added = arena_new(resolver->scope.arena, EnumValue);

        *added = (EnumValue){.object = {.kind = KIND_ENUM_VALUE, .parent = &self->object, .name = value->name,
                                          .at = place_of(value)}, .doc = value->doc,
                             .also = further_names(resolver, value)};
        if (!scope_add(&resolver->scope, added, value))
            continue;
        self->labels.items[self->labels.count] = value->name;
        self->labels.at[self->labels.count++] = place_of(value);
    }
}

void declare_enum(Resolver *resolver, const Node *node)
{
    const Object *schema = resolve_schema_of(resolver, node);
    Enum *self = arena_new(resolver->scope.arena, Enum);

    self->object = (Object){.kind = KIND_ENUM, .parent = schema, .name = node->name, .at = place_of(node)};
    if (!scope_add(&resolver->scope, self, node))
        return;
    resolve_claim(resolver, &self->object);
    add_values(resolver, self, node);
}
