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
                  !as_table(table)->row_security          ? " disabled forced"
                  : as_table(table)->row_security_forced ? " forced"
                                                         : "");
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

/* How the table is stored, a line each. */
static void put_storage(Printer *printer, const Object *object)
{
    const Table *table = as_table(object);

    if (!table->options.count && !table->tablespace && !print_has_marks(object))
        return;
    print_gap(printer, object);
    if (table->options.count) {
        print_indent(printer);
        strbuf_puts(&printer->out, "option ");
        print_option_list(printer, table->options);
        strbuf_putc(&printer->out, '\n');
    }
    if (table->tablespace) {
        print_indent(printer);
        strbuf_printf(&printer->out, "tablespace %s\n", print_name(printer, table->tablespace));
    }
    print_marks(printer, object);
}

void table_print(Printer *printer, const Object *object)
{
    static const KindId constraints[] = {KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_CHECK, KIND_FOREIGN_KEY};
    static const KindId indexes[] = {KIND_INDEX}, triggers[] = {KIND_TRIGGER}, policies[] = {KIND_POLICY};

    strbuf_printf(&printer->out, "%stable %s%s", as_table(object)->unlogged ? "unlogged " : "",
                  print_qname(printer, object->parent->name, object->name), print_was(printer, object));
    if (as_table(object)->method)
        strbuf_printf(&printer->out, " using %s", print_name(printer, as_table(object)->method));
    strbuf_puts(&printer->out, " {\n");
    printer->indent = 4;
    print_columns(printer, object);
    section(printer, object, constraints, sizeof constraints / sizeof *constraints);
    section(printer, object, indexes, sizeof indexes / sizeof *indexes);
    section(printer, object, triggers, sizeof triggers / sizeof *triggers);
    put_row_security(printer, object);
    section(printer, object, policies, sizeof policies / sizeof *policies);
    put_storage(printer, object);
    if (print_has_rights(object)) {
        print_gap(printer, object);
        print_rights(printer, object);
    }
    printer->indent = 0;
    strbuf_puts(&printer->out, "}\n");
}
