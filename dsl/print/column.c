#include "dsl/base/map.h"
#include "dsl/base/utf8.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"
#include "dsl/print/printer.h"

#include <string.h>

enum { WIDEST = 40 };               /* longer names and types do not push the others aside */

typedef struct Widths {
    size_t name, type;
} Widths;

/* As SQL writes it, unless it is called like a word of .eco. */
const char *print_type(Printer *printer, const Type *type)
{
    if (!type->schema || (!print_is_word(type->schema) && !print_is_word(type->name)))
        return type_short(printer->arena, type);

    const char *name = print_qname(printer, type->schema, type->name);
    return arena_printf(printer->arena, "%s%s%s%s%s", name, type->modifiers ? "(" : "",
                        type->modifiers ? type->modifiers : "", type->modifiers ? ")" : "", type->array ? "[]" : "");
}

/* A sequence with a comment has to be there to carry it. */
const Object *print_serial(const Printer *printer, const Object *column)
{
    const Sequence *sequence = sequence_of_serial(printer->catalog, column);

    return sequence && !object_comment(&sequence->object) ? &sequence->object : NULL;
}

static const char *type_of(Printer *printer, const Object *object)
{
    const Column *column = as_column(object);

    if (print_serial(printer, object))
        return serial_word(column->type.name);

    const char *type = print_type(printer, &column->type);
    return column->not_null ? type : arena_printf(printer->arena, "%s?", type);
}

/* In characters; what has a newline in its name fits nowhere. */
static size_t width_of(const char *text)
{
    return strchr(text, '\n') ? WIDEST + 1 : utf8_count(text, strlen(text));
}

void print_widen(size_t *width, const char *text)
{
    size_t length = width_of(text);

    if (length > *width && length <= WIDEST)
        *width = length;
}

static Widths widths_of(Printer *printer, const Object *table)
{
    Widths widths = {0};

    for (const Object *column = object_first(table, KIND_COLUMN); column; column = object_next(column)) {
        print_widen(&widths.name, print_name(printer, column->name));
        print_widen(&widths.type, type_of(printer, column));
    }
    return widths;
}

void print_cell(Printer *printer, const char *text, size_t width)
{
    size_t length = width_of(text);

    strbuf_puts(&printer->out, text);
    strbuf_fill(&printer->out, ' ', (length < width ? width - length : 0) + 2);
}

/* Names of the one column a constraint is over; those over more have no column to stand behind. */
static Names columns_of(const Object *constraint)
{
    return constraint->kind == KIND_FOREIGN_KEY ? as_foreign_key(constraint)->columns : as_key(constraint)->columns;
}

static bool is_plain(const Object *constraint)
{
    const Key *key = as_key(constraint);

    if (constraint->kind == KIND_FOREIGN_KEY)
        return !as_foreign_key(constraint)->not_valid;
    return !key->include.count && !key->options.count && !key->tablespace
        && !key->nulls_not_distinct && !key->deferrable && !key->initially_deferred;
}

bool print_behind_column(Printer *printer, const Object *constraint)
{
    if (constraint->kind != KIND_PRIMARY_KEY && constraint->kind != KIND_UNIQUE
        && constraint->kind != KIND_FOREIGN_KEY)
        return false;
    return columns_of(constraint).count == 1
        && catalog_find(printer->catalog, KIND_COLUMN, constraint->parent, columns_of(constraint).items[0])
        && is_plain(constraint) && !object_comment(constraint)
        && !constraint->was && object_has_default_name(constraint, printer->arena);
}

/* By column, the constraints that stand behind it. */
static Map behind_columns(Printer *printer, const Object *table)
{
    Map found = {0};

    for (const Object *object = table->first; object; object = object->next)
        if (print_behind_column(printer, object)) {
            List *list = map_put(&found, printer->arena, columns_of(object).items[0], arena_new(printer->arena, List));

            list_add(list, printer->arena, object);
        }
    return found;
}

static void put_constraints(Printer *printer, const List *constraints, KindId kind, const char *words)
{
    for (size_t i = 0; constraints && i < constraints->count; i++) {
        const Object *object = constraints->items[i];

        if (object->kind != kind)
            continue;
        strbuf_puts(&printer->out, words);
        if (kind == KIND_FOREIGN_KEY)
            print_references(printer, object);
        strbuf_puts(&printer->out, "  ");
    }
}

void default_print(Printer *printer, const Object *object)
{
    strbuf_puts(&printer->out, "= ");
    print_value(printer, as_default(object)->value.text);
    strbuf_puts(&printer->out, "  ");
}

static void put_identity(Printer *printer, const Column *column)
{
    Printer aside = {.catalog = printer->catalog, .arena = printer->arena, .out = {.arena = printer->arena}};

    strbuf_printf(&printer->out, "identity %s", column->identity);
    if (column->counting.count)
        print_counting(&aside, column_counting(&column->object), column->type.name, false);
    if (aside.out.length)
        strbuf_printf(&printer->out, " (%s)", strbuf_text(&aside.out) + 1);
    strbuf_puts(&printer->out, "  ");
}

static void put_source(Printer *printer, const Object *object)
{
    const Column *column = as_column(object);
    const Object *value = object_first(object, KIND_DEFAULT);

    if (value && !print_serial(printer, object))
        default_print(printer, value);
    if (column->identity)
        put_identity(printer, column);
    if (column->generated.text) {
        strbuf_puts(&printer->out, "generated ");
        print_parenthesised(printer, column->generated.text);
        strbuf_puts(&printer->out, column->is_virtual ? " virtual  " : " stored  ");
    }
}

void print_settings(Printer *printer, const ColumnSettings *settings, const char *before, const char *behind)
{
    if (settings->storage)
        strbuf_printf(&printer->out, "%sstorage %s%s", before, settings->storage, behind);
    if (settings->compression)
        strbuf_printf(&printer->out, "%scompression %s%s", before, print_name(printer, settings->compression), behind);
    if (settings->statistics)
        strbuf_printf(&printer->out, "%sstatistics %s%s", before, settings->statistics, behind);
    if (settings->options.count) {
        strbuf_printf(&printer->out, "%soption (", before);
        print_option_list(printer, settings->options);
        strbuf_printf(&printer->out, ")%s", behind);
    }
}

static void put_column(Printer *printer, const Object *object, Widths widths, const List *constraints)
{
    const Column *column = as_column(object);

    print_indent(printer);
    print_cell(printer, print_name(printer, object->name), widths.name);
    print_cell(printer, type_of(printer, object), widths.type);
    put_source(printer, object);
    if (column->collation.name)
        strbuf_printf(&printer->out, "collate %s  ", print_collation(printer, column->collation));
    print_settings(printer, &column->settings, "", "  ");
    if (object->was)
        strbuf_printf(&printer->out, "%s  ", print_was(printer, object) + 1);
    put_constraints(printer, constraints, KIND_PRIMARY_KEY, "primary key");
    put_constraints(printer, constraints, KIND_UNIQUE, "unique");
    put_constraints(printer, constraints, KIND_FOREIGN_KEY, "");
}

void print_end_line(Printer *printer)
{
    while (printer->out.length && printer->out.text[printer->out.length - 1] == ' ')
        printer->out.text[--printer->out.length] = '\0';
    strbuf_putc(&printer->out, '\n');
}

void column_print(Printer *printer, const Object *object)
{
    print_comment_of(printer, object);
    put_column(printer, object, (Widths){0}, NULL);
    print_end_line(printer);
}

void print_columns(Printer *printer, const Object *table)
{
    Widths widths = widths_of(printer, table);
    Map constraints = behind_columns(printer, table);

    for (const Object *column = object_first(table, KIND_COLUMN); column; column = object_next(column)) {
        print_comment_of(printer, column);
        put_column(printer, column, widths, map_get(&constraints, column->name));
        print_end_line(printer);
    }
}
