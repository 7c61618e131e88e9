#include "dsl/sqltext.h"

#include "dsl/catalog/naming.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/*
 * A small scanner for plain spellings. What it does not know (escapes, quoted names, comments, dollar quotes) it takes
 * for more than a plain value: one pair of parentheses too many does no harm.
 */

/* Words that .eco reserves and SQL does not: a name in .eco only in quotes, or in parentheses as part of SQL. */
static const char *const reserved[] = {
    "by",     "exclude", "include",  "index",      "nulls",      "option",  "partition",
    "policy", "revoke",  "security", "statistics", "tablespace", "trigger", "use",     "was",
};

static bool is_reserved(const char *word, size_t length)
{
    char copy[NAME_LIMIT + 1];

    if (length > NAME_LIMIT)
        return true;
    memcpy(copy, word, length);
    copy[length] = '\0';
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcmp(reserved[i], copy) == 0)
            return true;
    return keyword(copy) == KEYWORD_RESERVED;
}

/* Just after 'text', or NULL. Backslashes are no escapes here: E'…' is not taken for a plain literal. */
static const char *after_string(const char *text)
{
    if (!text || *text != '\'')
        return NULL;
    for (text++; *text; text++)
        if (*text == '\'' && *++text != '\'')
            return text;
    return NULL;
}

static const char *after_number(const char *text)
{
    static const char digits[] = "0123456789";

    text += *text == '-';
    if (!isdigit((unsigned char)*text))
        return NULL;
    text += strspn(text, digits);
    return *text == '.' ? text + 1 + strspn(text + 1, digits) : text;
}

static size_t word_length(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";

    return *text >= 'a' && *text <= 'z' ? strspn(text, letters) : 0;
}

static const char *after_name(const char *text)
{
    size_t length = word_length(text);

    return length && !is_reserved(text, length) ? text + length : NULL;
}

/* "now", "app.touch" */
static const char *after_qualified(const char *text)
{
    const char *end = after_name(text);

    return end && *end == '.' ? after_name(end + 1) : end;
}

/* Where a backslash may or may not be an escape, as the letter before the string says, it is not judged. */
static const char *after_inner_string(const char *text)
{
    const char *end = after_string(text);

    return end && !memchr(text, '\\', (size_t)(end - text)) ? end : NULL;
}

static bool is_beyond(const char *at)
{
    return strchr("\n\r\"$\\", *at) || strncmp(at, "--", 2) == 0 || strncmp(at, "/*", 2) == 0;
}

/* Just after the bracket that closes the one at `open`; nothing there may be more than words, numbers and strings. */
static const char *after_brackets(const char *open)
{
    int depth = 0;

    for (const char *at = open; at && *at; at++) {
        if (*at == '\'') {
            at = after_inner_string(at);
            if (!at)
                return NULL;
            at--;
        } else if (is_beyond(at)) {
            return NULL;
        } else if (*at == '(' || *at == '[') {
            depth++;
        } else if ((*at == ')' || *at == ']') && --depth == 0) {
            return at + 1;
        }
    }
    return NULL;
}

bool sql_is_call(const char *expression)
{
    const char *open = after_qualified(expression), *end = open && *open == '(' ? after_brackets(open) : NULL;

    return end && !*end;
}

/* Words that are values by themselves. */
static bool is_value(const char *word)
{
    static const char *const values[] = {"true", "false", "current_date", "current_timestamp", "current_user"};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i], word) == 0)
            return true;
    return false;
}

/* "::app.status", "::text[]" or nothing up to the end. */
static bool ends_or_casts(const char *text)
{
    if (text && text[0] == ':' && text[1] == ':') {
        text = after_qualified(text + 2);
        if (text && strncmp(text, "[]", 2) == 0)
            text += 2;
    }
    return text && !*text;
}

/* "interval '1 day'" */
static const char *after_typed_string(const char *text)
{
    const char *end = after_qualified(text);

    return end && *end == ' ' ? after_string(end + strspn(end, " ")) : NULL;
}

static const char *after_array(const char *text)
{
    return strncmp(text, "array[", 6) == 0 ? after_brackets(text + 5) : NULL;
}

/* "(a + b)::int", not "(a + b)". */
static bool is_cast(const char *expression)
{
    const char *end = *expression == '(' ? after_brackets(expression) : NULL;

    return end && *end && ends_or_casts(end);
}

bool sql_is_simple(const char *expression)
{
    return is_value(expression) || sql_is_call(expression) || is_cast(expression)
        || ends_or_casts(after_number(expression)) || ends_or_casts(after_string(expression))
        || ends_or_casts(after_array(expression)) || ends_or_casts(after_typed_string(expression));
}

/* "(a, b)" and "(select …)" are made of their parentheses: without them, or in place of others, they are nothing. */
static bool is_made_of_them(const char *open)
{
    static const char *const queries[] = {"select", "table", "values", "with"};
    int depth = 0;

    for (const char *at = open; *at; at++) {
        if (*at == '\'')
            at = after_string(at) - 1;
        depth += *at == '(' || *at == '[';
        depth -= *at == ')' || *at == ']';
        if (*at == ',' && depth == 1)
            return true;
    }
    open += 1 + strspn(open + 1, " \t(");
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        if (strncasecmp(open, queries[i], strlen(queries[i])) == 0)
            return true;
    return false;
}

/* True if the first parenthesis closes at the very end: "(a) + (b)" is not in parentheses, "((a) + (b))" is. */
bool sql_is_parenthesised(const char *expression)
{
    const char *end = *expression == '(' ? after_brackets(expression) : NULL;

    return end && !*end && !is_made_of_them(expression);
}
