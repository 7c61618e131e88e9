#include "dsl/sqltext/body.h"

#include "dsl/base/strbuf.h"

#include <string.h>

#if defined(__has_feature)
#define WATCHED __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#else
#define WATCHED 0
#endif
#if WATCHED
#include <sanitizer/lsan_interface.h>
#endif

/*
 * libpg_query's PL/pgSQL knows no catalog: types are unknown to it, so that whatever it says of them is not to be
 * believed, and it takes the columns of RETURNS TABLE for nothing. It is given not the user's statement but one of
 * our own around his body, in which such columns are OUT parameters.
 */

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

static bool has_output(const json_t *function)
{
    size_t i;
    json_t *parameter;

    json_array_foreach(json_object_get(function, "parameters"), i, parameter) {
        const char *mode = sql_string(json_object_get(parameter, "FunctionParameter"), "mode");

        if (mode && (strstr(mode, "OUT") || strstr(mode, "TABLE")))
            return true;
    }
    return false;
}

/* What can be wrong whatever types there are. RETURN NEXT alone is good where there are OUT parameters. */
static bool is_certain(const json_t *function, const char *message)
{
    static const char *const certain[] = {
        "syntax error", "unterminated ", "missing ", "mismatched ", "unexpected end of function", "end label ",
        "too few parameters specified for RAISE", "too many parameters specified for RAISE", "duplicate declaration",
        "unrecognized RAISE statement option", "unrecognized exception condition",
    };

    if (strncmp(message, "missing expression", strlen("missing expression")) == 0 && has_output(function))
        return false;
    for (size_t i = 0; i < sizeof certain / sizeof *certain; i++)
        if (strncmp(message, certain[i], strlen(certain[i])) == 0)
            return true;
    return false;
}

/* With each error libpg_query loses an empty string: one byte that is not for the leak checker to report as ours. */
static PgQueryPlpgsqlParseResult parse_function(const char *statement)
{
#if WATCHED
    __lsan_disable();
#endif
    PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(statement);
#if WATCHED
    __lsan_enable();
#endif
    return result;
}

static const char *check(Arena *arena, const json_t *function, const char *text, size_t *error_at)
{
    Body body = {0};
    const char *says = NULL;

    if (!body_find(arena, option(function, "as"), text, &body))
        return NULL;

    PgQueryPlpgsqlParseResult result = parse_function(statement_around(arena, function, body.text));
    if (result.error && is_certain(function, result.error->message)) {
        size_t at = body_error(arena, &body, result.error);

        says = sql_message(arena, result.error, body.text + at);
        *error_at = body_place(&body, at);
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
