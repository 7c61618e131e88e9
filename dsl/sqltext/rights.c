#include "dsl/sqltext/text.h"

#include <string.h>

/* Outside of parentheses, as arguments of a function are in. */
static bool has_outside(const char *text, SqlTokens tokens, const char *word)
{
    int depth = 0;

    for (size_t i = 0; i < tokens.count; i++) {
        depth += text[tokens.items[i].start] == '(';
        depth -= text[tokens.items[i].start] == ')';
        if (depth == 0 && sql_token_is(text, tokens.items[i], word))
            return true;
    }
    return false;
}

/* "… OWNER TO app", and nothing else: no other action beside it, and no column of that name that is renamed. */
static bool gives_away(const char *text, SqlTokens tokens)
{
    return tokens.count > 3 && sql_token_is(text, tokens.items[tokens.count - 3], "owner")
        && sql_token_is(text, tokens.items[tokens.count - 2], "to") && !has_outside(text, tokens, ",")
        && !has_outside(text, tokens, "rename");
}

bool sql_is_about_rights(Arena *arena, const char *statement)
{
    SqlTokens tokens = sql_tokens(arena, statement);
    const SqlToken *items = tokens.items;

    if (!tokens.count)
        return false;
    if (sql_token_is(statement, items[0], "grant") || sql_token_is(statement, items[0], "revoke"))
        return true;
    if (!sql_token_is(statement, items[0], "alter"))
        return false;
    return (tokens.count > 2 && sql_token_is(statement, items[1], "default")
            && sql_token_is(statement, items[2], "privileges"))
        || gives_away(statement, tokens);
}
