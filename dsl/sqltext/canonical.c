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

typedef struct Writer {
    StrBuf out;
    const char *text;
} Writer;

static void write_node(Writer *writer, const json_t *node);

static bool is_place(const char *key)
{
    return strcmp(key, "location") == 0 || strcmp(key, "stmt_location") == 0 || strcmp(key, "stmt_len") == 0;
}

static void write_field(Writer *writer, const json_t *node, const char *key, const json_t *value)
{
    strbuf_printf(&writer->out, "%s=", key);
    if (strcmp(key, "ival") == 0 && json_is_object(value) && json_object_size(value) == 0)
        strbuf_puts(&writer->out, sql_small_number(writer->out.arena, writer->text, sql_place(node)));
    else
        write_node(writer, value);
}

/* Strings with their length, so that nothing in them can be taken for what is around them. */
static void write_node(Writer *writer, const json_t *node)
{
    StrBuf *out = &writer->out;
    const char *key;
    json_t *value;
    size_t i;

    if (json_is_string(node))
        strbuf_printf(out, "%zu:%s", strlen(json_string_value(node)), json_string_value(node));
    else if (json_is_integer(node))
        strbuf_printf(out, "%lld", (long long)json_integer_value(node));
    else if (json_is_true(node))
        strbuf_putc(out, 't');

    if (json_is_array(node)) {
        strbuf_putc(out, '[');
        json_array_foreach((json_t *)node, i, value) {
            write_node(writer, value);
            strbuf_putc(out, ',');
        }
        strbuf_putc(out, ']');
    } else if (json_is_object(node)) {
        strbuf_putc(out, '{');
        json_object_foreach((json_t *)node, key, value)
            if (!is_place(key)) {
                write_field(writer, node, key, value);
                strbuf_putc(out, ',');
            }
        strbuf_putc(out, '}');
    }
}

/* A query without its outputs, in every branch. */
static void write_rest(Writer *writer, const json_t *select)
{
    const char *key;
    json_t *value;

    strbuf_putc(&writer->out, '{');
    json_object_foreach((json_t *)select, key, value) {
        if (strcmp(key, "larg") == 0 || strcmp(key, "rarg") == 0)
            write_rest(writer, value);
        else if (strcmp(key, "valuesLists") == 0)
            strbuf_printf(&writer->out, "rows=%zu,", json_array_size(value));
        else if (strcmp(key, "targetList") != 0) {
            write_field(writer, select, key, value);
            strbuf_putc(&writer->out, ',');
        }
    }
    strbuf_putc(&writer->out, '}');
}

const char *sql_canonical_of(Arena *arena, const json_t *tree, const char *text, bool less)
{
    Writer writer = {.out = {.arena = arena}, .text = text};

    if (less)
        write_rest(&writer, tree);
    else
        write_node(&writer, tree);
    return strbuf_text(&writer.out);
}
