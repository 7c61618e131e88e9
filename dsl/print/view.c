#include "dsl/catalog/view.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/print/printer.h"

#include <stdlib.h>
#include <string.h>

/* A dollar quote that the text does not hold. */
static const char *quote_for(Arena *arena, const char *text)
{
    const char *quote = "$$";

    for (unsigned i = 0; strstr(text, quote); i++)
        quote = i ? arena_printf(arena, "$sql%u$", i) : "$sql$";
    return quote;
}

/* A text of several lines has lines of its own. Nothing within it is touched. */
void print_body(Printer *printer, const char *text)
{
    const char *quote = quote_for(printer->arena, text), *blank = strchr(text, '\n') ? "\n" : " ";

    strbuf_printf(&printer->out, "%s%s%s%s%s", quote, blank, text, blank, quote);
}

static void print_head(Printer *printer, const View *view)
{
    strbuf_puts(&printer->out, view->object.kind == KIND_VIEW ? "view " : "materialized view ");
    strbuf_puts(&printer->out, print_qname(printer, view->object.parent->name, view->object.name));
    strbuf_puts(&printer->out, print_was(printer, &view->object));
    if (view->columns.count) {
        strbuf_putc(&printer->out, ' ');
        print_names(printer, view->columns);
    }
    if (view->method)
        strbuf_printf(&printer->out, " using %s", print_name(printer, view->method));
    print_options(printer, view->options);
    if (view->tablespace)
        strbuf_printf(&printer->out, " tablespace %s", print_name(printer, view->tablespace));
    strbuf_puts(&printer->out, " as ");
    print_body(printer, view->query.text);
    strbuf_puts(&printer->out, view->no_data ? " with no data" : "");
}

static bool begin_item(Printer *printer, bool begun, const Object *object)
{
    if (!begun)
        strbuf_puts(&printer->out, " {\n");
    print_comment_of(printer, object);
    print_indent(printer);
    return true;
}

/* What is granted on a column is said elsewhere in the block. */
static bool has_item(const Object *object)
{
    const ViewColumn *column = object->kind == KIND_VIEW_COLUMN ? as_view_column(object) : NULL;

    return !column || object->was || object_comment(object) || object_first(object, KIND_DEFAULT)
        || column_settings_any(&column->settings);
}

static void print_view(Printer *printer, const Object *object)
{
    static const KindId kinds[] = {KIND_VIEW_COLUMN, KIND_INDEX, KIND_STATISTICS, KIND_TRIGGER};
    bool begun = false;

    print_head(printer, as_view(object));
    printer->indent = 4;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        List items = print_sorted(printer, object, kinds[k]);

        for (size_t i = 0; i < items.count; i++) {
            if (!has_item(items.items[i]))
                continue;
            begun = begin_item(printer, begun, items.items[i]);
            print_object(printer, items.items[i]);
            strbuf_putc(&printer->out, '\n');
        }
    }
    if (print_has_marks(object)) {
        strbuf_puts(&printer->out, begun ? "" : " {\n");
        print_marks(printer, object);
        begun = true;
    }
    if (print_has_rights(object)) {
        strbuf_puts(&printer->out, begun ? "" : " {\n");
        print_rights(printer, object);
        begun = true;
    }
    printer->indent = 0;
    strbuf_puts(&printer->out, begun ? "}\n" : "\n");
}

void view_print(Printer *printer, const Object *object)
{
    print_view(printer, object);
}

void materialized_view_print(Printer *printer, const Object *object)
{
    print_view(printer, object);
}

void view_column_print(Printer *printer, const Object *object)
{
    const Object *value = object_first(object, KIND_DEFAULT);
    const ViewColumn *column = as_view_column(object);

    strbuf_printf(&printer->out, "column %s%s", print_name(printer, object->name), print_was(printer, object));
    print_settings(printer, &column->settings, " ", "");
    if (!value)
        return;
    strbuf_puts(&printer->out, " = ");
    print_value(printer, as_default(value)->value.text);
}
