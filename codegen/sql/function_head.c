#include "codegen/sql/function.h"

#include "dsl/catalog/type.h"

#include <string.h>

enum { LINE = 100 };                /* a longer head has its arguments on lines of their own */

const char *function_word(const Function *function)
{
    return function_is_procedure(function) ? "PROCEDURE" : "FUNCTION";
}

static const char *mode_word(const Argument *argument)
{
    static const char *const words[][2] = {{"out", "OUT "}, {"inout", "INOUT "}, {"variadic", "VARIADIC "}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], argument->mode) == 0)
            return words[i][1];
    return "";
}

/* A procedure could be taken for another whose arguments are all "in" if modes were left out. */
const char *function_identity(const StrBuf *out, const char *schema, const Function *function)
{
    StrBuf sql = {.arena = out->arena};
    bool all = function_is_procedure(function) && function_has_outputs(function);
    const char *separator = "(";

    strbuf_puts(&sql, qualified_fully(&sql, schema, function->called));
    for (size_t i = 0; i < function->arguments.count; i++) {
        const Argument *argument = &function_arguments(function)[i];

        if (!all && !argument_is_input(argument))
            continue;
        strbuf_puts(&sql, separator);
        if (all)
            strbuf_puts(&sql, strcmp(argument->mode, "in") == 0 ? "IN " : mode_word(argument));
        strbuf_puts(&sql, type_short(sql.arena, &argument->type));
        separator = ", ";
    }
    strbuf_puts(&sql, *separator == '(' ? "()" : ")");
    return strbuf_text(&sql);
}

static void put_argument(StrBuf *sql, const Argument *argument)
{
    strbuf_puts(sql, mode_word(argument));
    if (argument->name)
        emit(sql, "${name} ", "name", ident(sql, argument->name), NULL);
    strbuf_puts(sql, type_short(sql->arena, &argument->type));
    if (argument->value.text) {
        strbuf_puts(sql, " DEFAULT ");
        strbuf_puts(sql, argument->value.text);
    }
}

/* "(a integer, b text)": what is called with, or the columns of "returns table". */
static void put_arguments(StrBuf *sql, const Function *function, bool columns, const char *separator)
{
    size_t count = 0;

    strbuf_puts(sql, "(");
    for (size_t i = 0; i < function->arguments.count; i++) {
        const Argument *argument = &function_arguments(function)[i];

        if ((strcmp(argument->mode, "table") == 0) != columns)
            continue;
        strbuf_puts(sql, count++ ? separator : *separator == ',' && separator[1] == '\n' ? separator + 1 : "");
        put_argument(sql, argument);
    }
    strbuf_puts(sql, count && separator[1] == '\n' ? "\n)" : ")");
}

static size_t count_columns(const Function *function)
{
    size_t count = 0;

    for (size_t i = 0; i < function->arguments.count; i++)
        count += strcmp(function_arguments(function)[i].mode, "table") == 0;
    return count;
}

/* What "setof" stands before if arguments give back: the type of the only one, or a record of all. */
static const char *output_type(Arena *arena, const Function *function)
{
    const Argument *only = NULL;

    for (size_t i = 0; i < function->arguments.count; i++) {
        const Argument *argument = &function_arguments(function)[i];

        if (!argument_is_output(argument))
            continue;
        if (only)
            return "record";
        only = argument;
    }
    return only ? type_short(arena, &only->type) : "record";
}

static void put_returns(StrBuf *sql, const Function *function, const char *separator)
{
    const char *setof = function->returns_set ? "SETOF " : "";

    if (count_columns(function)) {
        strbuf_puts(sql, " RETURNS TABLE ");
        put_arguments(sql, function, true, separator);
    } else if (function->returns.text) {
        emit(sql, " RETURNS ${setof}${type}", "setof", setof, "type", type_short(sql->arena, &function->returns), NULL);
    } else if (function->returns_set) {
        emit(sql, " RETURNS SETOF ${type}", "type", output_type(sql->arena, function), NULL);
    }
}

static const char *head(StrBuf *out, const Function *function, const char *verb, const char *separator)
{
    StrBuf sql = {.arena = out->arena};

    emit(&sql, "${verb} ${word} ${name}", "verb", verb, "word", function_word(function),
         "name", qualified(&sql, function->object.parent->name, function->called), NULL);
    put_arguments(&sql, function, false, separator);
    put_returns(&sql, function, separator);
    return strbuf_text(&sql);
}

void put_function_head(StrBuf *sql, const Function *function, const char *verb)
{
    const char *line = head(sql, function, verb, ", ");

    strbuf_puts(sql, strlen(line) <= LINE ? line : head(sql, function, verb, ",\n    "));
}
