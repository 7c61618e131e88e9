#include "dsl/base/strbuf.h"
#include "dsl/catalog/address.h"
#include "dsl/catalog/function.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

/* The name that a routine of these arguments has in the catalog: "add(integer, text)". */
static const char *signature(Resolver *resolver, const Node *node)
{
    Arena *arena = resolver->scope.arena;
    Argument *items = arena_array(arena, Argument, node_count(node, NODE_ARGUMENT));
    Records arguments = {.items = items};

    for (const Node *one = node_child(node, NODE_ARGUMENT); one; one = node_next(one))
        items[arguments.count++] = (Argument){
            .mode = one->text ? one->text : "in",
            .type = type_bare(arena, resolve_type(resolver, node_child(one, NODE_TYPE))),
        };
    return function_signature(arena, node->name, arguments);
}

Address resolve_address(Resolver *resolver, const Node *node)
{
    return (Address){
        .kind = node->text,
        .name = {.schema = node->qualifier, .name = node->flag ? signature(resolver, node) : node->name,
                 .at = place_of(node)},
    };
}

/* Without arguments it must be the only one of its name: the first will do for what else there is to report. */
static const Object *first_of_several(Resolver *resolver, const Address *address)
{
    const QName *name = &address->name;
    const List *all = catalog_routines(resolver->scope.catalog, name->schema, name->name);

    if (!address_is_routine(address) || all->count < 2)
        return NULL;
    Diag *d = scope_problem(&resolver->scope, DIAG_UNKNOWN_OBJECT, name->at, "there are %zu of the name \"%s\"",
                            all->count, name->name);
    diag_hint(resolver->scope.diags, d, "say which: %s", ((const Object *)all->items[0])->name);
    return all->items[0];
}

const Object *resolve_object(Resolver *resolver, const Node *node)
{
    Address address = resolve_address(resolver, node);
    const Object *found = address_find(resolver->scope.catalog, &address);

    if (!found)
        found = first_of_several(resolver, &address);
    if (!found && !resolver->scope.incomplete)
        scope_problem(&resolver->scope, DIAG_UNKNOWN_OBJECT, place_of(node), "unknown %s \"%s\"", node->text,
                      node_full_name(node, resolver->scope.arena));
    return found;
}
