#include "dsl/sqltext/walk.h"

#include "dsl/base/strbuf.h"

#include <string.h>

static json_t *only_statement(json_t *tree)
{
    json_t *statements = json_object_get(tree, "stmts");

    return json_array_size(statements) == 1 ? json_object_get(json_array_get(statements, 0), "stmt") : NULL;
}

/* What the grammar takes and no view can hold. */
static void refuse(Walk *walk, json_t *tree)
{
    static const struct Refusal {
        const char *node, *error;
    } refusals[] = {
        {"ParamRef", "there are no parameters here"},
        {"InsertStmt", "a WITH query cannot change rows here"},
        {"UpdateStmt", "a WITH query cannot change rows here"},
        {"DeleteStmt", "a WITH query cannot change rows here"},
        {"MergeStmt", "a WITH query cannot change rows here"},
        {"intoClause", "a query cannot have INTO here"},
    };
    const char *key;
    json_t *value;
    size_t i;

    json_array_foreach(tree, i, value) refuse(walk, value);
    json_object_foreach(tree, key, value) {
        for (i = 0; i < sizeof refusals / sizeof *refusals; i++)
            if (strcmp(refusals[i].node, key) == 0) {
                const json_t *named = json_object_get(value, *key == 'i' ? "rel" : "relation");

                walk_refuse(walk, named ? named : value, refusals[i].error);
            }
        refuse(walk, value);
    }
}

/* The branches of UNION and the like, from the first to the last. */
static void add_branches(Arena *arena, const json_t *select, List *branches)
{
    if (!json_object_get(select, "larg")) {
        list_add(branches, arena, select);
        return;
    }
    add_branches(arena, json_object_get(select, "larg"), branches);
    add_branches(arena, json_object_get(select, "rarg"), branches);
}

/* Column i of a branch: a target, or the i-th value of each row. */
static void put_column(StrBuf *out, const json_t *branch, size_t i, const char *text)
{
    const json_t *target = json_object_get(json_array_get(json_object_get(branch, "targetList"), i), "ResTarget");
    size_t row;
    json_t *values;

    if (target)
        strbuf_puts(out, sql_canonical_of(out->arena, json_object_get(target, "val"), text, false));
    json_array_foreach(json_object_get(branch, "valuesLists"), row, values)
        strbuf_puts(out, sql_canonical_of(out->arena,
                                          json_array_get(json_object_get(json_object_get(values, "List"), "items"), i),
                                          text, false));
    strbuf_putc(out, '|');
}

static void read_outputs(Arena *arena, SqlQuery *query, const json_t *select, const char *text, const Targets *targets)
{
    List branches = {0};

    add_branches(arena, select, &branches);
    for (size_t i = 0; i < targets->items.count; i++) {
        SqlOutput *output = &((Target *)targets->items.items[i])->output;
        StrBuf canonical = {.arena = arena};

        for (size_t k = 0; k < branches.count; k++)
            put_column(&canonical, branches.items[k], i, text);
        output->canonical = strbuf_text(&canonical);
        query->has_star |= output->star != NULL;
        list_add(&query->outputs, arena, output);
    }
}

static void read_query(Arena *arena, SqlQuery *query, const char *text, json_t *tree)
{
    Walk walk = {.arena = arena, .text = text, .parse = &query->parse};
    json_t *select = json_object_get(only_statement(tree), "SelectStmt");
    Targets targets = {0};

    if (!select) {
        query->parse.error = "this is not one query";
        return;
    }
    refuse(&walk, select);
    if (query->parse.error)
        return;
    select_query(&walk, NULL, select, &targets);
    walk_finish(&walk);
    query->parse.canonical = sql_canonical_of(arena, select, text, false);
    query->rest = sql_canonical_of(arena, select, text, true);
    read_outputs(arena, query, select, text, &targets);

    const SqlTokens *tokens = place_tokens(&walk);
    size_t last = tokens->count;
    while (last > 0 && sql_token_is(text, tokens->items[last - 1], ";"))
        last--;
    query->end = last > 0 ? tokens->items[last - 1].end : 0;
}

const SqlQuery *sql_query(SqlCache *cache, const char *text)
{
    Arena *arena = sql_cache_arena(cache);
    SqlQuery *query = map_get(&sql_cached(cache)->queries, text);

    if (query)
        return query;

    query = arena_new(arena, SqlQuery);
    text = arena_strdup(arena, text);
    if (!*sql_skip(text)) {
        query->parse.error = "a query is missing";
        query->parse.error_at = strlen(text);
    } else {
        json_t *tree = sql_parse_tree(arena, text, 0, &query->parse);

        if (tree)
            read_query(arena, query, text, tree);
        json_decref(tree);
    }
    if (query->parse.error)
        *query = (SqlQuery){.parse = {.error = query->parse.error, .error_at = query->parse.error_at}};
    return map_put(&sql_cached(cache)->queries, arena, text, query);
}
