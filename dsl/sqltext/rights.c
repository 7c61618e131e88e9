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

static bool begins(const char *text, SqlTokens tokens, const char *const *words)
{
    size_t i = 0;

    while (words[i] && i < tokens.count && sql_token_is(text, tokens.items[i], words[i]))
        i++;
    return !words[i];
}

#define BEGINS(text, tokens, ...) begins((text), (tokens), (const char *const[]){__VA_ARGS__, NULL})

bool sql_is_about_rights(Arena *arena, const char *statement)
{
    SqlTokens tokens = sql_tokens(arena, statement);

    return BEGINS(statement, tokens, "grant") || BEGINS(statement, tokens, "revoke")
        || BEGINS(statement, tokens, "alter", "default", "privileges")
        || (BEGINS(statement, tokens, "alter") && gives_away(statement, tokens));
}

bool sql_acts_on_later(Arena *arena, const char *statement)
{
    SqlTokens tokens = sql_tokens(arena, statement);

    return BEGINS(statement, tokens, "create", "event", "trigger")
        || BEGINS(statement, tokens, "alter", "default", "privileges");
}
