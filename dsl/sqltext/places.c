#include "dsl/sqltext/walk.h"

#include <string.h>

const SqlTokens *place_tokens(Walk *walk)
{
    if (!walk->tokens) {
        walk->tokens = arena_new(walk->arena, SqlTokens);
        *walk->tokens = sql_tokens(walk->arena, walk->text);
    }
    return walk->tokens;
}

static bool is(const Walk *walk, size_t token, const char *word)
{
    return token < walk->tokens->count && sql_token_is(walk->text, walk->tokens->items[token], word);
}

/* The first token that begins at this byte or behind it. */
static size_t token_from(const Walk *walk, size_t place)
{
    size_t low = 0, high = walk->tokens->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (walk->tokens->items[middle].start < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Words that end a list of outputs; SQL reserves them. Behind `unless` they are part of an expression. */
static bool ends_outputs(const Walk *walk, size_t token)
{
    static const char *const ends[] = {
        ",",     "from",  "where",     "group",  "having", "window", "union", "intersect", "except",
        "order", "limit", "offset",    "fetch",  "for",    "into",   ";",
    };
    static const char *const unless[] = {".", "as", "distinct", "within"};

    for (size_t i = 0; token > 0 && i < sizeof unless / sizeof *unless; i++)
        if (is(walk, token - 1, unless[i]))
            return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (is(walk, token, ends[i]))
            return true;
    return false;
}

size_t place_output_end(Walk *walk, size_t start)
{
    const SqlTokens *tokens = place_tokens(walk);
    size_t depth = 0, end = start;

    for (size_t i = token_from(walk, start); i < tokens->count; i++) {
        bool opens = is(walk, i, "(") || is(walk, i, "["), closes = is(walk, i, ")") || is(walk, i, "]");

        if (depth == 0 && (closes || ends_outputs(walk, i)))
            break;
        depth += opens;
        depth -= closes;
        end = tokens->items[i].end;
    }
    return end;
}

/* The largest place in a tree; 0 if there is none. */
size_t place_last(const json_t *tree)
{
    size_t last = json_is_object(tree) ? sql_place(tree) : 0, i;
    const char *key;
    json_t *value;

    json_array_foreach((json_t *)tree, i, value) {
        size_t place = place_last(value);

        last = place > last ? place : last;
    }
    json_object_foreach((json_t *)tree, key, value) {
        size_t place = place_last(value);

        last = place > last ? place : last;
    }
    return last;
}

/* The length that a name has when it is written in quotes or not: it is compared as the parser folds it. */
static bool is_name(const Walk *walk, size_t token, const char *name)
{
    const SqlToken *place = token < walk->tokens->count ? &walk->tokens->items[token] : NULL;

    if (!place)
        return false;
    const char *at = walk->text + place->start, *end = walk->text + place->end;
    bool quoted = *at == '"';
    for (at += quoted, end -= quoted; at < end && *name; at++, name++) {
        char c = !quoted && *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;

        if (c != *name)
            return false;
        at += quoted && c == '"';
    }
    return at >= end && !*name;
}

static bool lists_names(const Walk *walk, size_t token, const List *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!is_name(walk, token + 2 * i, names->items[i])
            || !is(walk, token + 2 * i + 1, i + 1 < names->count ? "," : ")"))
            return false;
    return true;
}

/*
 * The token of the first name in "using (a, b)", behind a byte. Joins are walked in the order of their USING, so that
 * each is found once.
 */
bool place_using(Walk *walk, size_t after, const List *names, size_t *first)
{
    const SqlTokens *tokens = place_tokens(walk);
    size_t token = token_from(walk, after);

    for (token = token > walk->used ? token : walk->used; token < tokens->count; token++)
        if (is(walk, token, "using") && is(walk, token + 1, "(") && lists_names(walk, token + 2, names)) {
            *first = token + 2;
            walk->used = token + 1;
            return true;
        }
    return false;
}

/* "mail" of (u).mail or (u.*).mail, where u stands at a byte. */
bool place_field(Walk *walk, size_t after, const char *name, SqlToken *field)
{
    const SqlTokens *tokens = place_tokens(walk);
    size_t token = token_from(walk, after);

    while (token < tokens->count && !is(walk, token, ")"))
        token++;
    while (is(walk, token, ")"))
        token++;
    if (!is(walk, token, ".") || !is_name(walk, token + 1, name))
        return false;
    *field = tokens->items[token + 1];
    return true;
}

static bool stand_at(const Walk *walk, size_t token, const List *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!is_name(walk, token + 2 * i, names->items[i]) || (i > 0 && !is(walk, token + 2 * i - 1, ".")))
            return false;
    return true;
}

/*
 * Names with dots between them in the present statement, which is a DROP. `token`: where to look from, 0 at first, and
 * where to go on. `behind`: a word that stands before them, or NULL.
 */
size_t place_in_drop(Walk *walk, size_t *token, const char *behind, const List *names)
{
    const SqlTokens *tokens = place_tokens(walk);
    size_t at = *token ? *token : token_from(walk, walk->statement) + 2;

    for (; at < tokens->count && !is(walk, at, ";"); at++)
        if (stand_at(walk, at, names) && (!behind || is(walk, at - 1, behind))) {
            *token = at + 2 * names->count;
            return tokens->items[at].start;
        }
    return 0;
}
