#include "dsl/catalog/policy.h"
#include "dsl/catalog/rights.h"
#include "dsl/catalog/table.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

/* Sorted, each once; nobody named means everybody. */
static Names roles_of(Resolver *resolver, const Node *node)
{
    size_t most = node_count(node, NODE_ROLE) + 1;      /* everybody */
    Names roles = {.items = arena_array(resolver->scope.arena, const char *, most)};

    for (const Node *role = node_child(node, NODE_ROLE); role; role = node_next(role))
        if (!names_have(roles, role->name))
            roles.items[roles.count++] = role->name;
    if (!roles.count || names_have(roles, PUBLIC_ROLE))
        roles = (Names){.items = memcpy(roles.items, &(const char *){PUBLIC_ROLE}, sizeof(char *)), .count = 1};
    names_sort(roles);
    return roles;
}

/* INSERT has no rows to look at, SELECT and DELETE none to write. */
static void check_clauses(Resolver *resolver, const Policy *policy, const Node *using, const Node *check)
{
    bool inserts = strcmp(policy->command, "insert") == 0;
    bool reads = strcmp(policy->command, "select") == 0 || strcmp(policy->command, "delete") == 0;

    if (inserts && using)
        scope_problem(&resolver->scope, DIAG_POLICY_CLAUSE, using->at,
                      "a policy for insert has no \"using\": it says which new rows are good, with \"check\"");
    if (reads && check)
        scope_problem(&resolver->scope, DIAG_POLICY_CLAUSE, check->at,
                      "a policy for %s has no \"check\": it writes no rows, and says with \"using\" which it is about",
                      policy->command);
}

void resolve_policy(Resolver *resolver, const Object *on, const Node *node)
{
    Policy *policy = arena_new(resolver->scope.arena, Policy);
    const Node *command = node_child(node, NODE_COMMAND), *sort = node_child(node, NODE_RESTRICTIVE);
    const Node *using = node_child(node, NODE_USING), *check = node_child(node, NODE_WITH_CHECK);

    *policy = (Policy){
        .object = {.kind = KIND_POLICY, .parent = on, .name = node->name, .at = place_of(node)},
        .restrictive = sort && sort->flag,
        .command = command ? command->text : "all",
        .roles = roles_of(resolver, node),
        .using = scope_sql_child(&resolver->scope, using),
        .check = scope_sql_child(&resolver->scope, check),
    };
    check_clauses(resolver, policy, using, check);
    scope_add(&resolver->scope, policy, node);
}

void resolve_row_security(Resolver *resolver, const Object *on, const Node *node)
{
    Table *table = (Table *)on;

    (void)resolver;
    table->row_security = !node->text;
    table->row_security_forced = node->flag;
}
