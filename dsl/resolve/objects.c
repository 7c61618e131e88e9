#include "dsl/base/strbuf.h"
#include "dsl/catalog/function.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

/* What a word that names a kind of object stands for: one kind, or whatever shares a name space. */
static const struct {
    const char *word;
    KindId kind;
} words[] = {
    {"schema", KIND_SCHEMA},
    {"extension", KIND_EXTENSION},
    {"enum", KIND_ENUM},
    {"collation", KIND_COLLATION},
    {"domain", KIND_DOMAIN},
    {"range", KIND_RANGE},
    {"sequence", KIND_SEQUENCE},
    {"table", KIND_TABLE},
    {"view", KIND_VIEW},
    {"materialized view", KIND_MATERIALIZED_VIEW},
};

/* With its arguments: "add(integer, text)". */
const char *resolve_signature(Resolver *resolver, const Node *node)
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

/* Without arguments it must be the only one of its name. */
static const Object *find_routine(Resolver *resolver, const Node *node)
{
    const Catalog *catalog = resolver->scope.catalog;
    const List *all = catalog_routines(catalog, node->qualifier, node->name);

    if (node->flag)
        return catalog_in_schema(catalog, KIND_FUNCTION, node->qualifier, resolve_signature(resolver, node));
    if (all->count > 1) {
        Diag *d = scope_problem(&resolver->scope, DIAG_UNKNOWN_OBJECT, place_of(node),
                                "there are %zu of the name \"%s\"", all->count, node->name);

        diag_hint(resolver->scope.diags, d, "say which: %s",
                  ((const Object *)all->items[0])->name);
    }
    return all->count ? all->items[0] : NULL;
}

static bool is_routine(const Node *node)
{
    return strcmp(node->text, "function") == 0 || strcmp(node->text, "procedure") == 0;
}

static const Object *find(Resolver *resolver, const Node *node)
{
    const Catalog *catalog = resolver->scope.catalog;

    if (!node->text)
        return catalog_relation(catalog, node->qualifier, node->name);
    if (is_routine(node))
        return find_routine(resolver, node);
    if (strcmp(node->text, "type") == 0)
        return catalog_type(catalog, node->qualifier, node->name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(node->text, words[i].word) == 0)
            return words[i].kind == KIND_SCHEMA || words[i].kind == KIND_EXTENSION
                     ? catalog_find(catalog, words[i].kind, NULL, node->name)
                     : catalog_in_schema(catalog, words[i].kind, node->qualifier, node->name);
    return NULL;
}

const Object *resolve_object(Resolver *resolver, const Node *node)
{
    const Object *found = find(resolver, node);

    if (!found && !resolver->scope.incomplete)
        scope_problem(&resolver->scope, DIAG_UNKNOWN_OBJECT, place_of(node), "unknown %s \"%s\"",
                      node->text ? node->text : "relation", node_full_name(node, resolver->scope.arena));
    return found;
}
