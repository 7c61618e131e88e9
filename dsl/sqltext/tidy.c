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

/* A literal in quotes and the cast of it, all there is of a text. */
typedef struct Cast {
    const char *literal, *value;    /* as written; what it says */
    Type type;
} Cast;

static bool read_cast(Arena *arena, const char *text, Cast *cast)
{
    const SqlParse *parse = sql_expression(sql_cache(arena), text);
    SqlTokens tokens = sql_tokens(arena, text);
    const char *error;

    if (parse->error || !parse->constant_is_string || parse->refs.count != 1 || tokens.count < 3
        || text[tokens.items[0].end - 1] != '\'' || !sql_token_is(text, tokens.items[1], "::"))
        return false;
    cast->literal = arena_strndup(arena, text + tokens.items[0].start, tokens.items[0].end - tokens.items[0].start);
    cast->value = parse->constant;
    return type_parse(arena, text + tokens.items[2].start, &cast->type, &error);
}

/* What varchar(50) has in common with varchar. Without modifiers, character and bit have names of their own. */
static const char *base_type(Arena *arena, const Type *type)
{
    static const char *const unlimited[][2] = {{"bpchar", "character"}, {"\"bit\"", "bit"}};
    const char *name = type->name;

    for (size_t i = 0; !type->schema && i < sizeof unlimited / sizeof *unlimited; i++)
        if (strcmp(unlimited[i][0], name) == 0)
            name = unlimited[i][1];
    return arena_printf(arena, "%s.%s%s", type->schema ? type->schema : "", name, type->array ? "[]" : "");
}

/*
 * True if a literal without the cast is read as the same value: as the type itself, and then, cast or not, made to fit
 * the modifiers. Only an interval is read in the light of its modifiers at once.
 */
static bool cast_says_nothing(Arena *arena, const Cast *cast, const char *of_type)
{
    Type wanted;
    const char *error;

    if (!of_type || !type_parse(arena, of_type, &wanted, &error))
        return false;
    if (!wanted.schema && strcmp(wanted.name, "interval") == 0)
        return strcmp(wanted.text, cast->type.text) == 0;
    return !cast->type.modifiers && strcmp(base_type(arena, &cast->type), base_type(arena, &wanted)) == 0;
}

/* '-1'::integer is how the server prints -1. */
static const char *negative_number(const Cast *cast)
{
    const char *digits = cast->value + 1, *type = cast->type.schema || cast->type.modifiers ? "" : cast->type.text;
    size_t whole = strspn(digits, "0123456789"), length = strlen(digits);
    bool small = whole < 10 || (whole == 10 && strcmp(digits, "2147483648") <= 0);

    if (*cast->value != '-' || whole == 0 || (digits[0] == '0' && whole > 1) || strcmp(digits, "0") == 0)
        return NULL;
    if (whole == length && small)
        return strcmp(type, "integer") == 0 ? cast->value : NULL;
    if (whole == length)
        return strcmp(type, "bigint") == 0 && whole < 19 ? cast->value : NULL;
    if (digits[whole] != '.' || length == whole + 1)
        return NULL;
    return strspn(digits + whole + 1, "0123456789") == length - whole - 1 && strcmp(type, "numeric") == 0
               ? cast->value : NULL;
}

static const char *without_cast(Arena *arena, const char *text, const char *of_type)
{
    Cast cast;

    if (!read_cast(arena, text, &cast))
        return text;

    const char *number = negative_number(&cast);
    if (number)
        return number;
    return cast_says_nothing(arena, &cast, of_type) ? cast.literal : text;
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
