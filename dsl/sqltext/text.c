#include "dsl/sqltext/text.h"

#include <ctype.h>
#include <string.h>

static const char *skip_comment(const char *at)
{
    size_t depth = 0;

    if (at[1] == '-')
        return at + strcspn(at, "\r\n");
    do {
        if (at[0] == '/' && at[1] == '*') {
            depth++;
            at += 2;
        } else if (at[0] == '*' && at[1] == '/') {
            depth--;
            at += 2;
        } else {
            at++;
        }
    } while (depth > 0 && *at);
    return at;
}

const char *sql_skip(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n\f\v");
        if (strncmp(at, "--", 2) != 0 && strncmp(at, "/*", 2) != 0)
            return at;
        at = skip_comment(at);
    }
}

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

const char *sql_skip_name(const char *at)
{
    if (*at != '"') {
        while (in_word(*at))
            at++;
        return at;
    }
    for (at++; *at; at++)
        if (*at == '"' && *++at != '"')
            return at;
    return at;
}

size_t sql_byte_of(const char *text, int position)
{
    const char *at = text;

    for (; position > 1 && *at; position--)
        do
            at++;
        while (((unsigned char)*at & 0xC0) == 0x80);
    return (size_t)(at - text);
}

/* How many bytes the character has, by its first one, and what the second one can be: no overlong, no surrogate. */
static size_t character_length(const unsigned char *at, unsigned char *low, unsigned char *high)
{
    *low = *at == 0xE0 ? 0xA0 : *at == 0xF0 ? 0x90 : 0x80;
    *high = *at == 0xED ? 0x9F : *at == 0xF4 ? 0x8F : 0xBF;
    return *at < 0x80 ? 1 : *at < 0xC2 ? 0 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 0;
}

size_t sql_valid_utf8(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;

    for (size_t i = 0; i < length;) {
        unsigned char low, high;
        size_t size = character_length(bytes + i, &low, &high);

        if (size == 0 || size > length - i)
            return i;
        for (size_t k = 1; k < size; k++, low = 0x80, high = 0xBF)
            if (bytes[i + k] < low || bytes[i + k] > high)
                return i;
        i += size;
    }
    return length;
}

const char *sql_message(Arena *arena, const PgQueryError *error)
{
    const char *message = error->message, *near = strstr(message, " at or near \"");

    if (strstr(message, "memory exhausted") || strstr(message, "stack depth"))
        return "this is nested too deeply";
    if (near && strncmp(message, "unterminated ", strlen("unterminated ")) == 0)
        return arena_strndup(arena, message, (size_t)(near - message));     /* near is all the rest of the text */
    return arena_strdup(arena, message);
}
