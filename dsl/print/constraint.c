#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/naming.h"
#include "dsl/print/printer.h"

#include <string.h>

static void put_name(Printer *printer, const Object *constraint)
{
    if (constraint->was || !object_has_default_name(constraint, printer->arena))
        strbuf_printf(&printer->out, "%s%s ", print_name(printer, constraint->name), print_was(printer, constraint));
}

static void put_key(Printer *printer, const Object *object)
{
    const Key *key = as_key(object);

    put_name(printer, object);
    print_names_flagged(printer, key->columns, "", key->without_overlaps ? " without overlaps" : "");
    if (key->include.count) {
        strbuf_puts(&printer->out, " include ");
        print_names(printer, key->include);
    }
    strbuf_puts(&printer->out, key->nulls_not_distinct ? " nulls not distinct" : "");
    print_options(printer, key->options);
    if (key->tablespace)
        strbuf_printf(&printer->out, " tablespace %s", print_name(printer, key->tablespace));
    print_timing(printer, key->deferrable, key->initially_deferred);
}

void primary_key_print(Printer *printer, const Object *object)
{
    strbuf_puts(&printer->out, "primary key ");
    put_key(printer, object);
}

void unique_print(Printer *printer, const Object *object)
{
    strbuf_puts(&printer->out, "unique ");
    put_key(printer, object);
}

void check_print(Printer *printer, const Object *object)
{
    const Check *check = as_check(object);

    strbuf_puts(&printer->out, "check ");
    put_name(printer, object);
    print_parenthesised(printer, check->expression.text);
    strbuf_puts(&printer->out, check->no_inherit ? " no inherit" : "");
    strbuf_puts(&printer->out, check->not_enforced ? " not enforced" : "");
    strbuf_puts(&printer->out, check->not_valid ? " not valid" : "");
}

/* "references users" alone means the columns of its primary key. */
static bool targets_primary_key(Printer *printer, const ForeignKey *key)
{
    const Object *target = catalog_in_schema(printer->catalog, KIND_TABLE, key->target.schema, key->target.name);
    const Object *primary = target ? object_first(target, KIND_PRIMARY_KEY) : NULL;

    return primary && names_same(as_key(primary)->columns, key->target_columns);
}

static void put_action(Printer *printer, const char *event, const char *action, Names columns)
{
    if (strcmp(action, "no action") == 0)
        return;
    strbuf_printf(&printer->out, " on %s %s", event, action);
    if (columns.count) {
        strbuf_putc(&printer->out, ' ');
        print_names(printer, columns);
    }
}

void print_references(Printer *printer, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);

    strbuf_printf(&printer->out, "references %s", print_qname(printer, key->target.schema, key->target.name));
    if (key->period || !targets_primary_key(printer, key)) {
        strbuf_putc(&printer->out, ' ');
        print_names_flagged(printer, key->target_columns, key->period ? "period " : "", "");
    }
    strbuf_puts(&printer->out, key->match_full ? " match full" : "");
    put_action(printer, "delete", key->on_delete, key->on_delete_columns);
    put_action(printer, "update", key->on_update, (Names){0});
    print_timing(printer, key->deferrable, key->initially_deferred);
    strbuf_puts(&printer->out, key->not_enforced ? " not enforced" : "");
}

void foreign_key_print(Printer *printer, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);

    strbuf_puts(&printer->out, "foreign key ");
    put_name(printer, object);
    print_names_flagged(printer, key->columns, key->period ? "period " : "", "");
    strbuf_putc(&printer->out, ' ');
    print_references(printer, object);
    strbuf_puts(&printer->out, key->not_valid ? " not valid" : "");
}

void exclude_print(Printer *printer, const Object *object)
{
    const Exclude *exclude = as_exclude(object);
    const Index *index = &exclude->index;

    strbuf_puts(&printer->out, "exclude ");
    put_name(printer, object);
    if (strcmp(index->method, "btree") != 0)
        strbuf_printf(&printer->out, "using %s ", print_name(printer, index->method));
    for (size_t i = 0; i < index->parts.count; i++) {
        strbuf_puts(&printer->out, i ? ", " : "(");
        print_part(printer, &records_of(index->parts, IndexPart)[i]);
        strbuf_printf(&printer->out, " with %s", exclude->operators.items[i]);
    }
    strbuf_putc(&printer->out, ')');
    if (index->include.count) {
        strbuf_puts(&printer->out, " include ");
        print_names(printer, index->include);
    }
    print_options(printer, index->options);
    if (index->tablespace)
        strbuf_printf(&printer->out, " tablespace %s", print_name(printer, index->tablespace));
    if (index->where.text) {
        strbuf_puts(&printer->out, " where ");
        print_parenthesised(printer, index->where.text);
    }
    print_timing(printer, exclude->deferrable, exclude->initially_deferred);
}

void statistics_print(Printer *printer, const Object *object)
{
    const Statistics *statistics = as_statistics(object);

    strbuf_puts(&printer->out, "statistics ");
    put_name(printer, object);
    for (size_t i = 0; i < statistics->kinds.count; i++)
        strbuf_printf(&printer->out, "%s%s", i ? ", " : "(", statistics->kinds.items[i]);
    strbuf_puts(&printer->out, statistics->kinds.count ? ") on " : "on ");
    for (size_t i = 0; i < statistics->parts.count; i++) {
        strbuf_puts(&printer->out, i ? ", " : "");
        print_part(printer, &records_of(statistics->parts, IndexPart)[i]);
    }
    if (statistics->target)
        strbuf_printf(&printer->out, " statistics %s", statistics->target);
}
