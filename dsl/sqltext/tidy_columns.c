/*
 * What the server adds to a comparison with a column, taken away again where the column's type tells that it will be
 * added again: "((name)::text <> ''::text)" was "(name <> '')".
 *
 * Rules are token by token, and match only a comparison that stands between its own parentheses, as the server prints
 * each. They may be too timid; where one is applied the server makes the same of both spellings.
 */
#include "dsl/sqltext/text.h"

#include "dsl/base/strbuf.h"

#include <string.h>

/*
 * Words of a rule: itself; or
 *
 *     $column    a column of the type `of` (NULL: any), modifiers apart; where there is none `of` is $type
 *     $op        a comparison
 *     $string    a string;      $number    an integer
 *     $type      the column's type
 *     $strings   strings, each cast to the column's type;      $numbers    integers; two at least: "in" with one is "="
 */
static const struct Rule {
    const char *of, *from, *to;
} rules[] = {
    /* varchar has no operators of its own: text's are taken, and every operand cast. */
    {"character varying", "( $column ) :: text $op $string :: text", "$column $op $string"},
    {"character varying", "( $column ) :: text = any ( ( array [ $strings ] ) :: text [ ] )", "$column in ($strings)"},
    {"character varying", "( $column ) :: text <> all ( ( array [ $strings ] ) :: text [ ] )",
     "$column not in ($strings)"},
    {"character varying", "lower ( ( $column ) :: text )", "lower($column)"},
    {"character varying", "upper ( ( $column ) :: text )", "upper($column)"},
    /* A string beside a column is taken to be of its type. */
    {NULL, "$column $op $string :: $type", "$column $op $string"},
    {NULL, "$column = any ( array [ $strings ] )", "$column in ($strings)"},
    {NULL, "$column <> all ( array [ $strings ] )", "$column not in ($strings)"},
    {"integer", "$column = any ( array [ $numbers ] )", "$column in ($numbers)"},
    {"integer", "$column <> all ( array [ $numbers ] )", "$column not in ($numbers)"},
    {"numeric", "$column $op ( $number ) :: numeric", "$column $op $number"},
    {"double precision", "$column $op ( $number ) :: double precision", "$column $op $number"},
    /* Read as it is printed, every string would be cast by itself. */
    {"character varying", "( array [ $strings ] ) :: text [ ]", "(array[$strings]::varchar[])::text[]"},
    {"character varying", "( array [ $string :: $type ] ) :: text [ ]", "(array[$string]::varchar[])::text[]"},
};

static const struct Operator {
    const char *printed, *written;
} operators[] = {
    {"=", "="}, {"<>", "<>"}, {"<", "<"}, {">", ">"}, {"<=", "<="}, {">=", ">="},
    {"~~", "like"}, {"!~~", "not like"}, {"~~*", "ilike"}, {"!~~*", "not ilike"},
    {"~", "~"}, {"!~", "!~"}, {"~*", "~*"}, {"!~*", "!~*"},
};

typedef struct Tidying {
    Arena *arena;
    const char *text;
    SqlTokens tokens;
    SqlColumnType *type_of;
    const void *context;
} Tidying;

/* What the words of a rule stand for. */
typedef struct Match {
    size_t at;                      /* the next token */
    const char *column, *type, *op, *value;
} Match;

static const char *token_text(const Tidying *t, size_t token)
{
    SqlToken it = t->tokens.items[token];

    return arena_strndup(t->arena, t->text + it.start, it.end - it.start);
}

static bool is(const Tidying *t, size_t token, const char *word)
{
    return token < t->tokens.count && sql_token_is(t->text, t->tokens.items[token], word);
}

/* As the parser reads it; the server quotes what is not lower case. */
static const char *name_of(Arena *arena, const char *written)
{
    StrBuf name = {.arena = arena};

    if (*written != '"')
        return written;
    for (written++; *written && !(written[0] == '"' && written[1] == '\0'); written++) {
        strbuf_putc(&name, *written);
        written += written[0] == '"' && written[1] == '"';
    }
    return strbuf_text(&name);
}

static bool match_column(const Tidying *t, const struct Rule *rule, Match *m)
{
    const char *written = token_text(t, m->at), *end = sql_skip_name(written);

    if (end == written || *end)
        return false;
    m->column = written;
    m->type = t->type_of(t->context, name_of(t->arena, written));
    m->at++;
    return m->type && (!rule->of || strcmp(m->type, rule->of) == 0);
}

/* The words of a type, one after the other. */
static bool match_type(const Tidying *t, Match *m)
{
    for (const char *word = m->type; *word;) {
        size_t length = strcspn(word, " .");

        if (*word == '.')
            length = 1;
        if (m->at >= t->tokens.count || strcmp(token_text(t, m->at), arena_strndup(t->arena, word, length)) != 0)
            return false;
        m->at++;
        word += length + (word[length] == ' ');
    }
    return true;
}

static bool match_op(const Tidying *t, Match *m)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (is(t, m->at, operators[i].printed)) {
            m->op = operators[i].written;
            m->at++;
            return true;
        }
    return false;
}

static bool match_literal(const Tidying *t, const char *opening, Match *m)
{
    m->value = token_text(t, m->at);
    m->at++;
    return strchr(opening, *m->value) && !strpbrk(opening[0] == '\'' ? "" : m->value, ".eExX_");
}

static const char string_opens[] = "'", number_opens[] = "0123456789";

static bool match_list(const Tidying *t, bool strings, Match *m)
{
    StrBuf list = {.arena = t->arena};
    size_t count = 0;

    do {
        if (count++) {
            strbuf_puts(&list, ", ");
            m->at++;
        }
        if (m->at >= t->tokens.count || !match_literal(t, strings ? string_opens : number_opens, m))
            return false;
        strbuf_puts(&list, m->value);
        if (strings && !is(t, m->at++, "::"))
            return false;
        if (strings && !match_type(t, m))
            return false;
    } while (is(t, m->at, ","));
    m->value = strbuf_text(&list);
    return count > 1;
}

static bool match_word(const Tidying *t, const struct Rule *rule, const char *word, Match *m)
{
    if (m->at >= t->tokens.count)
        return false;
    if (*word != '$')
        return is(t, m->at++, word);
    if (strcmp(word, "$column") == 0)
        return match_column(t, rule, m);
    if (strcmp(word, "$type") == 0)
        return match_type(t, m);
    if (strcmp(word, "$op") == 0)
        return match_op(t, m);
    if (strcmp(word, "$string") == 0 || strcmp(word, "$number") == 0)
        return match_literal(t, word[1] == 's' ? string_opens : number_opens, m);
    return match_list(t, word[1] == 's', m);
}

/* The next word of a rule, and the place behind it. */
static const char *next_word(Arena *arena, const char **rest)
{
    size_t length = strcspn(*rest, " ");
    const char *word = arena_strndup(arena, *rest, length);

    *rest += length + ((*rest)[length] == ' ');
    return word;
}

static bool match_rule(const Tidying *t, const struct Rule *rule, Match *m)
{
    for (const char *rest = rule->from; *rest;)
        if (!match_word(t, rule, next_word(t->arena, &rest), m))
            return false;
    return m->at == t->tokens.count || is(t, m->at, ")") || is(t, m->at - 1, ")");
}

static void put(StrBuf *out, const char *to, const Match *m)
{
    while (*to) {
        const struct {
            const char *word, *value;
        } gaps[] = {
            {"$column", m->column}, {"$op", m->op}, {"$strings", m->value}, {"$string", m->value},
            {"$numbers", m->value}, {"$number", m->value},
        };
        size_t i = 0, count = sizeof gaps / sizeof *gaps;

        while (i < count && strncmp(to, gaps[i].word, strlen(gaps[i].word)) != 0)
            i++;
        if (i < count)
            strbuf_puts(out, gaps[i].value);
        else
            strbuf_putc(out, *to);
        to += i < count ? strlen(gaps[i].word) : 1;
    }
}

/* The end of what a rule replaces here; `token` itself if none does. */
static size_t replace(const Tidying *t, size_t token, StrBuf *out)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        Match m = {.at = token, .type = rules[i].of};

        if (match_rule(t, &rules[i], &m)) {
            put(out, rules[i].to, &m);
            return m.at;
        }
    }
    return token;
}

const char *sql_tidy_columns(Arena *arena, const char *text, SqlColumnType *type_of, const void *context)
{
    Tidying t = {arena, text, sql_tokens(arena, text), type_of, context};
    StrBuf out = {.arena = arena};
    size_t done = 0;

    for (size_t i = 0, end; i < t.tokens.count; i = end > i ? end : i + 1) {
        strbuf_putn(&out, text + done, t.tokens.items[i].start - done);
        done = t.tokens.items[i].start;
        end = i == 0 || is(&t, i - 1, "(") ? replace(&t, i, &out) : i;
        if (end > i)
            done = t.tokens.items[end - 1].end;
    }
    strbuf_puts(&out, text + done);
    return strbuf_text(&out);
}
