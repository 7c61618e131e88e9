#include "dsl/catalog/index.h"
#include "dsl/catalog/inherited.h"
#include "dsl/catalog/partition.h"
#include "dsl/print/printer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* What is granted on a column that is another table's is said elsewhere in the block. */
static bool has_words(const Object *object)
{
    const InheritedColumn nothing = {.object = *object};

    return object->kind != KIND_INHERITED_COLUMN || object_comment(object) || object_differs(object, &nothing.object);
}

/* Children of some kinds, by name, after a blank line; those that stand behind their column are left out. */
static void section(Printer *printer, const Object *table, const KindId *kinds, size_t count)
{
    bool begun = false;

    for (size_t k = 0; k < count; k++) {
        List sorted = print_sorted(printer, table, kinds[k]);

        for (size_t i = 0; i < sorted.count; i++) {
            if (print_behind_column(printer, sorted.items[i]) || !has_words(sorted.items[i]))
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

/* Words are in lower case in .eco; what stands in quotes is as it is. */
static const char *lower_words(Arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text), quote = 0;

    for (char *c = copy; *c; c++) {
        if (quote ? *c == quote : *c == '\'' || *c == '"')
            quote = quote ? 0 : *c;
        else if (!quote && *c >= 'A' && *c <= 'Z')
            *c += 'a' - 'A';
    }
    return copy;
}

void bound_print(Printer *printer, const Object *object)
{
    const char *values = lower_words(printer->arena, as_bound(object)->values);
    int modulus, remainder;

    if (sscanf(values, "with (modulus %d, remainder %d)", &modulus, &remainder) == 2)
        strbuf_printf(&printer->out, "modulus %d remainder %d", modulus, remainder);
    else
        strbuf_puts(&printer->out, values);
}

static void put_key(Printer *printer, const Table *table)
{
    if (!table->partitioned)
        return;
    strbuf_printf(&printer->out, " partition by %s ", table->partitioned);
    print_parts(printer, table->key);
}

static void put_head(Printer *printer, const Object *object)
{
    const Table *table = as_table(object);
    const Bound *bound = table_bound(object);

    strbuf_printf(&printer->out, "%s%s %s%s", table->unlogged ? "unlogged " : "", bound ? "partition" : "table",
                  print_qname(printer, object->parent->name, object->name), print_was(printer, object));
    if (bound) {
        strbuf_putc(&printer->out, ' ');
        bound_print(printer, &bound->object);
    }
    if (table->of.text)
        strbuf_printf(&printer->out, " of %s", print_qname(printer, table->of.schema, table->of.name));
    for (size_t i = 0; i < table->parents.count; i++) {
        QName name = records_of(table->parents, Parent)[i].table;

        strbuf_printf(&printer->out, "%s%s", i ? ", " : " inherits ", print_qname(printer, name.schema, name.name));
    }
    put_key(printer, table);
    if (table->method)
        strbuf_printf(&printer->out, " using %s", print_name(printer, table->method));
}

static int by_qname(const void *left, const void *right)
{
    const Object *one = *(const Object *const *)left, *other = *(const Object *const *)right;
    int order = strcmp(one->parent->name, other->parent->name);

    return order ? order : strcmp(one->name, other->name);
}

/* The partitions of a table, by name. */
static List partitions_of(Printer *printer, const Object *table)
{
    List found = {0};

    for (size_t i = 0; as_table(table)->partitioned && i < printer->catalog->objects.count; i++) {
        const Object *object = printer->catalog->objects.items[i];

        if (object->kind == KIND_BOUND && partition_parent(printer->catalog, object->parent) == table)
            list_add(&found, printer->arena, object->parent);
    }
    if (found.count)
        qsort(found.items, found.count, sizeof(void *), by_qname);
    return found;
}

static void put_table(Printer *printer, const Object *object);

static void put_partitions(Printer *printer, const Object *table)
{
    List partitions = partitions_of(printer, table);

    if (partitions.count && printer->out.length)
        strbuf_putc(&printer->out, '\n');
    for (size_t i = 0; i < partitions.count; i++) {
        print_comment_of(printer, partitions.items[i]);
        print_indent(printer);
        put_table(printer, partitions.items[i]);
    }
}

static void put_block(Printer *printer, const Object *object)
{
    static const KindId inherited[] = {KIND_INHERITED_COLUMN};
    static const KindId constraints[] = {KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_CHECK, KIND_EXCLUDE,
                                          KIND_FOREIGN_KEY};
    static const KindId indexes[] = {KIND_INDEX, KIND_STATISTICS}, triggers[] = {KIND_TRIGGER};
    static const KindId policies[] = {KIND_POLICY}, distribution[] = {KIND_DISTRIBUTION};

    print_columns(printer, object);
    section(printer, object, inherited, sizeof inherited / sizeof *inherited);
    section(printer, object, constraints, sizeof constraints / sizeof *constraints);
    section(printer, object, indexes, sizeof indexes / sizeof *indexes);
    section(printer, object, triggers, sizeof triggers / sizeof *triggers);
    put_row_security(printer, object);
    section(printer, object, policies, sizeof policies / sizeof *policies);
    put_storage(printer, object);
    section(printer, object, distribution, 1);
    if (print_has_rights(object)) {
        print_gap(printer, object);
        print_rights(printer, object);
    }
    put_partitions(printer, object);
}

/* A partition of which there is nothing more to say needs no block. */
static void put_table(Printer *printer, const Object *object)
{
    Printer block = *printer;

    block.out = (StrBuf){.arena = printer->arena};
    block.indent = printer->indent + 4;
    put_block(&block, object);
    put_head(printer, object);
    if (block.out.length || !table_bound(object)) {
        strbuf_puts(&printer->out, " {\n");
        strbuf_puts(&printer->out, strbuf_text(&block.out));
        print_indent(printer);
        strbuf_putc(&printer->out, '}');
    }
    strbuf_putc(&printer->out, '\n');
}

void inherited_column_print(Printer *printer, const Object *object)
{
    const InheritedColumn *column = as_inherited_column(object);

    strbuf_printf(&printer->out, "column %s", print_name(printer, object->name));
    if (column->value.text || column->no_default)
        strbuf_puts(&printer->out, " = ");
    if (column->no_default)
        strbuf_puts(&printer->out, "null");
    else if (column->value.text)
        print_value(printer, column->value.text);
    strbuf_puts(&printer->out, column->not_null ? "  not null" : "");
    print_settings(printer, &column->settings, "  ", "");
}

void table_print(Printer *printer, const Object *object)
{
    put_table(printer, object);
}
