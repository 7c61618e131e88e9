#include "dsl/catalog/function.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"
#include "dsl/print/printer.h"
#include "dsl/sqltext.h"

#include <string.h>

enum { LINE = 100 };

static void put_argument(Printer *printer, const Argument *argument)
{
    bool silent = strcmp(argument->mode, "in") == 0 || strcmp(argument->mode, "table") == 0;

    if (!silent)
        strbuf_printf(&printer->out, "%s ", argument->mode);
    if (argument->name)
        strbuf_printf(&printer->out, "%s ", print_name(printer, argument->name));
    strbuf_puts(&printer->out, print_type(printer, &argument->type));
    if (argument->value.text) {
        strbuf_puts(&printer->out, " = ");
        print_value(printer, argument->value.text);
    }
}

/* Those that are called with, or the columns of "returns table"; false if there are none. */
static bool put_arguments(Printer *printer, const Function *function, bool columns, const char *separator)
{
    size_t count = 0;

    for (size_t i = 0; i < function->arguments.count; i++) {
        const Argument *argument = &function_arguments(function)[i];

        if ((strcmp(argument->mode, "table") == 0) != columns)
            continue;
        strbuf_puts(&printer->out, count++ ? separator : "(");
        if (count == 1 && separator[1] == '\n')
            strbuf_puts(&printer->out, separator + 1);
        put_argument(printer, argument);
    }
    if (count)
        strbuf_puts(&printer->out, separator[1] == '\n' ? "\n)" : ")");
    return count > 0;
}

/* "setof record" stands for whatever arguments give back. */
static void put_returns(Printer *printer, const Function *function, const char *separator)
{
    size_t begin = printer->out.length;

    strbuf_puts(&printer->out, " returns table ");
    if (put_arguments(printer, function, true, separator))
        return;
    strbuf_cut(&printer->out, begin);
    if (function->returns.text || function->returns_set)
        strbuf_printf(&printer->out, " returns %s%s", function->returns_set ? "setof " : "",
                      function->returns.text ? print_type(printer, &function->returns) : "record");
}

/* The old name is kept as a signature. */
static const char *was_called(Printer *printer, const Function *function)
{
    const Object *object = &function->object;
    const char *called = object->was ? function_called(printer->arena, object->was, function->arguments) : NULL;
    const Object was = {.was = called, .was_schema = object->was_schema};

    return called ? arena_printf(printer->arena, "%s ", print_was(printer, &was)) : "";
}

static void put_head(Printer *printer, const Object *object, const char *separator)
{
    const Function *function = as_function(object);

    strbuf_printf(&printer->out, "%s %s%s", function_is_procedure(function) ? "procedure" : "function",
                  print_qname(printer, object->parent->name, function->called), was_called(printer, function));
    if (!put_arguments(printer, function, false, separator))
        strbuf_puts(&printer->out, "()");
    put_returns(printer, function, separator);
}

static void put_value(Printer *printer, const char *value, bool list)
{
    static const char digits[] = "0123456789";
    bool name = list && *value && strcmp(print_name(printer, value), value) == 0;
    bool number = *value && value[strspn(value, digits)] == '\0';

    strbuf_puts(&printer->out, name || number ? value : print_string(printer, value));
}

static void put_setting(Printer *printer, const Option *setting)
{
    const char *dot = strchr(setting->name, '.');
    const char *first = dot ? arena_strndup(printer->arena, setting->name, (size_t)(dot - setting->name)) : NULL;
    Names elements = setting_elements(printer->arena, setting->value);

    strbuf_puts(&printer->out, "set ");
    if (first)
        strbuf_printf(&printer->out, "%s.", print_name(printer, first));
    strbuf_printf(&printer->out, "%s = ", print_name(printer, dot ? dot + 1 : setting->name));
    if (!setting_is_list(setting->name)) {
        put_value(printer, setting->value, false);
        return;
    }
    for (size_t i = 0; i < elements.count; i++) {
        strbuf_puts(&printer->out, i ? ", " : "");
        put_value(printer, elements.items[i], true);
    }
}

static void put_word(Printer *printer, bool said, const char *words)
{
    strbuf_puts(&printer->out, said ? " " : "");
    strbuf_puts(&printer->out, said ? words : "");
}

static void put_properties(Printer *printer, const Function *function, const char *separator)
{
    strbuf_printf(&printer->out, "language %s", print_name(printer, function->language));
    put_word(printer, strcmp(function->routine, "window function") == 0, "window");
    put_word(printer, strcmp(function->volatility, "volatile") != 0, function->volatility);
    put_word(printer, function->strict, "strict");
    put_word(printer, function->leakproof, "leakproof");
    put_word(printer, function->security_definer, "security definer");
    if (strcmp(function->parallel, "unsafe") != 0)
        strbuf_printf(&printer->out, " parallel %s", function->parallel);
    if (function->cost)
        strbuf_printf(&printer->out, " cost %s", function->cost);
    if (function->rows)
        strbuf_printf(&printer->out, " rows %s", function->rows);
    if (function->support.name)
        strbuf_printf(&printer->out, "%ssupport %s", separator,
                      print_qname(printer, function->support.schema, function->support.name));
    for (size_t i = 0; i < function->transforms.count; i++)
        strbuf_printf(&printer->out, "%s%sfor type %s", i ? "" : separator, i ? ", " : "transform ",
                      print_type(printer, &records_of(function->transforms, TypeItem)[i].type));
    for (size_t i = 0; i < function->settings.count; i++) {
        strbuf_puts(&printer->out, separator);
        put_setting(printer, &records_of(function->settings, Option)[i]);
    }
}

/* "BEGIN ATOMIC … END": what stands between keeps its lines. */
static void put_atomic(Printer *printer, const char *sql)
{
    static const char blanks[] = " \t\r\n\f\v", end[] = "END";
    const char *inside = sql + strlen("BEGIN ATOMIC");
    size_t length;

    inside += strspn(inside, blanks);
    length = strlen(inside) - strlen(end);
    while (length && strchr(blanks, inside[length - 1]))
        length--;
    strbuf_printf(&printer->out, "begin atomic\n        %.*s\n    end", (int)length, inside);
}

static void put_body(Printer *printer, const Function *function)
{
    const char *sql = function->sql_body.text, *body = function->body;
    size_t prefix = strlen("RETURN ");

    if (sql && strncmp(sql, "RETURN ", prefix) == 0) {
        strbuf_puts(&printer->out, "return ");
        if (sql_is_parenthesised(sql + prefix))
            strbuf_puts(&printer->out, sql + prefix);
        else
            print_value(printer, sql + prefix);
    } else if (sql) {
        put_atomic(printer, sql);
    } else if (function->object_file) {
        strbuf_printf(&printer->out, "as %s, %s", print_string(printer, function->object_file),
                      print_string(printer, body));
    } else {
        const char *tag = dollar_tag(printer->arena, body);

        strbuf_printf(&printer->out, "as %s%s%s", tag, body, tag);
    }
}

static bool is_long(const Function *function)
{
    const char *text = function->sql_body.text ? function->sql_body.text : function->body;

    return strchr(text, '\n') != NULL;
}

static void put_lines(Printer *printer, const Object *object)
{
    size_t begin = printer->out.length;

    put_head(printer, object, ", ");
    if (printer->out.length - begin > LINE) {
        strbuf_cut(&printer->out, begin);
        put_head(printer, object, ",\n    ");
    }
    strbuf_puts(&printer->out, "\n    ");
    put_properties(printer, as_function(object), "\n    ");
    strbuf_puts(&printer->out, "\n    ");
    put_body(printer, as_function(object));
}

/* On one line if it fits. */
void function_print(Printer *printer, const Object *object)
{
    size_t begin = printer->out.length;

    put_head(printer, object, ", ");
    strbuf_puts(&printer->out, " ");
    put_properties(printer, as_function(object), " ");
    strbuf_puts(&printer->out, " ");
    put_body(printer, as_function(object));
    if (is_long(as_function(object)) || printer->out.length - begin > LINE) {
        strbuf_cut(&printer->out, begin);
        put_lines(printer, object);
    }
    strbuf_putc(&printer->out, '\n');
}
