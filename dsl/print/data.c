#include "dsl/catalog/data.h"
#include "dsl/print/printer.h"
#include "dsl/sqltext.h"

void data_print(Printer *printer, const Object *object)
{
    const Data *data = as_data(object);

    print_doc(printer, data->doc);
    strbuf_printf(&printer->out, "data %s ", print_qname(printer, object->parent->parent->name, object->parent->name));
    print_names(printer, data->columns);
    strbuf_puts(&printer->out, " {\n");
    for (const Object *row = object_first(object, KIND_DATA_ROW); row; row = object_next(row))
        print_object(printer, row);
    strbuf_puts(&printer->out, "}\n");
}

static void put_value(Printer *printer, const char *text)
{
    const SqlParse *parse = sql_expression(sql_cache(printer->arena), text);

    if (parse->constant_is_null && !parse->constant_has_cast)
        strbuf_puts(&printer->out, "null");
    else
        print_value(printer, text);
}

void data_row_print(Printer *printer, const Object *object)
{
    Names columns = as_data(object->parent)->columns;
    const char *separator = "    (";

    for (size_t i = 0; i < columns.count; i++) {
        strbuf_puts(&printer->out, separator);
        put_value(printer, data_value(as_data_row(object), columns.items[i]).text);
        separator = ", ";
    }
    strbuf_puts(&printer->out, ")\n");
}
