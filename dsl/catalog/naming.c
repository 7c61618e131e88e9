#include "dsl/catalog/naming.h"

#include "dsl/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

static const struct Word {
    const char *word;
    Keyword category;
} keywords[] = {
#define KEYWORD(word, category) {word, KEYWORD_##category},
#include "dsl/catalog/keywords.def"
#undef KEYWORD
};

static int compare_word(const void *word, const void *entry)
{
    return strcmp(word, ((const struct Word *)entry)->word);
}

Keyword keyword(const char *word)
{
    const struct Word *found =
        bsearch(word, keywords, sizeof keywords / sizeof *keywords, sizeof *keywords, compare_word);

    return found ? found->category : KEYWORD_NONE;
}

/* The longest part of at most `limit` bytes that does not end within a UTF-8 character. */
static size_t clip(const char *text, size_t limit)
{
    if (strlen(text) <= limit)
        return strlen(text);
    while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

const char *default_name(Arena *arena, const char *table, const char *middle, const char *label)
{
    bool has_middle = middle && *middle, has_label = label && *label;
    size_t taken = (has_middle ? 1 : 0) + (has_label ? strlen(label) + 1 : 0);
    size_t room = taken < NAME_LIMIT ? NAME_LIMIT - taken : 0;
    size_t first = strlen(table), second = has_middle ? strlen(middle) : 0;

    while (first + second > room)
        *(first > second ? &first : &second) -= 1;

    StrBuf name = {.arena = arena};
    strbuf_putn(&name, table, clip(table, first));
    if (has_middle) {
        strbuf_putc(&name, '_');
        strbuf_putn(&name, middle, clip(middle, second));
    }
    if (has_label) {
        strbuf_putc(&name, '_');
        strbuf_puts(&name, label);
    }
    return strbuf_text(&name);
}

const char *joined_names(Arena *arena, Names names)
{
    StrBuf joined = {.arena = arena};

    for (size_t i = 0; i < names.count; i++) {
        if (i > 0)
            strbuf_putc(&joined, '_');
        strbuf_puts(&joined, names.items[i]);
    }
    return strbuf_text(&joined);
}

static bool plain(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name) &&
           !strchr("0123456789", *name) && keyword(name) == KEYWORD_NONE;
}

/* Between quotes; quotes within are doubled, as is anything in `also`. */
static void put_quoted(StrBuf *out, const char *text, char quote, char also)
{
    strbuf_putc(out, quote);
    for (; *text; text++) {
        if (*text == quote || *text == also)
            strbuf_putc(out, *text);
        strbuf_putc(out, *text);
    }
    strbuf_putc(out, quote);
}

const char *quote_name(Arena *arena, const char *name)
{
    if (plain(name))
        return name;

    StrBuf quoted = {.arena = arena};
    put_quoted(&quoted, name, '"', '"');
    return strbuf_text(&quoted);
}

const char *quote_qname(Arena *arena, const char *schema, const char *name)
{
    bool hidden = strncmp(name, "pg_", 3) == 0;     /* PostgreSQL looks in pg_catalog first */

    if (!schema || (strcmp(schema, "public") == 0 && !hidden))
        return quote_name(arena, name);

    StrBuf quoted = {.arena = arena};
    strbuf_puts(&quoted, quote_name(arena, schema));
    strbuf_putc(&quoted, '.');
    strbuf_puts(&quoted, quote_name(arena, name));
    return strbuf_text(&quoted);
}

/* Not even the first "$" of its end together with the end of the text may be one. */
const char *dollar_tag(Arena *arena, const char *text)
{
    const char *ended = arena_printf(arena, "%s$", text), *tag = "$$";

    for (int i = 0; strstr(ended, tag); i++)
        tag = i ? arena_printf(arena, "$body%d$", i) : "$body$";
    return tag;
}

const char *quote_literal(Arena *arena, const char *text)
{
    StrBuf quoted = {.arena = arena};

    if (strchr(text, '\\'))
        strbuf_putc(&quoted, 'E');
    put_quoted(&quoted, text, '\'', '\\');
    return strbuf_text(&quoted);
}
