#include "dsl/catalog/table.h"
#include "dsl/print/printer.h"

/* A blank line behind the columns, if there are any. */
static void print_gap(Printer *printer, const Object *table)
{
    if (object_first(table, KIND_COLUMN))
        strbuf_putc(&printer->out, '\n');
}

static void put_row_security(Printer *printer, const Object *table)
{
    if (!as_table(table)->row_security && !as_table(table)->row_security_forced)
        return;
    print_gap(printer, table);
    print_indent(printer);
    strbuf_printf(&printer->out, "row security%s\n",
                  !as_table(table)->row_security ? " disabled forced" : as_table(table)->row_security_forced ? " forced" : "");
}

/* Children of some kinds, by name, after a blank line; those that stand behind their column are left out. */
static void section(Printer *printer, const Object *table, const KindId *kinds, size_t count)
{
    bool begun = false;

    for (size_t k = 0; k < count; k++) {
        List sorted = print_sorted(printer, table, kinds[k]);

        for (size_t i = 0; i < sorted.count; i++) {
            if (print_behind_column(printer, sorted.items[i]))
                continue;
            if (!begun)
                print_gap(printer, table);
            begun = true;
            print_comment_of(printer, sorted.items[i]);
            print_indent(printer);
            print_object(printer, sorted.items[i]);
            strbuf_putc(&printer->out, '\n');
        }
    }
}

void table_print(Printer *printer, const Object *object)
{
    static const KindId constraints[] = {KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_CHECK, KIND_FOREIGN_KEY};
    static const KindId indexes[] = {KIND_INDEX}, policies[] = {KIND_POLICY};

    strbuf_printf(&printer->out, "%stable %s%s {\n", as_table(object)->unlogged ? "unlogged " : "",
                  print_qname(printer, object->parent->name, object->name), print_was(printer, object));
    printer->indent = 4;
    print_columns(printer, object);
    section(printer, object, constraints, sizeof constraints / sizeof *constraints);
    section(printer, object, indexes, sizeof indexes / sizeof *indexes);
    put_row_security(printer, object);
    section(printer, object, policies, sizeof policies / sizeof *policies);
    if (print_has_rights(object)) {
        print_gap(printer, object);
        print_rights(printer, object);
    }
    printer->indent = 0;
    strbuf_puts(&printer->out, "}\n");
}
