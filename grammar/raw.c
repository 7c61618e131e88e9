#include "grammar/raw.h"

#include <string.h>
#include <strings.h>

static char at(Raw raw, uint32_t i)
{
    return i < raw.length ? raw.text[i] : '\0';
}

static bool starts_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool continues_word(char c)
{
    return starts_word(c) || (c >= '0' && c <= '9') || c == '$';
}

/*
 * Where a quote was forgotten, the next one further down seems to close it and in truth opens another. That one is
 * followed by what it quotes, as the end of a text of many lines never is.
 */
static bool opens_another(Raw raw, uint32_t from, uint32_t end)
{
    char after = at(raw, end);

    if (after == '.' && raw.text[from] == '"' && (at(raw, end + 1) == '"' || starts_word(at(raw, end + 1))))
        return false;               /* a name that holds a newline, and what it qualifies */
    return (continues_word(after) || (after && strchr("@%{^\\.", after)))
        && memchr(raw.text + from, '\n', end - from) != NULL;
}

static uint32_t quoted_end(Raw raw, uint32_t from, char quote, bool backslashes)
{
    for (uint32_t i = from + 1; i < raw.length; i++) {
        if ((backslashes && raw.text[i] == '\\') || (raw.text[i] == quote && at(raw, i + 1) == quote))
            i++;
        else if (raw.text[i] == quote)
            return opens_another(raw, from, i + 1) ? RAW_OPEN : i + 1;
    }
    return RAW_OPEN;
}

uint32_t raw_string_end(Raw raw, uint32_t from, bool backslashes)
{
    return quoted_end(raw, from, '\'', backslashes);
}

uint32_t raw_name_end(Raw raw, uint32_t from)
{
    return quoted_end(raw, from, '"', false);
}

uint32_t raw_comment_end(Raw raw, uint32_t from)
{
    uint32_t depth = 0;

    for (uint32_t i = from; i + 1 < raw.length; i++) {
        if (raw.text[i] == '/' && raw.text[i + 1] == '*') {
            depth++;
            i++;
        } else if (raw.text[i] == '*' && raw.text[i + 1] == '/') {
            i++;
            if (--depth == 0)
                return i + 1;
        }
    }
    return RAW_OPEN;
}

uint32_t raw_dollar_tag(Raw raw, uint32_t from)
{
    uint32_t i = from + 1;

    if (starts_word(at(raw, i)))
        while (continues_word(at(raw, i)) && at(raw, i) != '$')
            i++;
    return at(raw, from) == '$' && at(raw, i) == '$' ? i + 1 - from : 0;
}

uint32_t raw_dollar_end(Raw raw, uint32_t from)
{
    uint32_t tag = raw_dollar_tag(raw, from);
    const char *end = raw.text + raw.length;

    for (const char *next = raw.text + from + tag; (next = memchr(next, '$', (size_t)(end - next))); next++)
        if ((size_t)(end - next) >= tag && memcmp(next, raw.text + from, tag) == 0)
            return (uint32_t)(next - raw.text) + tag;
    return RAW_OPEN;
}

static uint32_t word_end(Raw raw, uint32_t from)
{
    uint32_t i = from + 1;

    while (continues_word(at(raw, i)))
        i++;
    if (i == from + 1 && (raw.text[from] == 'e' || raw.text[from] == 'E') && at(raw, i) == '\'')
        return raw_string_end(raw, i, true);
    return i;
}

static uint32_t line_comment_end(Raw raw, uint32_t from)
{
    uint32_t i = from;

    while (i < raw.length && raw.text[i] != '\n' && raw.text[i] != '\r')
        i++;
    return i;
}

uint32_t raw_token_end(Raw raw, uint32_t from)
{
    char c = raw.text[from], after = at(raw, from + 1);

    if (starts_word(c))
        return word_end(raw, from);
    if (c == '\'')
        return raw_string_end(raw, from, false);
    if (c == '"')
        return raw_name_end(raw, from);
    if (c == '$' && raw_dollar_tag(raw, from))
        return raw_dollar_end(raw, from);
    if (c == '/' && after == '*')
        return raw_comment_end(raw, from);
    if (c == '-' && after == '-')
        return line_comment_end(raw, from);
    return from + 1;
}

RawEnd raw_bracket_end(Raw raw, uint32_t opened_at, char close, uint32_t nesting_limit)
{
    RawEnd result = {.end = RAW_OPEN, .open = opened_at};
    char open = raw.text[opened_at];
    uint32_t depth = 1;

    for (uint32_t i = opened_at + 1, next; i < raw.length; i = next) {
        next = raw_token_end(raw, i);
        if (next == RAW_OPEN)
            return (RawEnd){.end = RAW_OPEN, .open = i};
        if (raw.text[i] == open && ++depth > nesting_limit && !result.too_deep) {
            result.open = i;
            result.too_deep = true;
        } else if (raw.text[i] == close && --depth == 0) {
            result.end = i;
            return result;
        }
    }
    return (RawEnd){.end = RAW_OPEN, .open = opened_at};
}

static bool is_word(Raw raw, uint32_t from, uint32_t end, const char *word)
{
    return end - from == strlen(word) && strncasecmp(raw.text + from, word, end - from) == 0
        && (from == 0 || raw.text[from - 1] != '.');
}

RawEnd raw_body_end(Raw raw, uint32_t opened_at)
{
    uint32_t depth = 1;

    for (uint32_t i = opened_at, next; i < raw.length; i = next) {
        next = raw_token_end(raw, i);
        if (next == RAW_OPEN)
            return (RawEnd){.end = RAW_OPEN, .open = i};
        depth += is_word(raw, i, next, "case");
        if (is_word(raw, i, next, "end") && --depth == 0)
            return (RawEnd){.end = i};
    }
    return (RawEnd){.end = RAW_OPEN, .open = opened_at};
}
