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

/* What editors and word processors put in place of blanks and quotes; PostgreSQL takes it for a part of a name. */
static const struct Lookalike {
    const char *bytes, *says;
} lookalikes[] = {
    {"\xC2\xA0", "U+00A0, a no-break space, is no blank in SQL"},
    {"\xE2\x80\x8B", "U+200B, a zero width space, is no blank in SQL"},
    {"\xEF\xBB\xBF", "U+FEFF, a byte order mark, is no blank in SQL"},
    {"\xE3\x80\x80", "U+3000, an ideographic space, is no blank in SQL"},
    {"\xE2\x80\x98", "U+2018, a typographic quote, is no quote in SQL"},
    {"\xE2\x80\x99", "U+2019, a typographic quote, is no quote in SQL"},
    {"\xE2\x80\x9C", "U+201C, a typographic quote, is no quote in SQL"},
    {"\xE2\x80\x9D", "U+201D, a typographic quote, is no quote in SQL"},
};

const char *sql_message(Arena *arena, const PgQueryError *error, const char *at)
{
    const char *message = error->message, *near = strstr(message, " at or near \"");

    if (strstr(message, "memory exhausted") || strstr(message, "stack depth"))
        return "this is nested too deeply";
    if (near && strncmp(message, "unterminated ", strlen("unterminated ")) == 0)
        return arena_strndup(arena, message, (size_t)(near - message));     /* near is all the rest of the text */
    for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++)
        if (strncmp(at, lookalikes[i].bytes, strlen(lookalikes[i].bytes)) == 0)
            return lookalikes[i].says;
    return arena_strdup(arena, message);
}
