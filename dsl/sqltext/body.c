#include "dsl/sqltext/body.h"

#include <stdlib.h>
#include <string.h>

bool body_find(Arena *arena, const json_t *as, const char *text, Body *body)
{
    const json_t *strings = json_object_get(json_object_get(json_object_get(as, "arg"), "List"), "items");
    SqlTokens tokens = sql_tokens(arena, text);
    size_t i = 0;

    body->text = sql_string(json_object_get(json_array_get(strings, 0), "String"), "sval");
    while (i < tokens.count && tokens.items[i].start < sql_place(as))
        i++;
    if (!body->text || json_array_size(strings) != 1 || i + 1 >= tokens.count)
        return false;

    const char *at = text + tokens.items[i + 1].start;
    body->quote = *at == '$' || *at == '\'' ? *at : 'E';
    body->start = (size_t)(at - text) + (*at == '$' ? (size_t)(strchr(at + 1, '$') + 1 - at) : *at == '\'');
    return true;
}

size_t body_place(const Body *body, size_t at)
{
    size_t quotes = 0;

    if (body->quote == 'E')
        return body->start;
    for (size_t i = 0; body->quote == '\'' && i < at; i++)
        quotes += body->text[i] == '\'';
    return body->start + at + quotes;
}

/*
 * libpg_query says a line, and mostly the word: the line is where the statement begins or where it was found to be
 * wrong.
 */

/* The byte at which line `number` (from 1) begins. */
static size_t line_start(const char *text, long number)
{
    const char *at = text;

    for (; number > 1 && strchr(at, '\n'); number--)
        at = strchr(at, '\n') + 1;
    return (size_t)(at - text);
}

/* The word of 'at or near "word"': the first at or behind a byte, else the last before it. */
static bool find_word(Arena *arena, const char *body, const char *message, size_t from, size_t *at)
{
    static const char near[] = "at or near \"";
    const char *word = strstr(message, near), *end = message + strlen(message) - 1;
    SqlTokens tokens = sql_tokens(arena, body);
    bool found = false;

    if (!word || *end != '"' || end < word + strlen(near))
        return false;
    word += strlen(near);
    for (size_t i = 0; i < tokens.count; i++) {
        SqlToken token = tokens.items[i];

        if (token.end - token.start != (size_t)(end - word) || memcmp(body + token.start, word, (size_t)(end - word)))
            continue;
        *at = token.start;
        found = true;
        if (token.start >= from)
            break;
    }
    return found;
}

size_t body_error(Arena *arena, const Body *body, const PgQueryError *error)
{
    const char *line = error->context ? strstr(error->context, "near line ") : NULL;
    size_t from = line ? line_start(body->text, strtol(line + strlen("near line "), NULL, 10)) : 0, at = from;

    if (strstr(error->message, "at end of input")) {
        SqlTokens tokens = sql_tokens(arena, body->text);

        return tokens.count ? tokens.items[tokens.count - 1].end : from;
    }
    return find_word(arena, body->text, error->message, from, &at) ? at : from;
}
