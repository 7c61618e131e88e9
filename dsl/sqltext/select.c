#include "dsl/sqltext/walk.h"

#include <string.h>

static const char *qualifier_of(const json_t *fields)
{
    size_t count = json_array_size(fields);

    return count > 1 ? sql_string(json_object_get(json_array_get(fields, count - 2), "String"), "sval") : "";
}

static bool is_star(const json_t *fields)
{
    size_t count = json_array_size(fields);

    return count > 0 && json_object_get(json_array_get(fields, count - 1), "A_Star");
}

static void expand_item(Walk *walk, const Item *item, Target *target, Targets *targets)
{
    target->output.star_is_plain = item->table && !item->columns.count;
    item_owners(item, walk->arena, &target->output.owners);
    item_columns(item, walk->arena, &targets->shown);
}

/* "*" stands for what is in this FROM, "u.*" for what u shows, here or around. */
static void expand_star(Walk *walk, const Scope *scope, Target *target, Targets *targets)
{
    if (*target->output.star) {
        const Item *item = scope_item(scope, NULL, target->output.star);

        if (item)
            expand_item(walk, item, target, targets);
        return;
    }
    for (size_t i = 0; i < scope->items.count; i++)
        expand_item(walk, scope->items.items[i], target, targets);
    target->output.star_is_plain &= scope->items.count == 1;
}

/* The column that names the output takes "as" behind the whole of the output. */
static void read_value(Walk *walk, const Scope *scope, json_t *value, Target *target)
{
    const Naming outer = walk->naming;
    const char *label = sql_label(value, &walk->naming.column);

    walk->naming.ref = NULL;
    if (target->output.has_as)
        walk->naming.column = NULL;
    else
        target->output.name = label ? arena_strdup(walk->arena, label) : NULL;
    walk_tree(walk, scope, value);
    target->ref = walk->naming.ref;
    target->bare = target->ref && json_object_get(value, "ColumnRef");
    if (target->ref)
        target->ref->as_place = target->output.end;
    walk->naming = outer;
}

/* "(address).*": the columns of a value that is no item of FROM. */
static bool is_composite_star(const json_t *value)
{
    return is_star(json_object_get(json_object_get(value, "A_Indirection"), "indirection"));
}

static const char *without_star(Walk *walk, const SqlOutput *output)
{
    const char *text = walk->text + walk->before;
    size_t end = output->end;

    while (end > output->start && strchr("*. \t\r\n", text[end - 1]))
        end--;
    return arena_strndup(walk->arena, text + output->start, end - output->start);
}

static void target(Walk *walk, const Scope *scope, json_t *node, Targets *targets)
{
    const char *name = sql_string(node, "name");
    json_t *value = json_object_get(node, "val");
    const json_t *fields = json_object_get(json_object_get(value, "ColumnRef"), "fields");
    Target *added = arena_new(walk->arena, Target);
    size_t start = sql_place(node);

    list_add(&targets->items, walk->arena, added);
    if (start > walk->before) {                                 /* the star of TABLE stands nowhere */
        added->output.start = start - walk->before;
        added->output.end = place_output_end(walk, start) - walk->before;
    }
    added->output.name = name ? arena_strdup(walk->arena, name) : NULL;
    added->output.has_as = name != NULL;
    read_value(walk, scope, value, added);
    if (is_star(fields)) {
        added->output.name = NULL;
        added->output.star = arena_strdup(walk->arena, qualifier_of(fields));
        expand_star(walk, scope, added, targets);
        for (size_t i = 0; i < added->output.owners.count; i++)
            list_add(&walk->parse->stars, walk->arena, added->output.owners.items[i]);
    } else if (is_composite_star(value)) {
        added->output.name = NULL;
        added->output.star = without_star(walk, &added->output);
    }
    if (added->output.star && added->ref)
        added->ref->as_place = 0;
}

static void target_list(Walk *walk, const Scope *scope, const json_t *list, Targets *targets)
{
    size_t i;
    json_t *node;

    json_array_foreach(list, i, node) target(walk, scope, json_object_get(node, "ResTarget"), targets);
}

/* VALUES calls its columns column1, column2, … */
static void values(Walk *walk, const Scope *scope, json_t *rows, Targets *targets)
{
    size_t columns = json_array_size(json_object_get(json_object_get(json_array_get(rows, 0), "List"), "items"));

    for (size_t i = 0; i < columns; i++) {
        Target *added = arena_new(walk->arena, Target);

        added->output.name = arena_printf(walk->arena, "column%zu", i + 1);
        list_add(&targets->items, walk->arena, added);
    }
    walk_tree(walk, scope, rows);
}

static const Target *target_named(const Targets *targets, const char *name)
{
    for (size_t i = 0; name && i < targets->items.count; i++) {
        const Target *one = targets->items.items[i];

        if (one->output.name && strcmp(one->output.name, name) == 0)
            return one;
    }
    return NULL;
}

static const char *bare_name(const json_t *column)
{
    const json_t *fields = json_object_get(column, "fields");

    return json_array_size(fields) == 1 ? sql_string(json_object_get(json_array_get(fields, 0), "String"), "sval")
                                        : NULL;
}

/*
 * A bare name in ORDER BY or DISTINCT ON is first of all an output; if that is a column by the same name, then it is
 * as good as the column.
 */
static void order_item(Walk *walk, const Scope *scope, json_t *node, const Targets *targets, bool outputs_only)
{
    const char *name = bare_name(json_object_get(node, "ColumnRef"));
    const Target *output = target_named(targets, name);

    if (!output && !(name && outputs_only)) {
        walk_tree(walk, scope, node);
        return;
    }

    SqlRef *ref = ref_column(walk, NULL, json_object_get(node, "ColumnRef"));
    bool same = output && output->bare && !outputs_only;
    if (same)
        ref->owners = output->ref->owners;
    ref->local = !same || output->ref->local;
}

static void order(Walk *walk, const Scope *scope, json_t *node, const Targets *targets)
{
    bool outputs_only = json_object_get(node, "larg") != NULL;
    size_t i;
    json_t *item;

    json_array_foreach(json_object_get(node, "sortClause"), i, item)
        order_item(walk, scope, json_object_get(json_object_get(item, "SortBy"), "node"), targets, outputs_only);
    json_array_foreach(json_object_get(node, "distinctClause"), i, item)
        order_item(walk, scope, item, targets, outputs_only);
}

/* A bare name in GROUP BY is a column of this very FROM, and an output only where there is none. */
static void group_name(Walk *walk, const Scope *scope, json_t *column)
{
    Scope own = *scope;

    own.outer = NULL;
    ref_column(walk, &own, column)->local = true;
}

static void group_items(Walk *walk, const Scope *scope, json_t *items, const Targets *targets)
{
    size_t i;
    json_t *item;

    json_array_foreach(items, i, item) {
        json_t *column = json_object_get(item, "ColumnRef"), *row = json_object_get(item, "RowExpr"),
               *set = json_object_get(item, "GroupingSet");
        const Target *output = target_named(targets, bare_name(column));

        if (row)
            group_items(walk, scope, json_object_get(row, "args"), targets);
        else if (set)
            group_items(walk, scope, json_object_get(set, "content"), targets);
        else if (output && !output->bare)
            group_name(walk, scope, column);
        else
            walk_tree(walk, scope, item);
    }
}

/* FOR UPDATE OF u: names of what is in FROM. */
static void locks(Walk *walk, const Scope *scope, const json_t *clauses)
{
    size_t i, k;
    json_t *clause, *locked;

    json_array_foreach(clauses, i, clause)
        json_array_foreach(json_object_get(json_object_get(clause, "LockingClause"), "lockedRels"), k, locked) {
            const json_t *node = json_object_get(locked, "RangeVar");
            const Item *item = scope_item(scope, NULL, sql_string(node, "relname"));
            SqlRef *ref = ref_relation(walk, node);

            ref->kind = SQL_REF_QUALIFIER;
            if (item && item->table && item->by_own_name)
                list_add(&ref->owners, walk->arena, item->table);
            else
                walk->parse->refs.count--;
        }
}

void select_query(Walk *walk, const Scope *outer, json_t *node, Targets *targets)
{
    static const char *const seen[] = {"withClause",  "fromClause", "larg",           "rarg",         "targetList",
                                       "valuesLists", "sortClause", "distinctClause", "groupClause",  "lockingClause"};
    Scope scope = {.outer = outer};
    Targets others = {0};

    from_with(walk, &scope, json_object_get(node, "withClause"));
    from_clause(walk, &scope, json_object_get(node, "fromClause"));
    if (json_object_get(node, "larg")) {
        select_query(walk, &scope, json_object_get(node, "larg"), targets);
        select_query(walk, &scope, json_object_get(node, "rarg"), &others);
    }
    target_list(walk, &scope, json_object_get(node, "targetList"), targets);
    values(walk, &scope, json_object_get(node, "valuesLists"), targets);
    group_items(walk, &scope, json_object_get(node, "groupClause"), targets);
    order(walk, &scope, node, targets);
    locks(walk, &scope, json_object_get(node, "lockingClause"));
    walk_fields(walk, &scope, node, seen, sizeof seen / sizeof *seen);
}

/* The row that was there, or would have been: its columns are those of the table. */
static void add_excluded(Walk *walk, Scope *scope)
{
    Item *item = arena_new(walk->arena, Item);

    *item = *(const Item *)scope->items.items[0];
    item->name = "excluded";
    item->by_own_name = false;
    item->only_qualified = true;
    list_add(&scope->items, walk->arena, item);
}

/* INSERT, UPDATE, DELETE, MERGE. The query of an INSERT does not see its table. */
void select_change(Walk *walk, const Scope *outer, json_t *node, Targets *targets)
{
    static const char *const seen[] = {"relation",   "withClause",     "fromClause",    "usingClause",
                                       "selectStmt", "sourceRelation", "returningList", "cols", "onConflictClause"};
    Scope with = {.outer = outer}, scope = {.outer = &with};
    json_t *source = json_object_get(node, "sourceRelation"), *sources = json_array();

    from_with(walk, &with, json_object_get(node, "withClause"));
    walk_tree(walk, &with, json_object_get(node, "selectStmt"));
    if (json_object_get(node, "relation"))
        from_table(walk, &scope, json_object_get(node, "relation"));
    from_clause(walk, &scope, json_object_get(node, "fromClause"));
    from_clause(walk, &scope, json_object_get(node, "usingClause"));
    json_array_append(sources, source);
    from_clause(walk, &scope, sources);
    json_decref(sources);
    target_list(walk, &scope, json_object_get(node, "returningList"), targets);
    walk_fields(walk, &scope, node, seen, sizeof seen / sizeof *seen);
    if (json_object_get(node, "onConflictClause")) {
        add_excluded(walk, &scope);
        walk_tree(walk, &scope, json_object_get(node, "onConflictClause"));
    }
}

/* A node that wraps any of these. */
void select_any(Walk *walk, const Scope *outer, json_t *wrapped, Targets *targets)
{
    static const char *const changes[] = {"InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"};

    if (json_object_get(wrapped, "SelectStmt"))
        select_query(walk, outer, json_object_get(wrapped, "SelectStmt"), targets);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        if (json_object_get(wrapped, changes[i]))
            select_change(walk, outer, json_object_get(wrapped, changes[i]), targets);
}
