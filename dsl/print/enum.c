#include "dsl/catalog/enum.h"
#include "dsl/print/printer.h"

#include <string.h>

enum { LINE = 100 };

void enum_value_print(Printer *printer, const Object *object)
{
    Names also = as_enum_value(object)->also;

    strbuf_printf(&printer->out, "%s%s", print_name(printer, object->name), print_was(printer, object));
    for (size_t i = 0; i < also.count; i++)
        strbuf_printf(&printer->out, " was %s", print_name(printer, also.items[i]));
}

/* On one line if it fits and no value has anything to say. */
static bool fits_line(Printer *printer, const Object *object)
{
    size_t width = 0;

    for (const Object *value = object_first(object, KIND_ENUM_VALUE); value; value = object_next(value)) {
        width += 1 + strlen(print_name(printer, value->name));
        if (as_enum_value(value)->doc || value->was)
            return false;
    }
    return width <= LINE;
}

void enum_print(Printer *printer, const Object *object)
{
    Names labels = as_enum(object)->labels;
    bool one_line = fits_line(printer, object);

    strbuf_printf(&printer->out, "enum %s%s {%s", print_qname(printer, object->parent->name, object->name),
                  print_was(printer, object), one_line ? " " : "\n");
    for (size_t i = 0; i < labels.count; i++) {
        const Object *value = catalog_find(printer->catalog, KIND_ENUM_VALUE, object, labels.items[i]);

        printer->indent = one_line ? 0 : 4;
        print_doc(printer, as_enum_value(value)->doc);
        print_indent(printer);
        enum_value_print(printer, value);
        strbuf_putc(&printer->out, one_line ? ' ' : '\n');
    }
    printer->indent = 0;
    strbuf_puts(&printer->out, "}\n");
}
