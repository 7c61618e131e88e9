#include "dsl/catalog/index.h"
#include "dsl/resolve/resolver.h"

#include <stdlib.h>
#include <string.h>

static const char *const all_kinds[] = {"dependencies", "mcv", "ndistinct"};
enum { KINDS = sizeof all_kinds / sizeof *all_kinds };

/* All of them said is as good as none. */
static Names kinds_of(Resolver *resolver, const Node *node)
{
    Names kinds = {.items = arena_array(resolver->scope.arena, const char *, KINDS)};
    List names = {0};

    for (size_t i = 0; i < KINDS; i++) {
        list_add(&names, resolver->scope.arena, all_kinds[i]);
        if (node_named(node, NODE_OPTION, all_kinds[i]))
            kinds.items[kinds.count++] = all_kinds[i];
    }
    for (const Node *option = node_child(node, NODE_OPTION); option; option = node_next(option))
        if (!names_have((Names){.items = (const char **)names.items, .count = KINDS}, option->name))
            scope_unknown(&resolver->scope, DIAG_UNKNOWN_OPTION, place_of(option), "kind of statistics", option->name,
                          NULL, names);
    return kinds.count == KINDS ? (Names){0} : kinds;
}

static Records parts_of(Resolver *resolver, const Node *node)
{
    enum { MOST = 8 };
    IndexPart *parts = arena_array(resolver->scope.arena, IndexPart, MOST);
    Records records = {.items = parts};

    for (const Node *part = node_child(node, NODE_PART); part; part = node_next(part)) {
        if (records.count == MOST) {
            scope_problem(&resolver->scope, DIAG_TOO_MANY_COLUMNS, place_of(part),
                          "statistics are of at most %d columns", MOST);
            break;
        }
        parts[records.count] = resolve_index_part(resolver, part);
        records.count += part->name || parts[records.count].expression.text;
    }
    statistics_sort(parts, records.count);
    return records;
}

void resolve_statistics(Resolver *resolver, const Pending *pending)
{
    Statistics *statistics = (Statistics *)pending->object;
    const Node *target = node_child(pending->node, NODE_STATISTICS_TARGET);

    statistics->kinds = kinds_of(resolver, pending->node);
    statistics->parts = parts_of(resolver, pending->node);
    statistics->target = target && strcmp(target->text, "-1") != 0 ? target->text : NULL;
}
