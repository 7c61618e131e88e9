#include "dsl/catalog/distribution.h"

#include "dsl/resolve/resolver.h"

static const char *method_of(const Node *node)
{
    return node->kind == NODE_HYPERTABLE ? "hypertable" : node->kind == NODE_REFERENCE ? "reference" : "hash";
}

void resolve_distribution(Resolver *resolver, const Object *on, const Node *node)
{
    Distribution *distribution = arena_new(resolver->scope.arena, Distribution);

    *distribution = (Distribution){
        .object = {.kind = KIND_DISTRIBUTION, .parent = on, .name = "", .at = node->at},
        .method = method_of(node),
        .column = node->name,
        .every = node->text,
    };
    scope_add(&resolver->scope, distribution, node);
}
