#include "dsl/sqltext/text.h"

#include <string.h>

/*
 * What can be read of declarations without knowing them: the names between DECLARE and BEGIN, and those before %TYPE
 * and %ROWTYPE wherever they stand.
 */
typedef struct Reading {
    Arena *arena;
    const char *text;
    SqlTokens tokens;
    size_t at;
    bool declares;                  /* between DECLARE and BEGIN */
    List found;                     /* of SqlDeclared */
} Reading;

static bool is(const Reading *reading, size_t token, const char *word)
{
    return token < reading->tokens.count && sql_token_is(reading->text, reading->tokens.items[token], word);
}

static bool is_name(const Reading *reading, size_t token)
{
    const char *at = reading->text + (token < reading->tokens.count ? reading->tokens.items[token].start : 0);

    return token < reading->tokens.count && sql_skip_name(at) > at;
}

/* As the parser folds it. */
static const char *name_at(const Reading *reading, size_t token)
{
    const SqlToken place = reading->tokens.items[token];
    const char *from = reading->text + place.start, *end = reading->text + place.end;
    bool quoted = *from == '"';
    char *name = arena_strndup(reading->arena, from + quoted, (size_t)(end - from) - 2 * quoted), *to = name;

    for (const char *at = name; *at; at++) {
        *to++ = !quoted && *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        at += quoted && at[0] == '"' && at[1] == '"';
    }
    *to = '\0';
    return name;
}

/* "a", "a.b" or "a.b.c", and past it. */
static SqlDeclared *read_chain(Reading *reading)
{
    SqlDeclared *chain = arena_new(reading->arena, SqlDeclared);

    for (;; reading->at += 2) {
        if (chain->count < SQL_DECLARED_PARTS)
            chain->parts[chain->count++] = name_at(reading, reading->at);
        if (!is(reading, reading->at + 1, ".") || !is_name(reading, reading->at + 2))
            break;
    }
    reading->at++;
    return chain;
}

static void read_token(Reading *reading)
{
    if (is(reading, reading->at, "declare"))
        reading->declares = true;
    else if (is(reading, reading->at, "begin"))
        reading->declares = false;
    if (!is_name(reading, reading->at)) {
        reading->at++;
        return;
    }

    SqlDeclared *chain = read_chain(reading);
    bool typed = is(reading, reading->at, "%")
              && (is(reading, reading->at + 1, "type") || is(reading, reading->at + 1, "rowtype"));
    if (reading->declares || typed)
        list_add(&reading->found, reading->arena, chain);
}

List sql_declared(Arena *arena, const char *body)
{
    Reading reading = {.arena = arena, .text = body, .tokens = sql_tokens(arena, body)};

    while (reading.at < reading.tokens.count)
        read_token(&reading);
    return reading.found;
}
