#include "dsl/catalog/trigger.h"

#include "dsl/catalog/function.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

static const Node *find_event(const Node *node, const char *name)
{
    const Node *event = node_child(node, NODE_EVENT);

    while (event && strcmp(event->text, name) != 0)
        event = node_next(event);
    return event;
}

/* In one order, whatever the one they were written in. */
static Names resolve_events(Resolver *resolver, const Node *node)
{
    Names events = {.items = arena_array(resolver->scope.arena, const char *, 4)};

    for (const char *const *name = trigger_events; *name; name++)
        if (find_event(node, *name))
            events.items[events.count++] = *name;
    for (const Node *event = node_child(node, NODE_EVENT); event; event = node_next(event))
        if (find_event(node, event->text) != event)
            scope_problem(&resolver->scope, DIAG_REPEATED_CLAUSE, event->at, "\"%s\" stands twice", event->text);
    return events;
}

static const char *transition(Resolver *resolver, const Node *node, const char *which)
{
    const Node *found = NULL;

    for (const Node *one = node_child(node, NODE_REFERENCING); one; one = node_next(one)) {
        if (strcmp(one->text, which) != 0)
            continue;
        if (found)
            scope_problem(&resolver->scope, DIAG_REPEATED_CLAUSE, one->at, "\"%s table\" stands twice", which);
        found = found ? found : one;
    }
    return found ? found->name : NULL;
}

static Names resolve_constants(Resolver *resolver, const Node *execute)
{
    size_t count = node_count(execute, NODE_CONSTANT);
    Names values = {.items = arena_array(resolver->scope.arena, const char *, count)};

    for (const Node *one = node_child(execute, NODE_CONSTANT); one; one = node_next(one))
        values.items[values.count++] = one->name ? one->name : one->text;
    return values;
}

/* Those of PostgreSQL itself need no schema, as long as nobody has one of the same name. */
static QName resolve_execute(Resolver *resolver, const Node *execute)
{
    static const char *const builtin[] = {
        "suppress_redundant_updates_trigger", "tsvector_update_trigger", "tsvector_update_trigger_column",
        "unique_key_recheck",
    };
    QName name = scope_qname(execute);

    for (size_t i = 0; i < sizeof builtin / sizeof *builtin && !execute->qualifier; i++)
        if (strcmp(builtin[i], name.name) == 0 && !trigger_function(resolver->scope.catalog, name))
            name.schema = "pg_catalog";
    return name;
}

void resolve_trigger(Resolver *resolver, const Pending *pending)
{
    Trigger *trigger = (Trigger *)pending->object;
    const Node *node = pending->node;
    const Node *each = node_child(node, NODE_FOR_EACH), *from = node_child(node, NODE_TARGET);
    const Node *update = find_event(node, "update"), *fires = node_child(node, NODE_FIRES);

    trigger->constraint = node->flag;
    trigger->timing = node->text;
    trigger->events = resolve_events(resolver, node);
    trigger->columns = update ? resolve_name_list(resolver, update) : (Names){0};
    trigger->from = from ? scope_qname(from) : (QName){0};
    trigger->old_table = transition(resolver, node, "old");
    trigger->new_table = transition(resolver, node, "new");
    trigger->row = each && strcmp(each->text, "row") == 0;
    trigger->when = scope_sql_child(&resolver->scope, node_child(node, NODE_WHEN));
    trigger->function = resolve_execute(resolver, node_child(node, NODE_EXECUTE));
    trigger->arguments = resolve_constants(resolver, node_child(node, NODE_EXECUTE));
    trigger->fires = fires ? fires->text : NULL;
    resolve_deferral(resolver, node, &trigger->deferrable, &trigger->initially_deferred);
}
