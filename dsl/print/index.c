#include "dsl/catalog/index.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/print/printer.h"
#include "dsl/sqltext.h"

#include <string.h>

void print_part(Printer *printer, const IndexPart *part)
{
    if (part->column)
        strbuf_puts(&printer->out, print_name(printer, part->column));
    else if (sql_is_call(part->expression.text))
        strbuf_puts(&printer->out, part->expression.text);
    else
        print_parenthesised(printer, part->expression.text);
    if (part->collation.name)
        strbuf_printf(&printer->out, " collate %s", print_collation(printer, part->collation));
    if (part->opclass.name)
        strbuf_printf(&printer->out, " %s", print_other(printer, part->opclass));
    if (part->opclass_options)
        strbuf_printf(&printer->out, " (%s)", part->opclass_options);
    strbuf_puts(&printer->out, part->descending ? " desc" : "");
    if (part->nulls_first != part->descending)
        strbuf_puts(&printer->out, part->nulls_first ? " nulls first" : " nulls last");
}

void print_parts(Printer *printer, Records parts)
{
    strbuf_putc(&printer->out, '(');
    for (size_t i = 0; i < parts.count; i++) {
        strbuf_puts(&printer->out, i ? ", " : "");
        print_part(printer, &records_of(parts, IndexPart)[i]);
    }
    strbuf_putc(&printer->out, ')');
}

/* Words and numbers stand as they are. */
static const char *option_value(Printer *printer, const char *value)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz_0123456789.";

    return *value && value[strspn(value, plain)] == '\0' ? value : quote_literal(printer->arena, value);
}

/* Parameters of a TOAST table have a prefix that is no part of their name. */
static const char *option_name(Printer *printer, const char *name)
{
    static const char toast[] = "toast.";

    if (strncmp(name, toast, strlen(toast)) != 0)
        return print_name(printer, name);
    return arena_printf(printer->arena, "%s%s", toast, print_name(printer, name + strlen(toast)));
}

void print_option_list(Printer *printer, Records options)
{
    for (size_t i = 0; i < options.count; i++) {
        const Option *option = &records_of(options, Option)[i];

        strbuf_printf(&printer->out, "%s%s", i ? ", " : "", option_name(printer, option->name));
        if (option->value)
            strbuf_printf(&printer->out, " = %s", option_value(printer, option->value));
    }
}

void print_options(Printer *printer, Records options)
{
    strbuf_puts(&printer->out, options.count ? " with (" : "");
    print_option_list(printer, options);
    strbuf_puts(&printer->out, options.count ? ")" : "");
}

void index_print(Printer *printer, const Object *object)
{
    const Index *index = as_index(object);

    strbuf_puts(&printer->out, index->unique ? "unique index " : "index ");
    if (object->was || !object_has_default_name(object, printer->arena))
        strbuf_printf(&printer->out, "%s%s ", print_name(printer, object->name), print_was(printer, object));
    if (strcmp(index->method, "btree") != 0)
        strbuf_printf(&printer->out, "using %s ", print_name(printer, index->method));
    print_parts(printer, index->parts);
    if (index->include.count) {
        strbuf_puts(&printer->out, " include ");
        print_names(printer, index->include);
    }
    strbuf_puts(&printer->out, index->nulls_not_distinct ? " nulls not distinct" : "");
    print_options(printer, index->options);
    if (index->tablespace)
        strbuf_printf(&printer->out, " tablespace %s", print_name(printer, index->tablespace));
    if (index->where.text) {
        strbuf_puts(&printer->out, " where ");
        print_parenthesised(printer, index->where.text);
    }
}
