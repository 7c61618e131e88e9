#include "dsl/catalog/index.h"
#include "dsl/catalog/partition.h"
#include "dsl/checks/checks.h"

#include <stdlib.h>
#include <string.h>

/* The rows that a partition takes: as many values as the key has, and such as its columns can have. */

static void look_at_value(Scope *scope, const Object *table, size_t i, const Node *node)
{
    Sql value = scope_sql(scope, node);
    const SqlParse *parse = value.text ? scope_parse(scope, &value) : NULL;
    const Records key = as_table(table)->key;
    const char *name = i < key.count ? records_of(key, IndexPart)[i].column : NULL;
    const Object *column = name ? check_column(scope, table, name) : NULL;

    if (!parse || !parse->constant || parse->constant_is_null || parse->constant_has_cast || !column)
        return;

    const char *fault = literal_fault(scope->arena, scope->catalog, &as_column(column)->type, parse->constant,
                                      literal_kind(parse));
    if (fault)
        scope_problem(scope, DIAG_PARTITION_BOUND, value.at, "%s", fault);
}

static size_t look_at_values(Scope *scope, const Object *table, const Node *values, bool several)
{
    size_t count = 0;

    for (const Node *value = node_child(values, NODE_SQL); value; value = node_next(value))
        look_at_value(scope, table, several ? count++ : 0, value);
    return count;
}

static void check_edge(Scope *scope, const Object *table, const Node *edge)
{
    size_t count = look_at_values(scope, table, edge, true), wanted = as_table(table)->key.count;

    if (count != wanted)
        scope_problem(scope, DIAG_PARTITION_BOUND, edge->at, "%zu value%s where the table is partitioned by %zu", count,
                      count == 1 ? " stands" : "s stand", wanted);
}

static void range_bound(Scope *scope, const Object *table, const Node *bound)
{
    check_edge(scope, table, node_child(bound, NODE_LOWER));
    check_edge(scope, table, node_child(bound, NODE_UPPER));
}

static void list_bound(Scope *scope, const Object *table, const Node *bound)
{
    look_at_values(scope, table, bound, false);
}

static void hash_bound(Scope *scope, const Object *table, const Node *bound)
{
    const Node *modulus = node_child(bound, NODE_OPTION), *remainder = node_next(modulus);
    long from = strtol(modulus->text, NULL, 10), left = strtol(remainder->text, NULL, 10);

    (void)table;
    if (from <= 0 || left < 0 || left >= from)
        scope_problem(scope, DIAG_PARTITION_BOUND, bound->at,
                      "the modulus is a whole number above 0, and the remainder one from 0 up to below it");
}

/* By the method of the partitioned table; a default partition has no values. */
static const struct {
    const char *method;
    void (*check)(Scope *scope, const Object *table, const Node *bound);
} methods[] = {
    {"range", range_bound},
    {"list", list_bound},
    {"hash", hash_bound},
};

void check_partition_bound(Scope *scope, const Object *object)
{
    const Node *node = scope_node(scope, object);
    const Object *whole = partition_parent(scope->catalog, object->parent);
    const char *method = whole ? as_table(whole)->partitioned : NULL;

    if (!method)
        return;
    if (strcmp(node->text, "default") == 0 ? strcmp(method, "hash") == 0 : strcmp(node->text, method) != 0) {
        scope_problem(scope, DIAG_PARTITION_BOUND, node->at, "%s is partitioned by %s, and this is the bound of a %s "
                      "partition", object_describe(whole, scope->arena), method, node->text);
        return;
    }
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(node->text, methods[i].method) == 0)
            methods[i].check(scope, whole, node);
}
