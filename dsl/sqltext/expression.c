#include "dsl/sqltext/expression.h"

#include "dsl/base/map.h"
#include "dsl/base/utf8.h"

#include <string.h>

/* Texts up to so many bytes cannot hold a chain that is too long: it takes two bytes an operator. */
enum { SHORT_TEXT = 16 * 1024, CHAIN_LIMIT = 16 * 1024, LEVEL_LIMIT = 10000 };

struct SqlCache {
    Arena *arena;
    Map parses;                     /* of SqlParse by text */
    SqlCached others;
};

static const char too_deep[] = "this is nested too deeply";

SqlCache *sql_cache(Arena *arena)
{
    SqlCache *cache = arena->parses ? arena->parses : arena_new(arena, SqlCache);

    cache->arena = arena;
    arena->parses = cache;
    return cache;
}

Arena *sql_cache_arena(SqlCache *cache)
{
    return cache->arena;
}

SqlCached *sql_cached(SqlCache *cache)
{
    return &cache->others;
}

const char *sql_string(const json_t *node, const char *key)
{
    return json_string_value(json_object_get(node, key));
}

size_t sql_place(const json_t *node)
{
    json_int_t place = json_integer_value(json_object_get(node, "location"));

    return place > 0 ? (size_t)place : 0;
}

/*
 * False if a chain of operators is so long that libpg_query would run out of stack over it. How many tokens stand in a
 * chain: those since the last comma or semicolon of this parenthesis and of all around it. The parser bounds nesting
 * itself; a chain such as 1+1+1… it builds as a deep tree that libpg_query then prints recursively.
 */
static bool is_shallow(Arena *arena, const char *text, size_t *error_at)
{
    if (strlen(text) <= SHORT_TEXT)
        return true;

    SqlTokens tokens = sql_tokens(arena, text);
    size_t *outer = arena_array(arena, size_t, LEVEL_LIMIT), level = 0, chain = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        char c = text[tokens.items[i].start];

        chain++;
        if (c == '(' || c == '[')
            outer[level++] = chain;
        else if ((c == ')' || c == ']') && level > 0)
            level--;
        else if (c == ',' || c == ';')
            chain = level > 0 ? outer[level - 1] : 0;
        if (level == LEVEL_LIMIT || chain > CHAIN_LIMIT) {
            *error_at = tokens.items[i].start;
            return false;
        }
    }
    return true;
}

/* The one value of an array, or NULL if there are more or none. */
static json_t *only(const json_t *array)
{
    return json_array_size(array) == 1 ? json_array_get(array, 0) : NULL;
}

/*
 * The expression, if the whole is "SELECT CASE WHEN true THEN expression END" and nothing besides. Whatever else a text
 * could make of it (a second statement, column or branch; FROM, a cast or operator after END) leaves a trace.
 */
static json_t *expression_of(const json_t *tree)
{
    const json_t *select = json_object_get(
        json_object_get(only(json_object_get(tree, "stmts")), "stmt"), "SelectStmt");
    const json_t *target = json_object_get(only(json_object_get(select, "targetList")), "ResTarget");
    const json_t *branches = json_object_get(json_object_get(target, "val"), "CaseExpr");
    const json_t *branch = json_object_get(only(json_object_get(branches, "args")), "CaseWhen");
    const char *operation = sql_string(select, "op");

    if (json_object_size(select) != 3 || !operation || strcmp(operation, "SETOP_NONE") != 0)
        return NULL;                                            /* targetList, limitOption, op */
    if (json_object_size(target) != 2 || json_object_size(branches) != 2 || json_object_size(branch) != 3)
        return NULL;                                            /* each has a location */
    return json_object_get(branch, "result");
}

static void put_error(SqlParse *parse, const char *text, const char *error, size_t at)
{
    size_t before = strlen(SQL_BEFORE), length = strlen(text);

    parse->error = error;
    parse->error_at = at < before ? 0 : at - before < length ? at - before : length;
}

/* "at or near "END"" is our own END: the text stopped where more must come. */
static void put_parser_error(Arena *arena, SqlParse *parse, const char *text, const char *whole,
                             const PgQueryError *error)
{
    size_t at = sql_byte_of(whole, error->cursorpos);
    bool after = at >= strlen(SQL_BEFORE) + strlen(text);
    const char *missing = *sql_skip(text) ? "the expression is not complete" : "an expression is missing";

    put_error(parse, text, after ? missing : sql_message(arena, error, whole + at), at);
}

static void read_label(Arena *arena, json_t *expression, SqlParse *parse)
{
    const json_t *column;
    const char *label = sql_label(expression, &column);

    parse->label = label ? arena_strdup(arena, label) : NULL;
}

static void read_tree(Arena *arena, SqlParse *parse, const char *text, const char *whole, const char *tree)
{
    json_error_t error;
    json_t *root = json_loads(tree, 0, &error);
    json_t *expression = expression_of(root);

    if (!root)
        put_error(parse, text, too_deep, 0);
    else if (!expression)
        put_error(parse, text, "this is not one expression", 0);
    else {
        parse->canonical = sql_canonical(arena, tree, whole);
        sql_read_refs(arena, expression, whole, parse);
        sql_read_constant(arena, expression, whole, parse);
        read_label(arena, expression, parse);
    }
    json_decref(root);
}

static void parse_text(Arena *arena, SqlParse *parse, const char *text)
{
    const char *whole = arena_printf(arena, "%s%s%s", SQL_BEFORE, text, SQL_AFTER);
    size_t length = strlen(text), valid = utf8_fault(text, length), at;

    if (valid < length) {
        put_error(parse, text, "this is not UTF-8", strlen(SQL_BEFORE) + valid);
        return;
    }
    if (!is_shallow(arena, whole, &at)) {
        put_error(parse, text, too_deep, at);
        return;
    }

    PgQueryParseResult result = pg_query_parse(whole);
    if (result.error)
        put_parser_error(arena, parse, text, whole, result.error);
    else
        read_tree(arena, parse, text, whole, result.parse_tree);
    pg_query_free_parse_result(result);
}

/* Statements: `text` with `before` bytes of ours in front. */
json_t *sql_parse_tree(Arena *arena, const char *text, size_t before, SqlParse *parse)
{
    size_t length = strlen(text), at = utf8_fault(text, length);
    json_error_t error;
    json_t *root = NULL;

    if (at < length) {
        parse->error = "this is not UTF-8";
    } else if (!is_shallow(arena, text, &at)) {
        parse->error = too_deep;
    } else {
        PgQueryParseResult result = pg_query_parse(text);

        if (result.error) {
            at = sql_byte_of(text, result.error->cursorpos);
            parse->error = sql_message(arena, result.error, text + at);
        } else {
            root = json_loads(result.parse_tree, 0, &error);
            at = 0;
            parse->error = root ? NULL : too_deep;
        }
        pg_query_free_parse_result(result);
    }
    parse->error_at = !parse->error || at < before ? 0 : at - before;
    return root;
}

const SqlParse *sql_expression(SqlCache *cache, const char *text)
{
    SqlParse *known = map_get(&cache->parses, text);

    if (known)
        return known;

    SqlParse *parse = arena_new(cache->arena, SqlParse);
    parse_text(cache->arena, parse, text);
    if (parse->error)
        *parse = (SqlParse){.error = parse->error, .error_at = parse->error_at};
    return map_put(&cache->parses, cache->arena, arena_strdup(cache->arena, text), parse);
}

bool sql_same(const char *one, const char *other)
{
    if (!one || !other || strcmp(one, other) == 0)
        return one == other || (one && other);

    Arena arena = {0};
    SqlCache *cache = sql_cache(&arena);
    const SqlParse *first = sql_expression(cache, one), *second = sql_expression(cache, other);
    bool same = !first->error && !second->error && strcmp(first->canonical, second->canonical) == 0;

    arena_free(&arena);
    return same;
}
