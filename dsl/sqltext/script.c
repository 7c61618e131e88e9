#include "dsl/sqltext/walk.h"

#include "dsl/base/strbuf.h"

#include <string.h>

/* What stands before a body of SQL to make a statement of it. */
static const char before_body[] = "CREATE FUNCTION f() RETURNS x LANGUAGE sql\n";

/* A word in lower case; what quotes hold, as it is. */
static void put_token(StrBuf *out, const char *text, SqlToken token)
{
    const char *at = text + token.start;
    size_t length = token.end - token.start;
    bool word = ((*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z') || *at == '_' || (unsigned char)*at >= 0x80)
                && !memchr(at, '\'', length) && !memchr(at, '"', length);

    for (size_t i = 0; i < length; i++)
        strbuf_putc(out, word && at[i] >= 'A' && at[i] <= 'Z' ? (char)(at[i] - 'A' + 'a') : at[i]);
    strbuf_putc(out, ' ');
}

/* Token by token: libpg_query's tree leaves out too much of what statements hold (the sign of INCREMENT BY -1). */
static const char *canonical(Walk *walk)
{
    const SqlTokens *tokens = place_tokens(walk);
    StrBuf out = {.arena = walk->arena};
    size_t count = tokens->count;

    while (count > 0 && sql_token_is(walk->text, tokens->items[count - 1], ";"))
        count--;
    for (size_t i = 0; i < count; i++)
        if (tokens->items[i].start >= walk->before)
            put_token(&out, walk->text, tokens->items[i]);
    return strbuf_text(&out);
}

static void read_statements(Arena *arena, SqlStatements *script, const char *text, size_t before, json_t *tree)
{
    const json_t *statements = json_object_get(tree, "stmts");
    Walk walk = {.arena = arena, .text = text, .before = before, .parse = &script->parse, .statements = true};
    size_t i;
    json_t *statement;

    json_array_foreach(statements, i, statement) {
        json_t *node = json_object_get(statement, "stmt");
        const json_t *begins = json_object_get(statement, "stmt_location");

        walk.statement = json_is_integer(begins) ? (size_t)json_integer_value(begins) : 0;

        statement_read_newer(node, &script->newer);
        if (before) {
            walk_tree(&walk, NULL, json_object_get(json_object_get(node, "CreateFunctionStmt"), "sql_body"));
        } else {
            statement_walk(&walk, node);
            statement_list_created(arena, node, &script->created);
        }
    }
    walk_finish(&walk);
    script->count = json_array_size(statements);
    script->parse.canonical = canonical(&walk);
}

static bool begins_with(const char *text, const SqlTokens *tokens, size_t token, const char *word)
{
    return token < tokens->count && sql_token_is(text, tokens->items[token], word);
}

/* BEGIN ATOMIC … END and RETURN … are no statements by themselves. */
static bool is_body(Arena *arena, const char *text)
{
    SqlTokens tokens = sql_tokens(arena, text);

    return begins_with(text, &tokens, 0, "return")
        || (begins_with(text, &tokens, 0, "begin") && begins_with(text, &tokens, 1, "atomic"));
}

const SqlStatements *sql_script(SqlCache *cache, const char *text)
{
    Arena *arena = sql_cache_arena(cache);
    SqlStatements *script = map_get(&sql_cached(cache)->scripts, text);

    if (script)
        return script;

    script = arena_new(arena, SqlStatements);
    text = arena_strdup(arena, text);
    size_t before = is_body(arena, text) ? strlen(before_body) : 0;
    const char *whole = before ? arena_printf(arena, "%s%s", before_body, text) : text;
    json_t *tree = sql_parse_tree(arena, whole, before, &script->parse);
    if (tree)
        read_statements(arena, script, whole, before, tree);
    json_decref(tree);
    if (script->parse.error)
        *script = (SqlStatements){.parse = {.error = script->parse.error, .error_at = script->parse.error_at}};
    return map_put(&sql_cached(cache)->scripts, arena, text, script);
}
