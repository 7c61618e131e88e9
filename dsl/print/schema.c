#include "dsl/catalog/schema.h"
#include "dsl/catalog/naming.h"
#include "dsl/print/printer.h"

void schema_print(Printer *printer, const Object *object)
{
    strbuf_printf(&printer->out, "schema %s%s\n", print_name(printer, object->name), print_was(printer, object));
}

void extension_print(Printer *printer, const Object *object)
{
    const Extension *extension = as_extension(object);

    strbuf_printf(&printer->out, "extension %s", print_name(printer, object->name));
    if (extension->schema)
        strbuf_printf(&printer->out, " in %s", print_name(printer, extension->schema));
    if (extension->version)
        strbuf_printf(&printer->out, " version %s", quote_literal(printer->arena, extension->version));
    strbuf_putc(&printer->out, '\n');
}
