#include "dsl/resolve/scope.h"

#include <string.h>

/*
 * What can be said once of each kind of node. What is not here can be said again ("was" of an enum value), or the
 * grammar takes it once. NODE_FILE, which is nobody's child, ends a list.
 */
#define ONCE(...) (const NodeKind[]){__VA_ARGS__, NODE_FILE}

#define OF_TABLE        NODE_WAS, NODE_MODEL, NODE_METHOD, NODE_PARTITION_BY, NODE_OF
#define OF_VIEW         NODE_WAS, NODE_MODEL, NODE_METHOD, NODE_TABLESPACE
#define OF_STORAGE      NODE_STORAGE, NODE_COMPRESSION, NODE_STATISTICS_TARGET, NODE_WITH
#define OF_DEFERRAL     NODE_DEFERRABLE, NODE_INITIALLY
#define OF_KEY          OF_DEFERRAL, NODE_INCLUDE, NODE_WITH, NODE_TABLESPACE
#define OF_INDEX        NODE_METHOD, NODE_INCLUDE, NODE_WHERE, NODE_WITH, NODE_TABLESPACE
#define OF_ROUTINE      NODE_WAS, NODE_RETURNS, NODE_LANGUAGE, NODE_VOLATILITY, NODE_NULL_INPUT, NODE_LEAKPROOF, \
                        NODE_SECURITY, NODE_PARALLEL, NODE_COST, NODE_ROWS, NODE_SUPPORT, NODE_WINDOW, \
                        NODE_TRANSFORM, NODE_ATOMIC, NODE_RETURN

static const NodeKind *const once[NODE_COUNT] = {
    [NODE_EXTENSION] = ONCE(NODE_IN, NODE_VERSION),
    [NODE_COLLATION] = ONCE(NODE_WAS),
    [NODE_ENUM] = ONCE(NODE_WAS),
    [NODE_DOMAIN] = ONCE(NODE_DEFAULT, NODE_COLLATE, NODE_WAS),
    [NODE_COMPOSITE] = ONCE(NODE_WAS),
    [NODE_ATTRIBUTE] = ONCE(NODE_COLLATE, NODE_WAS),
    [NODE_RANGE] = ONCE(NODE_WAS, NODE_TYPE, NODE_OPCLASS, NODE_COLLATE, NODE_CANONICAL, NODE_SUBTYPE_DIFF,
                        NODE_MULTIRANGE),
    [NODE_SEQUENCE] = ONCE(NODE_WAS, NODE_TYPE, NODE_OWNED_BY),
    [NODE_FUNCTION] = ONCE(OF_ROUTINE),
    [NODE_PROCEDURE] = ONCE(OF_ROUTINE),
    [NODE_TABLE] = ONCE(OF_TABLE),
    [NODE_PARTITION] = ONCE(OF_TABLE),
    [NODE_COLUMN] = ONCE(NODE_COLLATE, NODE_USING, NODE_FILL, NODE_WAS, OF_STORAGE),
    [NODE_PRIMARY_KEY] = ONCE(OF_KEY),
    [NODE_UNIQUE] = ONCE(OF_KEY),
    [NODE_FOREIGN_KEY] = ONCE(OF_DEFERRAL, NODE_ON_DELETE, NODE_ON_UPDATE, NODE_MATCH),
    [NODE_EXCLUDE] = ONCE(OF_DEFERRAL, OF_INDEX),
    [NODE_INDEX] = ONCE(OF_INDEX),
    [NODE_TRIGGER] = ONCE(OF_DEFERRAL, NODE_FOR_EACH, NODE_WHEN, NODE_TARGET),
    [NODE_POLICY] = ONCE(NODE_COMMAND, NODE_RESTRICTIVE, NODE_USING, NODE_WITH_CHECK, NODE_WAS),
    [NODE_VIEW] = ONCE(OF_VIEW),
    [NODE_MATERIALIZED_VIEW] = ONCE(OF_VIEW),
    [NODE_VIEW_COLUMN] = ONCE(NODE_DEFAULT, NODE_WAS, OF_STORAGE),
    [NODE_RAW_SQL] = ONCE(NODE_UP, NODE_DOWN, NODE_WAS),
};

static void report(Scope *scope, const char *what, const Node *first, const Node *again)
{
    Diag *d = scope_problem(scope, DIAG_REPEATED_CLAUSE, again->at, "\"%s\" stands twice", what);

    diag_note(scope->diags, d, first->at, "first written here");
}

void scope_once(Scope *scope, const Node *node, NodeKind kind)
{
    const Node *first = node_child(node, kind);

    for (const Node *again = first ? node_next(first) : NULL; again; again = node_next(again))
        report(scope, node_name(kind), first, again);
}

void scope_options_once(Scope *scope, const Node *node)
{
    for (const Node *option = node_child(node, NODE_OPTION); option; option = node_next(option)) {
        const Node *first = node_named(node, NODE_OPTION, option->name);

        if (first != option)
            report(scope, option->name, first, option);
    }
}

void scope_check_once(Scope *scope, const Node *node)
{
    for (const NodeKind *kind = once[node->kind]; kind && *kind != NODE_FILE; kind++)
        scope_once(scope, node, *kind);
}
