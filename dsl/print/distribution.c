#include "dsl/catalog/distribution.h"

#include "dsl/print/printer.h"

void distribution_print(Printer *printer, const Object *object)
{
    const Distribution *distribution = as_distribution(object);

    if (is_reference_table(object))
        strbuf_puts(&printer->out, "reference");
    else if (is_hypertable(object))
        strbuf_printf(&printer->out, "hypertable by %s every %s", print_name(printer, distribution->column),
                      distribution_is_counted(distribution) ? distribution->every
                                                            : print_string(printer, distribution->every));
    else
        strbuf_printf(&printer->out, "distribute by %s", print_name(printer, distribution->column));
}
