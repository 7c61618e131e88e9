#include "dsl/catalog/index.h"
#include "dsl/checks/checks.h"

#include <stdlib.h>

void check_statistics(Scope *scope, const Object *object)
{
    const Statistics *statistics = as_statistics(object);
    const Node *node = scope_node(scope, object), *target = node_child(node, NODE_STATISTICS_TARGET);
    const IndexPart *parts = records_of(statistics->parts, IndexPart);

    for (const Node *part = node_child(node, NODE_PART); part; part = node_next(part))
        if (part->name)
            scope_column(scope, object->parent, part->name, place_of(part));
    for (size_t i = 0; i < statistics->parts.count; i++)
        if (parts[i].expression.text)
            check_expression(scope, &parts[i].expression, object->parent, "statistics");
    if (statistics->parts.count == 1 && parts[0].column)
        scope_problem(scope, DIAG_METHOD_LIMIT, object->at,
                      "of one column alone there are statistics anyway: name two");
    if (statistics->parts.count == 1 && statistics->kinds.count)
        scope_problem(scope, DIAG_METHOD_LIMIT, object->at, "statistics of one expression have no kinds");
    if (target && (strtod(target->text, NULL) < -1 || strtod(target->text, NULL) > 10000))
        scope_problem(scope, DIAG_BAD_OPTION, target->at, "a statistics target is a whole number from -1 to 10000");
}
