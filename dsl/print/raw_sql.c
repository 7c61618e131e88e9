#include "dsl/catalog/raw_sql.h"
#include "dsl/print/printer.h"

static void print_addresses(Printer *printer, const char *word, Records addresses)
{
    if (!addresses.count)
        return;
    strbuf_printf(&printer->out, "\n    %s ", word);
    for (size_t i = 0; i < addresses.count; i++) {
        const Address *address = &records_of(addresses, Address)[i];

        strbuf_printf(&printer->out, "%s%s%s%s", i ? ", " : "", address->kind ? address->kind : "",
                      address->kind ? " " : "", print_qname(printer, address->name.schema, address->name.name));
    }
}

void raw_sql_print(Printer *printer, const Object *object)
{
    const RawSql *self = as_raw_sql(object);

    strbuf_printf(&printer->out, "sql %s%s", print_name(printer, object->name), print_was(printer, object));
    print_addresses(printer, "after", self->after);
    print_addresses(printer, "before", self->before);
    strbuf_puts(&printer->out, "\n    up   ");
    print_body(printer, self->up.text);
    strbuf_puts(&printer->out, "\n    down ");
    print_body(printer, self->down.text);
    strbuf_putc(&printer->out, '\n');
}
