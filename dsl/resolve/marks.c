#include "dsl/catalog/mark.h"

#include "dsl/catalog/constraint.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

/* What has an index of that name: an index, or a constraint that stands on one. */
static const Object *find_index(Resolver *resolver, const Object *on, const char *name)
{
    static const KindId kinds[] = {KIND_INDEX, KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_EXCLUDE};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const Object *found = catalog_find(resolver->scope.catalog, kinds[i], on, name);

        if (found)
            return found;
    }
    return NULL;
}

static const Object *index_named(Resolver *resolver, const Object *on, const Node *node)
{
    const Object *found = find_index(resolver, on, node->name);
    List names = {0};

    for (const Object *child = on->first; !found && child; child = child->next)
        if (kind_of(child)->name_space == NAMES_RELATION)
            list_add(&names, resolver->scope.arena, child->name);
    if (!found && !scope_has_lost(&resolver->scope, on))
        scope_unknown(&resolver->scope, DIAG_UNKNOWN_OBJECT, place_of(node), "index", node->name,
                      object_describe(on, resolver->scope.arena), names);
    return found;
}

/* True if the table has a mark of that kind already: it has one at most. */
static bool is_marked(Resolver *resolver, const Object *on, KindId kind, const Node *node)
{
    const Object *first = NULL;

    for (const Object *child = on->first; child && !first; child = child->next)
        first = child->kind == kind ? child : object_first(child, kind);
    if (!first)
        return false;
    Diag *d = scope_problem(&resolver->scope, DIAG_REPEATED_CLAUSE, node->at, "a table has one %s",
                            node_name(node->kind));
    diag_note(resolver->scope.diags, d, first->at, "the first one is here");
    return true;
}

void resolve_replica_identity(Resolver *resolver, const Object *on, const Node *node)
{
    ReplicaIdentity *identity = arena_new(resolver->scope.arena, ReplicaIdentity);
    const Object *of = node->name ? index_named(resolver, on, node) : on;

    if (!of || is_marked(resolver, on, KIND_REPLICA_IDENTITY, node) || strcmp(node->text, "default") == 0)
        return;
    *identity = (ReplicaIdentity){
        .object = {.kind = KIND_REPLICA_IDENTITY, .parent = of, .name = "", .at = place_of(node)},
        .rows = node->name ? NULL : node->text,
    };
    scope_add(&resolver->scope, identity, node);
}

void resolve_cluster(Resolver *resolver, const Object *on, const Node *node)
{
    Cluster *cluster = arena_new(resolver->scope.arena, Cluster);
    const Object *of = index_named(resolver, on, node);

    if (!of || is_marked(resolver, on, KIND_CLUSTER, node))
        return;
    *cluster = (Cluster){{.kind = KIND_CLUSTER, .parent = of, .name = "", .at = place_of(node)}};
    scope_add(&resolver->scope, cluster, node);
}
