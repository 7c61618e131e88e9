#include "dsl/catalog/raw_sql.h"
#include "dsl/print/printer.h"

#include <string.h>

/* A routine that was named with its arguments is written with them. */
static const char *address_text(Printer *printer, const Address *address)
{
    const Object *named = address->kind ? address_find(printer->catalog, address) : NULL;
    const char *name = print_qname(printer, address->name.schema, address->name.name);

    if (named && kind_of(named)->called && strcmp(named->name, address->name.name) == 0)
        return print_address(printer, named);
    return address->kind ? arena_printf(printer->arena, "%s %s", address->kind, name) : name;
}

static void print_addresses(Printer *printer, const char *word, Records addresses)
{
    if (!addresses.count)
        return;
    strbuf_printf(&printer->out, "\n    %s ", word);
    for (size_t i = 0; i < addresses.count; i++)
        strbuf_printf(&printer->out, "%s%s", i ? ", " : "",
                      address_text(printer, &records_of(addresses, Address)[i]));
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
