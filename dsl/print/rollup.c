#include "dsl/catalog/rollup.h"
#include "dsl/catalog/naming.h"
#include "dsl/print/printer.h"

#include <string.h>

enum { LINE = 100 };

static const char *part_text(Printer *printer, const RollupPart *part)
{
    Printer aside = {.catalog = printer->catalog, .arena = printer->arena, .out = {.arena = printer->arena}};
    const char *column = print_name(printer, part->column);

    strbuf_puts(&aside.out, column);
    if (strcmp(part->value.text, column) != 0) {
        strbuf_puts(&aside.out, " = ");
        print_value(&aside, part->value.text);
    }
    return strbuf_text(&aside.out);
}

/* A line goes on after a comma. */
static void put_parts(Printer *printer, const char *word, Records parts)
{
    size_t begin = printer->out.length;

    if (!parts.count)
        return;
    strbuf_printf(&printer->out, "    %-5s  ", word);
    for (size_t i = 0; i < parts.count; i++) {
        const char *text = part_text(printer, &records_of(parts, RollupPart)[i]);

        if (i && printer->out.length - begin + strlen(text) + 2 > LINE) {
            strbuf_puts(&printer->out, ",\n");
            begin = printer->out.length;
            strbuf_fill(&printer->out, ' ', 11);
        } else if (i) {
            strbuf_puts(&printer->out, ", ");
        }
        strbuf_puts(&printer->out, text);
    }
    strbuf_putc(&printer->out, '\n');
}

void rollup_print(Printer *printer, const Object *object)
{
    const Rollup *rollup = as_rollup(object);
    const Object *table = object->parent;

    print_doc(printer, rollup->doc);
    strbuf_printf(&printer->out, "rollup %s", print_qname(printer, table->parent->name, table->name));
    strbuf_printf(&printer->out, " from %s {\n", print_qname(printer, rollup->source.schema, rollup->source.name));
    put_parts(printer, "group", rollup->groups);
    put_parts(printer, "sum", rollup->sums);
    strbuf_puts(&printer->out, "}\n");
}
