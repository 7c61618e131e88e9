#include "dsl/catalog/function.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "dsl/checks/checks.h"

#include <string.h>

static bool is_type(const Type *type, const char *name)
{
    return type->text && !type->schema && !type->array && strcmp(type->name, name) == 0;
}

static bool returns(const Function *function, const char *name)
{
    return is_type(&function->returns, name);
}

static bool is_in(const Function *function, const char *language)
{
    return strcmp(function->language, language) == 0;
}

static Diag *problem(Scope *scope, const Object *object, Span at, const char *sentence)
{
    return scope_problem(scope, DIAG_BAD_ROUTINE, at.start ? at : object->at, "%s", sentence);
}

/* Types. */

void check_function_types(Scope *scope, const Object *object)
{
    const Function *function = as_function(object);

    for (size_t i = 0; i < function->arguments.count; i++)
        check_data_type(scope, &function_arguments(function)[i].type);
    check_data_type(scope, &function->returns);
}

/* Arguments. */

static bool share_a_name(const Argument *one, const Argument *other)
{
    bool meet = (argument_is_input(one) && argument_is_input(other))
             || (argument_is_output(one) && argument_is_output(other));

    return meet && one->name && other->name && strcmp(one->name, other->name) == 0;
}

static void check_argument_names(Scope *scope, const Object *object)
{
    const Function *function = as_function(object);
    const Argument *arguments = function_arguments(function);

    for (size_t i = 0; i < function->arguments.count; i++)
        for (size_t j = 0; j < i; j++)
            if (share_a_name(&arguments[i], &arguments[j]))
                scope_problem(scope, DIAG_BAD_ROUTINE, arguments[i].type.at, "two arguments are called \"%s\"",
                              arguments[i].name);
}

static void check_argument_defaults(Scope *scope, const Object *object)
{
    const Function *function = as_function(object);
    bool begun = false;

    for (size_t i = 0; i < function->arguments.count; i++) {
        const Argument *argument = &function_arguments(function)[i];

        if (argument->value.text)
            check_expression(scope, &argument->value, NULL, "a default");
        if (argument->value.text && !argument_is_input(argument))
            problem(scope, object, argument->value.at, "what only gives something back has no default");
        if (!argument_is_input(argument) && begun && function_is_procedure(function))
            problem(scope, object, argument->type.at,
                    "in a procedure nothing that only gives back stands behind a default");
        if (!argument_is_input(argument))
            continue;
        if (begun && !argument->value.text)
            problem(scope, object, argument->type.at, "arguments behind one with a default need defaults, too");
        begun |= argument->value.text != NULL;
    }
}

static void check_variadic(Scope *scope, const Object *object)
{
    const Function *function = as_function(object);
    const Argument *variadic = NULL;

    for (size_t i = 0; i < function->arguments.count; i++) {
        const Argument *argument = &function_arguments(function)[i];

        if (variadic && argument_is_input(argument))
            problem(scope, object, argument->type.at, "nothing that is called with can stand behind \"variadic\"");
        if (strcmp(argument->mode, "variadic") == 0)
            variadic = argument;
    }

    const BuiltinType *plain = variadic ? type_plain(&variadic->type) : NULL;
    if (plain && plain->class != TYPE_CLASS_PSEUDO)
        problem(scope, object, variadic->type.at, "a variadic argument is an array");
}

void check_function_arguments(Scope *scope, const Object *object)
{
    check_argument_names(scope, object);
    check_argument_defaults(scope, object);
    check_variadic(scope, object);
}

/* Results. */

/* What is said besides must be what the arguments give back: the one type, or a record of several. */
static void check_said_twice(Scope *scope, const Object *object)
{
    const Function *function = as_function(object);
    const Node *said = node_child(scope_node(scope, object), NODE_RETURNS);
    const Node *type = node_child(said, NODE_TYPE);
    const Argument *only = NULL;
    size_t count = 0;
    Type written = {0};
    const char *error;

    for (size_t i = 0; i < function->arguments.count; i++)
        if (argument_is_output(&function_arguments(function)[i])) {
            only = &function_arguments(function)[i];
            count++;
        }
    if (!type || !only || !only->type.text || !type_parse(scope->arena, type->text, &written, &error))
        return;
    const char *expected = count > 1 ? "record" : only->type.text;
    if (strcmp(type_bare(scope->arena, written).text, expected) != 0)
        scope_problem(scope, DIAG_BAD_ROUTINE, type->at, "what the arguments give back is \"%s\"", expected);
}

static bool has_inputs(const Function *function)
{
    for (size_t i = 0; i < function->arguments.count; i++)
        if (argument_is_input(&function_arguments(function)[i]))
            return true;
    return false;
}

void check_function_result(Scope *scope, const Object *object)
{
    const Function *function = as_function(object);
    const Node *node = scope_node(scope, object), *rows = node_child(node, NODE_ROWS);

    if (!function_is_procedure(function) && !node_child(node, NODE_RETURNS) && !function_has_outputs(function))
        problem(scope, object, object->at, "the function does not say what it returns; if that is nothing, "
                                           "\"returns void\"");
    check_said_twice(scope, object);
    if (rows && !function->returns_set)
        problem(scope, object, rows->at, "\"rows\" is about functions that return a set");
    if (returns(function, "trigger") && has_inputs(function))
        problem(scope, object, object->at, "a trigger's function takes no arguments; the trigger's own stand in "
                                           "TG_ARGV");
    if (returns(function, "trigger") && is_in(function, "sql"))
        problem(scope, object, object->at, "a trigger's function cannot be in SQL");
}

/* Bodies. */

enum { PARSER_MAJOR = 15 };         /* PostgreSQL's parser that is at hand: of later words it knows nothing */

/* The word at which a parser gave up, in the file. */
static void report(Scope *scope, const Node *body, const char *error, size_t at)
{
    size_t length = strlen(body->text), end = at < length ? at : length;

    while (end < length && strchr(" \t\r\n();,", body->text[end]) == NULL)
        end++;
    scope_problem(scope, DIAG_BAD_SQL,
                  (Span){body->at.start + (uint32_t)(at < length ? at : length),
                         body->at.start + (uint32_t)(end > at ? end : at + 1)}, "%s", error);
}

static void put_argument(StrBuf *sql, const Argument *argument, const char *separator)
{
    strbuf_printf(sql, "%s%s %s %s", separator, strcmp(argument->mode, "table") == 0 ? "out" : argument->mode,
                  argument->name ? quote_name(sql->arena, argument->name) : "",
                  argument->type.text ? argument->type.text : "text");
}

/* A statement around the body, for those who read no less. */
static const char *head(Arena *arena, const Function *function, const char *tag)
{
    StrBuf sql = {.arena = arena};
    bool outputs = function_has_outputs(function);

    strbuf_puts(&sql, function_is_procedure(function) ? "CREATE PROCEDURE f(" : "CREATE FUNCTION f(");
    for (size_t i = 0; i < function->arguments.count; i++)
        put_argument(&sql, &function_arguments(function)[i], i ? ", " : "");
    strbuf_puts(&sql, ")");
    if (!function_is_procedure(function) && (function->returns_set || !outputs))
        strbuf_printf(&sql, " RETURNS %s%s", function->returns_set ? "SETOF " : "",
                      function->returns.text ? function->returns.text : "record");
    strbuf_printf(&sql, " LANGUAGE %s AS %s", quote_name(arena, function->language), tag);
    return strbuf_text(&sql);
}

static void check_plpgsql(Scope *scope, const Function *function, const Node *body)
{
    const char *tag = dollar_tag(scope->arena, body->text), *before = head(scope->arena, function, tag);
    size_t at = 0;
    const char *error =
        sql_function_error(scope->arena, arena_printf(scope->arena, "%s%s%s", before, body->text, tag), &at);

    if (error)
        report(scope, body, error, at > strlen(before) ? at - strlen(before) : 0);
}

static void check_sql(Scope *scope, const char *text, const Node *body, size_t before)
{
    const SqlParse *parse = &sql_script(scope->sql, text)->parse;

    if (parse->error)
        report(scope, body, parse->error, parse->error_at > before ? parse->error_at - before : 0);
}

void check_function_body(Scope *scope, const Object *object)
{
    const Function *function = as_function(object);
    const Node *node = scope_node(scope, object), *body = node_child(node, NODE_BODY);
    const Node *atomic = node_child(node, NODE_ATOMIC);

    if (scope->project->postgres > PARSER_MAJOR)
        return;
    if (body && is_in(function, "sql"))
        check_sql(scope, body->text, body, 0);
    else if (body && is_in(function, "plpgsql"))
        check_plpgsql(scope, function, body);
    else if (atomic && function->sql_body.text)
        check_sql(scope, arena_printf(scope->arena, "BEGIN ATOMIC%s\nEND", atomic->text), atomic,
                  strlen("BEGIN ATOMIC"));
}
