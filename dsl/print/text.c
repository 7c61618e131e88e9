#include "dsl/catalog/comment.h"
#include "dsl/catalog/function.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"
#include "dsl/print/printer.h"
#include "dsl/sqltext.h"

#include <stdlib.h>
#include <string.h>

void print_indent(Printer *printer)
{
    strbuf_fill(&printer->out, ' ', printer->indent);
}

static int by_name(const void *left, const void *right)
{
    return strcmp((*(const Object *const *)left)->name, (*(const Object *const *)right)->name);
}

List print_sorted(Printer *printer, const Object *parent, KindId kind)
{
    List sorted = {0};

    for (const Object *child = object_first(parent, kind); child; child = object_next(child))
        list_add(&sorted, printer->arena, child);
    if (sorted.count)
        qsort(sorted.items, sorted.count, sizeof(void *), by_name);
    return sorted;
}

/* A carriage return would end the line. */
static void put_escaped(StrBuf *out, const char *line, size_t length)
{
    strbuf_puts(out, "///\\ ");
    for (size_t i = 0; i < length; i++)
        if (line[i] == '\r')
            strbuf_puts(out, "\\r");
        else
            strbuf_puts(out, line[i] == '\\' ? "\\\\" : (char[]){line[i], '\0'});
}

static void put_line(StrBuf *out, const char *line, size_t length)
{
    if (length && memchr(line, '\r', length)) {
        put_escaped(out, line, length);
        return;
    }
    strbuf_puts(out, length ? "/// " : "///");
    strbuf_putn(out, line, length);
}

void print_doc(Printer *printer, const char *doc)
{
    for (const char *line = doc; line;) {
        size_t length = strcspn(line, "\n");

        print_indent(printer);
        put_line(&printer->out, line, length);
        strbuf_putc(&printer->out, '\n');
        line = line[length] ? line + length + 1 : NULL;
    }
}

void comment_print(Printer *printer, const Object *object)
{
    print_doc(printer, as_comment(object)->text);
}

void print_comment_of(Printer *printer, const Object *object)
{
    const Object *comment = object_first(object, KIND_COMMENT);

    if (comment)
        comment_print(printer, comment);
}

/* Words that .eco keeps for itself, or that would be taken for a part of what they stand in; to SQL they are names. */
static const char *const words[] = {
    "by", "double", "exclude", "identity", "include", "index", "inout", "none", "nulls", "option", "out", "partition",
    "policy", "revoke", "security", "setof", "statistics", "tablespace", "trigger", "use", "was",
};

bool print_is_word(const char *name)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], name) == 0)
            return true;
    return false;
}

const char *print_string(Printer *printer, const char *text)
{
    StrBuf quoted = {.arena = printer->arena};

    strbuf_putc(&quoted, '\'');
    for (; *text; text++)
        strbuf_puts(&quoted, *text == '\'' ? "''" : (char[]){*text, '\0'});
    strbuf_putc(&quoted, '\'');
    return strbuf_text(&quoted);
}

const char *print_name(Printer *printer, const char *name)
{
    return print_is_word(name) ? arena_printf(printer->arena, "\"%s\"", name) : quote_name(printer->arena, name);
}

const char *print_qname(Printer *printer, const char *schema, const char *name)
{
    const char *own = print_name(printer, name);

    if (!schema || strcmp(schema, "public") == 0)
        return own;
    return arena_printf(printer->arena, "%s.%s", print_name(printer, schema), own);
}

const char *print_was(Printer *printer, const Object *object)
{
    QName was = {.schema = object->was_schema, .name = object->was};

    return was.name ? arena_printf(printer->arena, " was %s", print_other(printer, was)) : "";
}

const char *print_other(Printer *printer, QName name)
{
    const char *own = print_name(printer, name.name);

    return name.schema ? arena_printf(printer->arena, "%s.%s", print_name(printer, name.schema), own) : own;
}

/* "function add(integer, text)" */
static const char *routine_address(Printer *printer, const Object *object)
{
    const Function *function = as_function(object);
    StrBuf text = {.arena = printer->arena};
    const char *separator = "";

    strbuf_printf(&text, "%s %s(", function_is_procedure(function) ? "procedure" : "function",
                  print_qname(printer, object->parent->name, function->called));
    for (size_t i = 0; i < function->arguments.count; i++) {
        const Argument *argument = &function_arguments(function)[i];

        if (!argument_is_input(argument))
            continue;
        strbuf_printf(&text, "%s%s", separator, print_type(printer, &argument->type));
        separator = ", ";
    }
    strbuf_puts(&text, ")");
    return strbuf_text(&text);
}

/* Types share a name space, and "type" names them all. */
const char *print_address(Printer *printer, const Object *object)
{
    if (object->kind == KIND_FUNCTION)
        return routine_address(printer, object);

    const Kind *kind = kind_of(object);
    const char *word = kind->name_space == NAMES_TYPE ? "type" : kind->name;
    bool in_schema = object->parent && object->parent->kind == KIND_SCHEMA;

    return arena_printf(printer->arena, "%s %s", word,
                        in_schema ? print_qname(printer, object->parent->name, object->name)
                                  : print_name(printer, object->name));
}

void print_names_flagged(Printer *printer, Names names, const char *before_last, const char *after_last)
{
    strbuf_putc(&printer->out, '(');
    for (size_t i = 0; i < names.count; i++) {
        bool last = i + 1 == names.count;

        strbuf_printf(&printer->out, "%s%s%s%s", i ? ", " : "", last ? before_last : "",
                      print_name(printer, names.items[i]), last ? after_last : "");
    }
    strbuf_putc(&printer->out, ')');
}

void print_names(Printer *printer, Names names)
{
    print_names_flagged(printer, names, "", "");
}

void print_parenthesised(Printer *printer, const char *expression)
{
    strbuf_putc(&printer->out, '(');
    strbuf_puts(&printer->out, expression);
    strbuf_putc(&printer->out, ')');
}

void print_value(Printer *printer, const char *expression)
{
    if (sql_is_simple(expression))
        strbuf_puts(&printer->out, expression);
    else
        print_parenthesised(printer, expression);
}

void print_timing(Printer *printer, bool deferrable, bool initially_deferred)
{
    strbuf_puts(&printer->out, deferrable ? " deferrable" : "");
    strbuf_puts(&printer->out, initially_deferred ? " initially deferred" : "");
}
