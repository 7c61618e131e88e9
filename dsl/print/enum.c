#include "dsl/catalog/enum.h"
#include "dsl/print/printer.h"

#include <string.h>

enum { LINE = 100 };

void enum_value_print(Printer *printer, const Object *object)
{
    strbuf_puts(&printer->out, print_name(printer, object->name));
}

/* On one line if it fits, else one value a line. */
void enum_print(Printer *printer, const Object *object)
{
    Names labels = as_enum(object)->labels;
    size_t width = 0;

    for (size_t i = 0; i < labels.count; i++)
        width += 1 + strlen(print_name(printer, labels.items[i]));
    const char *separator = width > LINE ? "\n    " : " ";

    strbuf_printf(&printer->out, "enum %s {", print_qname(printer, object->parent->name, object->name));
    for (size_t i = 0; i < labels.count; i++) {
        strbuf_puts(&printer->out, separator);
        enum_value_print(printer, catalog_find(printer->catalog, KIND_ENUM_VALUE, object, labels.items[i]));
    }
    strbuf_puts(&printer->out, width > LINE ? "\n}\n" : " }\n");
}
