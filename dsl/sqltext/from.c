#include "dsl/sqltext/walk.h"

#include <string.h>

static void item(Walk *walk, Scope *scope, json_t *node);

static const char *copy(Walk *walk, const char *text)
{
    return text ? arena_strdup(walk->arena, text) : NULL;
}

static List strings_of(Walk *walk, const json_t *strings)
{
    List list = {0};
    size_t i;
    json_t *string;

    json_array_foreach(strings, i, string)
        list_add(&list, walk->arena, copy(walk, sql_string(json_object_get(string, "String"), "sval")));
    return list;
}

/* The item of a node: with the name and the columns of its alias. */
static Item *add(Walk *walk, Scope *scope, const json_t *node)
{
    const json_t *alias = json_object_get(node, "alias");
    Item *added = arena_new(walk->arena, Item);

    added->name = copy(walk, sql_string(alias, "aliasname"));
    added->columns = strings_of(walk, json_object_get(alias, "colnames"));
    list_add(&scope->items, walk->arena, added);
    return added;
}

/* A table that a statement or FROM names; of a WITH query only its columns. */
void from_table(Walk *walk, Scope *scope, const json_t *node)
{
    Item *added = add(walk, scope, node);
    const SqlRef *ref = ref_relation(walk, node);
    SqlRelation *table = arena_new(walk->arena, SqlRelation);

    table->schema = ref->qualifier;
    table->name = ref->name;
    added->table = table;
    added->by_own_name = !added->name;
    if (!added->name)
        added->name = ref->name;
}

static void table(Walk *walk, Scope *scope, json_t *node)
{
    const char *name = sql_string(node, "relname");
    const Item *with = sql_string(node, "schemaname") ? NULL : scope_with(scope, name);

    if (!with) {
        from_table(walk, scope, node);
        return;
    }
    Item *added = add(walk, scope, node);
    if (!added->name)
        added->name = with->name;
    if (added->columns.count == 0)
        added->columns = with->columns;
    added->targets = with->targets;
}

/* A query in FROM sees what stands around the whole query, and what stands before it only if it is LATERAL. */
static void subquery(Walk *walk, Scope *scope, json_t *node)
{
    const Scope around = {.outer = scope->outer, .with = scope->with};
    Targets *targets = arena_new(walk->arena, Targets);
    bool lateral = json_is_true(json_object_get(node, "lateral"));

    walk->parse->has_subquery = true;
    select_any(walk, lateral ? scope : &around, json_object_get(node, "subquery"), targets);
    add(walk, scope, node)->targets = targets;
}

static void join(Walk *walk, Scope *scope, json_t *node);

/* What is not taken apart further: its expressions see what stands before it. */
static void function(Walk *walk, Scope *scope, json_t *node)
{
    size_t i;
    json_t *part;

    walk_tree(walk, scope, node);
    const json_t *call = json_object_get(
        json_array_get(json_object_get(json_object_get(json_array_get(json_object_get(node, "functions"), 0), "List"),
                                       "items"), 0), "FuncCall");
    const json_t *names = json_object_get(call, "funcname");
    Item *added = add(walk, scope, node);

    if (!added->name && json_array_size(names))
        added->name = copy(walk, sql_string(json_object_get(json_array_get(names, json_array_size(names) - 1),
                                                            "String"), "sval"));
    if (added->name)
        list_add(&added->columns, walk->arena, added->name);
    json_array_foreach(json_object_get(node, "coldeflist"), i, part)
        list_add(&added->columns, walk->arena, copy(walk, sql_string(json_object_get(part, "ColumnDef"), "colname")));
    json_array_foreach(json_object_get(node, "columns"), i, part)
        list_add(&added->columns, walk->arena,
                 copy(walk, sql_string(json_object_get(part, "RangeTableFuncCol"), "colname")));
}

static void sample(Walk *walk, Scope *scope, json_t *node)
{
    item(walk, scope, json_object_get(node, "relation"));
    walk_tree(walk, scope, json_object_get(node, "args"));
    walk_tree(walk, scope, json_object_get(node, "repeatable"));
}

static const struct Reader {
    const char *node;
    void (*read)(Walk *walk, Scope *scope, json_t *node);
} readers[] = {
    {"RangeVar", table},         {"JoinExpr", join},            {"RangeSubselect", subquery},
    {"RangeFunction", function}, {"RangeTableFunc", function}, {"RangeTableSample", sample},
};

static void item(Walk *walk, Scope *scope, json_t *node)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        json_t *fields = json_object_get(node, readers[i].node);

        if (fields)
            readers[i].read(walk, scope, fields);
    }
}

void from_clause(Walk *walk, Scope *scope, const json_t *items)
{
    size_t i;
    json_t *node;

    json_array_foreach(items, i, node) item(walk, scope, node);
}

static void add_owners(Walk *walk, SqlRef *ref, const Scope *sides)
{
    for (size_t i = 0; i < sides->items.count; i++)
        if (!item_has(sides->items.items[i], ref->name))
            item_owners(sides->items.items[i], walk->arena, &ref->owners);
    ref->local = ref->owners.count == 0;
    ref->in_using = true;
}

/* USING (a, b): where the names stand only the tokens tell. */
static void using(Walk *walk, Scope *scope, const Scope *sides, const json_t *node)
{
    List names = strings_of(walk, json_object_get(node, "usingClause"));
    size_t first, after = place_last(json_object_get(node, "larg")), right = place_last(json_object_get(node, "rarg"));

    if (names.count == 0)
        return;
    bool found = place_using(walk, right > after ? right : after, &names, &first);
    for (size_t i = 0; i < names.count; i++) {
        SqlToken nowhere = {walk->before, walk->before};
        SqlToken token = found ? walk->tokens->items[first + 2 * i] : nowhere;

        add_owners(walk, ref_at(walk, SQL_REF_COLUMN, NULL, names.items[i], token), sides);
        list_add(&scope->merged, walk->arena, names.items[i]);
    }
}

/* ON sees the two sides alone. With an alias they are seen by that and no longer by their own names. */
static void join(Walk *walk, Scope *scope, json_t *node)
{
    size_t before = scope->items.count;

    item(walk, scope, json_object_get(node, "larg"));
    item(walk, scope, json_object_get(node, "rarg"));

    const size_t count = scope->items.count - before;
    Scope sides = {.outer = scope->outer, .with = scope->with, .merged = scope->merged};
    for (size_t i = 0; i < count; i++)
        list_add(&sides.items, walk->arena, scope->items.items[before + i]);
    using(walk, scope, &sides, node);
    walk_tree(walk, &sides, json_object_get(node, "quals"));
    if (json_object_get(node, "alias")) {
        scope->items.count = before;
        add(walk, scope, node)->parts = sides.items;
    }

    const char *name = sql_string(json_object_get(node, "join_using_alias"), "aliasname");
    if (name) {
        Item *merged = arena_new(walk->arena, Item);

        merged->name = copy(walk, name);
        merged->only_qualified = true;
        list_add(&scope->items, walk->arena, merged);
        merged->parts = sides.items;
    }
}

/* Of WITH RECURSIVE each query sees all names, else those before it. */
void from_with(Walk *walk, Scope *scope, const json_t *clause)
{
    bool recursive = json_is_true(json_object_get(clause, "recursive"));
    const json_t *queries = json_object_get(clause, "ctes");
    List added = {0};
    size_t i;
    json_t *query;

    json_array_foreach(queries, i, query) {
        const json_t *node = json_object_get(query, "CommonTableExpr");
        Item *with = arena_new(walk->arena, Item);

        with->name = copy(walk, sql_string(node, "ctename"));
        with->columns = strings_of(walk, json_object_get(node, "aliascolnames"));
        with->targets = arena_new(walk->arena, Targets);
        list_add(&added, walk->arena, with);
        if (recursive)
            list_add(&scope->with, walk->arena, with);
    }
    json_array_foreach(queries, i, query) {
        json_t *node = json_object_get(query, "CommonTableExpr");
        Item *with = added.items[i];

        select_any(walk, scope, json_object_get(node, "ctequery"), (Targets *)with->targets);
        if (!recursive)
            list_add(&scope->with, walk->arena, with);
    }
}
