#include "dsl/catalog/type_read.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"

#include <ctype.h>
#include <string.h>

typedef struct Reader {
    Arena *arena;
    const char *at;
    const char *error;              /* the first one stays */
    TypeText *type;
} Reader;

static bool fail(Reader *reader, const char *error)
{
    if (!reader->error)
        reader->error = error;
    return false;
}

static bool is_blank(char c)
{
    return c != '\0' && strchr(" \t\r\n\f", c);
}

static bool starts_word(char c)
{
    return isalpha((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool goes_on(char c)
{
    return starts_word(c) || isdigit((unsigned char)c) || c == '$';
}

static void skip_blanks(Reader *reader)
{
    while (is_blank(*reader->at))
        reader->at++;
}

static bool take(Reader *reader, char c)
{
    skip_blanks(reader);
    if (*reader->at != c)
        return false;
    reader->at++;
    return true;
}

static const char *read_word(Reader *reader)
{
    const char *start = reader->at;

    while (goes_on(*reader->at))
        reader->at++;

    char *word = arena_strndup(reader->arena, start, (size_t)(reader->at - start));
    for (char *c = word; *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    return word;
}

static const char *read_quoted(Reader *reader)
{
    StrBuf name = {.arena = reader->arena};

    for (reader->at++; *reader->at; reader->at++) {
        if (*reader->at == '"' && *++reader->at != '"')
            return strbuf_text(&name);
        strbuf_putc(&name, *reader->at);
    }
    fail(reader, "a quoted name does not end");
    return "";
}

static const char *read_name(Reader *reader)
{
    skip_blanks(reader);
    bool quoted = *reader->at == '"';

    if (!quoted && !starts_word(*reader->at)) {
        fail(reader, *reader->at ? arena_printf(reader->arena, "a type cannot begin with \"%.1s\"", reader->at)
                                 : "the name of a type is missing");
        return "";
    }

    const char *name = quoted ? read_quoted(reader) : read_word(reader);
    reader->type->bare = !quoted;
    if (!*name)
        fail(reader, "the name of a type is empty");
    if (strlen(name) > NAME_LIMIT)
        fail(reader, arena_printf(reader->arena, "the name \"%s\" is longer than %d bytes", name, NAME_LIMIT));
    return name;
}

/* Further words of a bare name: "double precision", "interval day to second". "array" is none of them. */
static void read_more_words(Reader *reader)
{
    for (skip_blanks(reader); starts_word(*reader->at); skip_blanks(reader)) {
        const char *start = reader->at, *word = read_word(reader);

        if (strcmp(word, "array") == 0) {
            reader->at = start;
            return;
        }
        reader->type->name = arena_printf(reader->arena, "%s %s", reader->type->name, word);
    }
}

/* One of the values in parentheses; a quoted one as it stands. */
static const char *read_modifier(Reader *reader)
{
    StrBuf text = {.arena = reader->arena};
    char quote = '\0';

    for (skip_blanks(reader); *reader->at && (quote || !strchr(",()", *reader->at)); reader->at++) {
        char c = *reader->at;

        if (!quote && is_blank(c)) {
            if (!is_blank(reader->at[1]) && reader->at[1] && !strchr(",)", reader->at[1]))
                strbuf_putc(&text, ' ');
            continue;
        }
        if (quote ? c == quote : c == '\'' || c == '"')
            quote = quote ? '\0' : c;
        strbuf_putc(&text, c);
    }
    if (quote)
        fail(reader, "a quoted modifier does not end");
    if (text.length == 0)
        fail(reader, "a modifier is missing between the parentheses");
    return strbuf_text(&text);
}

static void read_modifiers(Reader *reader)
{
    if (!take(reader, '('))
        return;
    if (reader->type->bare && strstr(reader->type->name, " time zone"))
        fail(reader, "the precision stands before \"with time zone\" and \"without time zone\"");
    do
        list_add(&reader->type->modifiers, reader->arena, read_modifier(reader));
    while (!reader->error && take(reader, ','));
    if (!take(reader, ')'))
        fail(reader, "a parenthesis after a type does not end");
}

/* "with time zone" comes after the modifiers. */
static void read_zone(Reader *reader)
{
    if (reader->type->bare && (strcmp(reader->type->name, "time") == 0 || strcmp(reader->type->name, "timestamp") == 0))
        read_more_words(reader);
}

static bool read_size(Reader *reader)
{
    if (!take(reader, '['))
        return false;
    skip_blanks(reader);
    while (isdigit((unsigned char)*reader->at))
        reader->at++;
    if (!take(reader, ']'))
        fail(reader, "between [ and ] only a number can stand");
    return true;
}

static void read_arrays(Reader *reader)
{
    const char *start = reader->at;

    skip_blanks(reader);
    if (starts_word(*reader->at) && strcmp(read_word(reader), "array") == 0) {
        reader->type->array = true;
        read_size(reader);
        return;
    }
    reader->at = start;
    while (!reader->error && read_size(reader))
        reader->type->array = true;
}

static bool read_type(Reader *reader)
{
    reader->type->name = read_name(reader);
    if (take(reader, '.')) {
        reader->type->schema = reader->type->name;
        reader->type->name = read_name(reader);
        reader->type->bare = false;
    } else if (reader->type->bare) {
        read_more_words(reader);
    }
    read_modifiers(reader);
    read_zone(reader);
    read_arrays(reader);
    skip_blanks(reader);
    if (*reader->at)
        fail(reader, arena_printf(reader->arena, "unexpected \"%s\" after the type", reader->at));
    return !reader->error;
}

bool type_read(Arena *arena, const char *text, TypeText *type, const char **error)
{
    Reader reader = {.arena = arena, .at = text, .type = type};

    if (read_type(&reader))
        return true;
    *error = reader.error;
    return false;
}
