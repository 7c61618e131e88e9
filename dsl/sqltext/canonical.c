#include "dsl/sqltext/expression.h"

#include "dsl/base/strbuf.h"

#include <string.h>

static const char no_value[] = "\"ival\":{},", location[] = "\"location\":";

/*
 * The parser's own tree has no place for a sign: libpg_query leaves the value of whole numbers below one out of its
 * JSON. It is read where it stands: -300 as "-300", - (00300) too, 0 and -0 as "0".
 */
const char *sql_small_number(Arena *arena, const char *text, size_t start)
{
    const char *at = text + start;

    for (at = sql_skip(at); *at == '-' || *at == '('; at = sql_skip(at + 1))
        ;
    while (*at == '0')
        at++;

    size_t digits = strspn(at, "0123456789");
    return digits == 0 ? "0" : arena_printf(arena, "-%.*s", (int)digits, at);
}

/* A number of the JSON, which may be negative. */
static const char *skip_number(const char *at)
{
    return at + strspn(at, "-0123456789");
}

static size_t number_at(const char *at)
{
    size_t number = 0;

    for (; *at >= '0' && *at <= '9'; at++)
        number = number * 10 + (size_t)(*at - '0');
    return number;
}

static void put_number(StrBuf *out, const char *text, const char *place)
{
    size_t before = strlen(location);

    strbuf_printf(out, "\"ival\":%s", sql_small_number(out->arena, text, number_at(place + before)));
}

/*
 * The JSON of the tree without the places of its nodes. Quotes within strings are escaped there, so that these keys
 * cannot be part of a string.
 */
const char *sql_canonical(Arena *arena, const char *tree, const char *text)
{
    StrBuf out = {.arena = arena};

    for (const char *place; (place = strstr(tree, location)); tree = skip_number(place + strlen(location))) {
        size_t length = (size_t)(place - tree), tail = strlen(no_value);
        bool lacks_value = length >= tail && memcmp(place - tail, no_value, tail) == 0;

        strbuf_putn(&out, tree, lacks_value ? length - tail : length);
        if (lacks_value)
            put_number(&out, text, place);
    }
    strbuf_puts(&out, tree);
    return strbuf_text(&out);
}
