#include "dsl/catalog/constraint.h"
#include "dsl/base/strbuf.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/partition.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

Names resolve_name_list(Resolver *resolver, const Node *parent)
{
    size_t count = node_count(parent, NODE_NAME);
    Names names = {
        .items = arena_array(resolver->scope.arena, const char *, count),
        .at = arena_array(resolver->scope.arena, Span, count),
    };

    for (const Node *name = node_child(parent, NODE_NAME); name; name = node_next(name)) {
        if (names.count == LIST_LIMIT) {
            scope_problem(&resolver->scope, DIAG_TOO_MANY_COLUMNS, place_of(name),
                          "a list of columns has at most %d", LIST_LIMIT);
            break;
        }
        names.items[names.count] = name->name;
        names.at[names.count++] = place_of(name);
    }
    return names;
}

/* The columns a constraint is over: its own list, or the column it stands behind. */
static Names columns_of(Resolver *resolver, const Pending *pending)
{
    Names one = {0};

    if (!pending->column)
        return resolve_name_list(resolver, pending->node);
    one.items = arena_new(resolver->scope.arena, const char *);
    one.at = arena_new(resolver->scope.arena, Span);
    one.items[0] = pending->column->name;
    one.at[0] = place_of(pending->column);
    one.count = 1;
    return one;
}

void resolve_deferral(Resolver *resolver, const Node *node, bool *deferrable, bool *deferred)
{
    const Node *written = node_child(node, NODE_DEFERRABLE), *initially = node_child(node, NODE_INITIALLY);

    *deferred = initially && strcmp(initially->text, "deferred") == 0;
    *deferrable = written ? written->flag : *deferred;
    if (*deferred && !*deferrable)
        scope_problem(&resolver->scope, DIAG_DEFERRABLE, initially->at,
                      "what is initially deferred must be deferrable");
}

/* "without overlaps" and "period" say something of the last column of a list. */
static bool last_is_flagged(Resolver *resolver, const Node *parent, const char *words)
{
    bool flagged = false;

    for (const Node *name = node_child(parent, NODE_NAME); name; name = node_next(name)) {
        if (flagged)
            scope_problem(&resolver->scope, DIAG_METHOD_LIMIT, place_of(name), "\"%s\" is for the last column alone",
                          words);
        flagged = name->flag;
    }
    return flagged;
}

static bool is_not_enforced(const Node *node)
{
    const Node *enforced = node_child(node, NODE_ENFORCED);

    return enforced && !enforced->flag;
}

void resolve_unique(Resolver *resolver, const Pending *pending)
{
    Key *key = (Key *)pending->object;
    const Node *node = pending->node, *tablespace = node_child(node, NODE_TABLESPACE);

    key->columns = columns_of(resolver, pending);
    key->include = resolve_name_list(resolver, node_child(node, NODE_INCLUDE));
    key->nulls_not_distinct = node_child(node, NODE_NULLS_NOT_DISTINCT);
    key->without_overlaps = last_is_flagged(resolver, node, "without overlaps");
    key->options = resolve_options(resolver, node_child(node, NODE_WITH));
    key->tablespace = tablespace ? tablespace->name : NULL;
    resolve_deferral(resolver, node, &key->deferrable, &key->initially_deferred);
}

void resolve_check(Resolver *resolver, const Pending *pending)
{
    Check *check = (Check *)pending->object;

    check->expression = scope_sql_child(&resolver->scope, pending->node);
    check->no_inherit = node_child(pending->node, NODE_NO_INHERIT);
    check->not_enforced = is_not_enforced(pending->node);
    check->not_valid = node_child(pending->node, NODE_NOT_VALID) && !check->not_enforced;
    for (const Node *node = pending->node->first; node; node = node->next)
        if (node->kind == NODE_DEFERRABLE || node->kind == NODE_INITIALLY)
            scope_problem(&resolver->scope, DIAG_DEFERRABLE, node->at, "a check cannot be deferrable");
}

static const char *action(const Node *node)
{
    return node ? node->text : "no action";
}

static void copy_names(Resolver *resolver, Names *to, Names from, Span at)
{
    *to = (Names){.items = from.items, .count = from.count, .at = arena_array(resolver->scope.arena, Span, from.count)};
    for (size_t i = 0; i < from.count; i++)
        to->at[i] = at;
}

/* Of a partition it is that of the table it is a partition of. */
static const Key *primary_key_of(const Resolver *resolver, const Object *table)
{
    const Key *key = NULL;

    for (; table && !key; table = partition_parent(resolver->scope.catalog, table))
        key = resolve_work(resolver, table)->primary_key;
    return key;
}

/* "references t" means the columns of its primary key. */
static void resolve_target(Resolver *resolver, ForeignKey *key, const Node *target)
{
    const Object *table = resolve_table(resolver, target);
    const Key *primary = table ? primary_key_of(resolver, table) : NULL;

    key->target = scope_qname(target);
    key->target_columns = resolve_name_list(resolver, target);
    if (!table || key->target_columns.count)
        return;
    if (primary)
        copy_names(resolver, &key->target_columns, primary->columns, place_of(target));
    else if (!scope_has_lost(&resolver->scope, table) && !resolver->scope.incomplete)
        scope_problem(&resolver->scope, DIAG_KEY_NOT_UNIQUE, place_of(target),
                      "table \"%s\" has no primary key: say which of its columns are meant", target->name);
}

void resolve_foreign_key(Resolver *resolver, const Pending *pending)
{
    ForeignKey *key = (ForeignKey *)pending->object;
    const Node *node = pending->node, *on_delete = node_child(node, NODE_ON_DELETE);
    const Node *on_update = node_child(node, NODE_ON_UPDATE), *match = node_child(node, NODE_MATCH);

    key->columns = columns_of(resolver, pending);
    resolve_target(resolver, key, node_child(node, NODE_TARGET));
    key->on_delete = action(on_delete);
    key->on_update = action(on_update);
    key->on_delete_columns = resolve_name_list(resolver, on_delete);
    key->match_full = match && strcmp(match->text, "full") == 0;
    key->not_enforced = is_not_enforced(node);
    key->not_valid = node_child(node, NODE_NOT_VALID) && !key->not_enforced;
    key->period = last_is_flagged(resolver, node, "period");
    if (key->period != last_is_flagged(resolver, node_child(node, NODE_TARGET), "period")
        && key->target_columns.at && node_child(node_child(node, NODE_TARGET), NODE_NAME))
        scope_problem(&resolver->scope, DIAG_KEY_TYPES, pending->object->at,
                      "\"period\" stands on both sides or on none");
    resolve_deferral(resolver, node, &key->deferrable, &key->initially_deferred);
    if (on_update && node_child(on_update, NODE_NAME))
        scope_problem(&resolver->scope, DIAG_KEY_ACTION, on_update->at, "only \"on delete\" can name columns");
}

void resolve_primary_key(Resolver *resolver, const Pending *pending)
{
    TableWork *work = pending->table;

    resolve_unique(resolver, pending);
    if (!work->primary_key) {
        work->primary_key = (const Key *)pending->object;
        return;
    }
    Diag *d = scope_problem(&resolver->scope, DIAG_TWO_PRIMARY_KEYS, pending->object->at,
                            "table \"%s\" has two primary keys", work->table->name);
    diag_note(resolver->scope.diags, d, work->primary_key->object.at, "the first one is here");
}

/* "operator(app.=~)" is written like this in SQL, and without blanks. */
static const char *operator_of(Arena *arena, const Node *part)
{
    const Node *node = node_child(part, NODE_OPERATOR);
    const char *open = node ? strchr(node->text, '(') : NULL;
    StrBuf text = {.arena = arena};

    if (!open)
        return node ? node->text : "=";
    strbuf_puts(&text, "OPERATOR");
    for (const char *c = open; *c; c++)
        if (!strchr(" \t\r\n", *c))
            strbuf_putc(&text, *c);
    return strbuf_text(&text);
}

void resolve_exclude(Resolver *resolver, const Pending *pending)
{
    Exclude *exclude = (Exclude *)pending->object;
    size_t i = 0;

    resolve_index(resolver, pending);
    exclude->operators.items = arena_array(resolver->scope.arena, const char *, exclude->index.parts.count);
    for (const Node *part = node_child(pending->node, NODE_PART); part && i < exclude->index.parts.count;
         part = node_next(part))
        exclude->operators.items[i++] = operator_of(resolver->scope.arena, part);
    exclude->operators.count = i;
    resolve_deferral(resolver, pending->node, &exclude->deferrable, &exclude->initially_deferred);
}
