#include "dsl/sqltext/expression.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/type.h"

#include <string.h>

void sql_tidy_keep(Arena *arena, const char *name)
{
    name = arena_strdup(arena, name);
    map_put(&sql_cached(sql_cache(arena))->kept, arena, name, (void *)name);
}

static bool same_canonical(Arena *arena, const char *one, const char *other)
{
    const SqlParse *first = sql_expression(sql_cache(arena), one), *second = sql_expression(sql_cache(arena), other);

    return !first->error && !second->error && strcmp(first->canonical, second->canonical) == 0;
}

/* What stands between the first parenthesis and the last, for as long as it is the same without them. */
static const char *without_parentheses(Arena *arena, const char *text)
{
    for (;;) {
        SqlTokens tokens = sql_tokens(arena, text);

        if (tokens.count < 3 || text[tokens.items[0].start] != '(' || text[tokens.items[tokens.count - 1].start] != ')')
            return text;

        size_t start = tokens.items[1].start, end = tokens.items[tokens.count - 2].end;
        const char *inner = arena_strndup(arena, text + start, end - start);
        if (!same_canonical(arena, inner, text))
            return text;
        text = inner;
    }
}

/* A name that means the same without "public.", as far as one can tell here. */
static bool can_go_bare(Arena *arena, const SqlRef *ref)
{
    if (!ref->qualifier || strcmp(ref->qualifier, "public") != 0 || ref->start == ref->whole || ref->start == ref->end)
        return false;
    if (map_get(&sql_cached(sql_cache(arena))->kept, ref->name))
        return false;
    return ref->kind != SQL_REF_COLUMN && !(ref->kind == SQL_REF_TYPE && type_spelled(ref->name, true));
}

static const char *without_public(Arena *arena, const char *text, const List *refs)
{
    StrBuf out = {.arena = arena};
    size_t from = 0;

    for (size_t i = 0; i < refs->count; i++) {
        const SqlRef *ref = refs->items[i];

        if (!can_go_bare(arena, ref) || ref->whole < from)
            continue;
        strbuf_putn(&out, text + from, ref->whole - from);
        from = ref->start;
    }
    strbuf_puts(&out, text + from);
    return strbuf_text(&out);
}

static bool same_schema(const char *one, const char *other)
{
    return strcmp(one ? one : "public", other ? other : "public") == 0;
}

/* What was left out is all that has changed: a WITH query or an alias may have the bare name. */
static bool same_refs(const List *before, const List *after)
{
    if (before->count != after->count)
        return false;
    for (size_t i = 0; i < before->count; i++) {
        const SqlRef *one = before->items[i], *other = after->items[i];

        if (one->kind != other->kind || strcmp(one->name, other->name) != 0 || one->local != other->local
            || one->owners.count != other->owners.count || !same_schema(one->qualifier, other->qualifier))
            return false;
    }
    return true;
}

/* The type of "NULL::type", or the cast of a literal: NULL if it is not that. */
static const SqlRef *cast_type(const SqlParse *parse)
{
    return !parse->error && parse->refs.count == 1 && ((const SqlRef *)parse->refs.items[0])->kind == SQL_REF_TYPE
               ? parse->refs.items[0] : NULL;
}

static bool is_word(const char *text, const SqlTokens *tokens, size_t token, const char *word)
{
    return token < tokens->count && sql_token_is(text, tokens->items[token], word);
}

/* Without the modifiers of the type: 'x'::character varying is of a column that is varchar(50). */
static const char *bare_type(Arena *arena, const char *text, const char *schema_of)
{
    Type type;
    const char *error;

    if (!type_parse(arena, text, &type, &error))
        return NULL;
    (void)schema_of;
    return arena_printf(arena, "%s.%s%s", type.schema ? type.schema : "", type.name, type.array ? "[]" : "");
}

/* 'literal'::type, where the type is that of the whole anyway. */
static const char *without_cast(Arena *arena, const char *text, const char *of_type)
{
    const SqlParse *parse = sql_expression(sql_cache(arena), text);
    SqlTokens tokens = sql_tokens(arena, text);

    if (parse->error || !parse->constant_is_string || !of_type || !cast_type(parse) || tokens.count < 3
        || text[tokens.items[0].end - 1] != '\'' || !is_word(text, &tokens, 1, "::")
        || memchr(text + tokens.items[2].start, '(', strlen(text + tokens.items[2].start)))
        return text;

    const char *cast = bare_type(arena, text + tokens.items[2].start, NULL), *wanted = bare_type(arena, of_type, NULL);
    if (!cast || !wanted || strcmp(cast, wanted) != 0)
        return text;
    return arena_strndup(arena, text + tokens.items[0].start, tokens.items[0].end - tokens.items[0].start);
}

const char *sql_tidy(Arena *arena, const char *text, const char *of_type)
{
    const SqlParse *parse = sql_expression(sql_cache(arena), text);

    if (parse->error)
        return text;

    const char *bare = without_public(arena, text, &parse->refs);
    const SqlParse *without = sql_expression(sql_cache(arena), bare);
    if (!without->error && same_refs(&parse->refs, &without->refs))
        text = bare;
    return without_parentheses(arena, without_cast(arena, without_parentheses(arena, text), of_type));
}

/* How many blanks every line begins with, of those that begin between two tokens. */
static size_t indentation(const char *text, const SqlTokens *tokens)
{
    size_t least = strspn(text, " ");

    for (size_t i = 1; i < tokens->count; i++) {
        const char *line = text + tokens->items[i - 1].end, *end = text + tokens->items[i].start, *newline;

        while ((newline = memchr(line, '\n', (size_t)(end - line)))) {
            size_t blanks = strspn(newline + 1, " ");

            line = newline + 1;
            if (blanks < least)
                least = blanks;
        }
    }
    return least;
}

/* The text of the tokens, with what is between them, but `less` blanks fewer behind each newline there. */
static const char *dedented(Arena *arena, const char *text, size_t length, size_t less)
{
    const char *first = text + strspn(text, " \t\r\n");
    SqlTokens tokens = sql_tokens(arena, text);
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < tokens.count && tokens.items[i].start < length; i++) {
        const char *at = i > 0 ? text + tokens.items[i - 1].end : first, *end = text + tokens.items[i].start;

        while (at < end) {
            strbuf_putc(&out, *at);
            if (*at++ == '\n')
                at += less;
        }
        strbuf_putn(&out, end, tokens.items[i].end - tokens.items[i].start);
    }
    return strbuf_text(&out);
}

const char *sql_tidy_query(Arena *arena, const char *text)
{
    const SqlQuery *query = sql_query(sql_cache(arena), text);

    if (query->parse.error)
        return text;

    const char *bare = without_public(arena, text, &query->parse.refs);
    const SqlQuery *without = sql_query(sql_cache(arena), bare);
    if (without->parse.error || !same_refs(&query->parse.refs, &without->parse.refs)) {
        bare = text;
        without = query;
    }

    SqlTokens tokens = sql_tokens(arena, bare);
    return dedented(arena, bare, without->end, indentation(bare, &tokens));
}
