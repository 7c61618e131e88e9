#include "dsl/sqltext/expression.h"

#include "dsl/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

/*
 * libpg_query's PL/pgSQL knows no catalog: types are unknown to it, so that whatever it says of them is not to be
 * believed, and it takes the columns of RETURNS TABLE for nothing. It is given not the user's statement but one of
 * our own around his body, in which such columns are OUT parameters.
 */

/* The body in the text: where it begins, and how it is quoted. */
typedef struct Body {
    const char *text;               /* without quotes */
    size_t start;                   /* byte in the statement at which it begins */
    char quote;                     /* '$', '\'', or 'E' for one with escapes */
} Body;

static const json_t *option(const json_t *function, const char *name)
{
    size_t i;
    json_t *element;

    json_array_foreach(json_object_get(function, "options"), i, element) {
        const json_t *definition = json_object_get(element, "DefElem");
        const char *called = sql_string(definition, "defname");

        if (called && strcmp(called, name) == 0)
            return definition;
    }
    return NULL;
}

static const json_t *function_of(const json_t *tree)
{
    const json_t *statements = json_object_get(tree, "stmts");
    const json_t *statement = json_object_get(json_array_get(statements, 0), "stmt");
    const json_t *function = json_object_get(statement, "CreateFunctionStmt");
    const char *language = sql_string(json_object_get(json_object_get(option(function, "language"), "arg"), "String"),
                                      "sval");

    return json_array_size(statements) == 1 && language && strcmp(language, "plpgsql") == 0 ? function : NULL;
}

/* The string behind AS. */
static bool find_body(Arena *arena, const json_t *function, const char *text, Body *body)
{
    const json_t *as = option(function, "as");
    const json_t *strings = json_object_get(json_object_get(json_object_get(as, "arg"), "List"), "items");
    SqlTokens tokens = sql_tokens(arena, text);
    size_t i = 0;

    body->text = sql_string(json_object_get(json_array_get(strings, 0), "String"), "sval");
    while (i < tokens.count && tokens.items[i].start < sql_place(as))
        i++;
    if (!body->text || json_array_size(strings) != 1 || i + 1 >= tokens.count)
        return false;

    const char *at = text + tokens.items[i + 1].start;
    body->quote = *at == '$' || *at == '\'' ? *at : 'E';
    body->start = (size_t)(at - text) + (*at == '$' ? (size_t)(strchr(at + 1, '$') + 1 - at) : *at == '\'');
    return true;
}

/* Byte `at` of the body as one of the statement. In E'…' and U&'…' only the string as a whole is found. */
static size_t place_of(const Body *body, size_t at)
{
    size_t quotes = 0;

    if (body->quote == 'E')
        return body->start;
    for (size_t i = 0; body->quote == '\'' && i < at; i++)
        quotes += body->text[i] == '\'';
    return body->start + at + quotes;
}

static void put_quoted(StrBuf *out, const char *name)
{
    strbuf_putc(out, '"');
    for (; *name; name++) {
        strbuf_putc(out, *name);
        if (*name == '"')
            strbuf_putc(out, '"');
    }
    strbuf_putc(out, '"');
}

static void put_parameters(StrBuf *out, const json_t *function)
{
    static const char *const modes[][2] = {
        {"FUNC_PARAM_OUT", "OUT "}, {"FUNC_PARAM_TABLE", "OUT "}, {"FUNC_PARAM_INOUT", "INOUT "},
    };
    const char *separator = "";
    size_t i;
    json_t *parameter;

    json_array_foreach(json_object_get(function, "parameters"), i, parameter) {
        const json_t *node = json_object_get(parameter, "FunctionParameter");
        const char *name = sql_string(node, "name"), *mode = sql_string(node, "mode");

        strbuf_puts(out, separator);
        for (size_t k = 0; mode && k < sizeof modes / sizeof *modes; k++)
            if (strcmp(modes[k][0], mode) == 0)
                strbuf_puts(out, modes[k][1]);
        if (name)
            put_quoted(out, name);
        strbuf_puts(out, " int");
        separator = ", ";
    }
}

/* Some returns have a meaning of their own; of the rest it counts only that there are some, and how many. */
static void put_returns(StrBuf *out, const json_t *function)
{
    static const char *const meant[] = {"void", "trigger", "event_trigger", "record"};
    const json_t *type = json_object_get(function, "returnType"), *names = json_object_get(type, "names");
    const char *name = sql_string(json_object_get(json_array_get(names, json_array_size(names) - 1), "String"), "sval");
    const char *says = "int";

    if (!type || !name)
        return;
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (strcmp(meant[i], name) == 0)
            says = meant[i];
    strbuf_puts(out, " RETURNS ");
    strbuf_puts(out, json_is_true(json_object_get(type, "setof")) ? "SETOF " : "");
    strbuf_puts(out, says);
}

static const char *statement_around(Arena *arena, const json_t *function, const char *body)
{
    StrBuf out = {.arena = arena};

    strbuf_puts(&out, json_object_get(function, "is_procedure") ? "CREATE PROCEDURE f(" : "CREATE FUNCTION f(");
    put_parameters(&out, function);
    strbuf_putc(&out, ')');
    put_returns(&out, function);
    strbuf_puts(&out, " LANGUAGE plpgsql AS E'");
    for (; *body; body++) {
        if (*body == '\'' || *body == '\\')
            strbuf_putc(&out, '\\');
        strbuf_putc(&out, *body);
    }
    strbuf_putc(&out, '\'');
    return strbuf_text(&out);
}

static bool has_outputs(const json_t *function)
{
    static const char *const modes[] = {"FUNC_PARAM_OUT", "FUNC_PARAM_INOUT", "FUNC_PARAM_TABLE"};
    size_t i;
    json_t *parameter;

    json_array_foreach(json_object_get(function, "parameters"), i, parameter) {
        const char *mode = sql_string(json_object_get(parameter, "FunctionParameter"), "mode");

        for (size_t k = 0; mode && k < sizeof modes / sizeof *modes; k++)
            if (strcmp(modes[k], mode) == 0)
                return true;
    }
    return false;
}

/* A bare RETURN NEXT gives back what OUT parameters hold, of which libpg_query knows nothing: NULL stands for it. */
static const char *without_return_next(Arena *arena, const json_t *function, const char *body)
{
    SqlTokens tokens = sql_tokens(arena, body);
    char *copy = arena_strdup(arena, body);

    for (size_t i = 0; has_outputs(function) && i + 2 < tokens.count; i++) {
        const SqlToken *token = &tokens.items[i];

        if (!sql_token_is(body, token[0], "return") || !sql_token_is(body, token[1], "next")
            || !sql_token_is(body, token[2], ";"))
            continue;
        memset(copy + token[0].start, ' ', token[1].end - token[0].start);
        memcpy(copy + token[0].start, "null", strlen("null"));
    }
    return copy;
}

/* What can be wrong whatever types there are. */
static bool is_certain(const char *message)
{
    static const char *const certain[] = {
        "syntax error", "unterminated ", "missing ", "mismatched ", "unexpected end of function", "end label ",
        "too few parameters specified for RAISE", "too many parameters specified for RAISE", "duplicate declaration",
        "unrecognized RAISE statement option", "unrecognized exception condition",
    };

    for (size_t i = 0; i < sizeof certain / sizeof *certain; i++)
        if (strncmp(message, certain[i], strlen(certain[i])) == 0)
            return true;
    return false;
}

/* The byte at which line `number` (from 1) begins. */
static size_t line_start(const char *text, long number)
{
    const char *at = text;

    for (; number > 1 && strchr(at, '\n'); number--)
        at = strchr(at, '\n') + 1;
    return (size_t)(at - text);
}

/* The word of 'at or near "word"': the first at or behind a byte, else the last before it. */
static bool find_word(Arena *arena, const char *body, const char *message, size_t from, size_t *at)
{
    static const char near[] = "at or near \"";
    const char *word = strstr(message, near), *end = message + strlen(message) - 1;
    SqlTokens tokens = sql_tokens(arena, body);
    bool found = false;

    if (!word || *end != '"' || end < word + strlen(near))
        return false;
    word += strlen(near);
    for (size_t i = 0; i < tokens.count; i++) {
        SqlToken token = tokens.items[i];

        if (token.end - token.start != (size_t)(end - word) || memcmp(body + token.start, word, (size_t)(end - word)))
            continue;
        *at = token.start;
        found = true;
        if (token.start >= from)
            break;
    }
    return found;
}

static size_t find_error(Arena *arena, const char *body, const PgQueryError *error)
{
    const char *line = error->context ? strstr(error->context, "near line ") : NULL;
    size_t from = line ? line_start(body, strtol(line + strlen("near line "), NULL, 10)) : 0, at = from;

    if (strstr(error->message, "at end of input")) {
        SqlTokens tokens = sql_tokens(arena, body);

        return tokens.count ? tokens.items[tokens.count - 1].end : from;
    }
    return find_word(arena, body, error->message, from, &at) ? at : from;
}

static const char *check(Arena *arena, const json_t *function, const char *text, size_t *error_at)
{
    Body body = {0};
    const char *says = NULL;

    if (!find_body(arena, function, text, &body))
        return NULL;

    const char *read = without_return_next(arena, function, body.text);
    PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(statement_around(arena, function, read));
    if (result.error && is_certain(result.error->message)) {
        size_t at = find_error(arena, body.text, result.error);

        says = sql_message(arena, result.error, body.text + at);
        *error_at = place_of(&body, at);
    }
    pg_query_free_plpgsql_parse_result(result);
    return says;
}

const char *sql_function_error(Arena *arena, const char *text, size_t *error_at)
{
    SqlParse parse = {0};
    json_t *tree = sql_parse_tree(arena, text, 0, &parse);
    const json_t *function = function_of(tree);
    const char *error = function ? check(arena, function, text, error_at) : NULL;

    json_decref(tree);
    return error;
}
