#include "dsl/catalog/collation.h"
#include "dsl/catalog/composite.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/range.h"
#include "dsl/print/printer.h"

#include <string.h>

static void put_head(Printer *printer, const char *word, const Object *object)
{
    strbuf_printf(&printer->out, "%s %s%s", word, print_qname(printer, object->parent->name, object->name),
                  print_was(printer, object));
}

/* A comment needs a line before it, and so a line of its own. */
static void put_checks(Printer *printer, const Object *object)
{
    List checks = print_sorted(printer, object, KIND_CHECK);

    printer->indent = 4;
    for (size_t i = 0; i < checks.count; i++) {
        strbuf_putc(&printer->out, '\n');
        print_comment_of(printer, checks.items[i]);
        print_indent(printer);
        print_object(printer, checks.items[i]);
    }
    printer->indent = 0;
}

void domain_print(Printer *printer, const Object *object)
{
    const Domain *domain = as_domain(object);

    put_head(printer, "domain", object);
    strbuf_printf(&printer->out, " %s%s", print_type(printer, &domain->type), domain->not_null ? "" : "?");
    if (domain->collation.name)
        strbuf_printf(&printer->out, " collate %s", print_other(printer, domain->collation));
    if (domain->value.text) {
        strbuf_puts(&printer->out, " = ");
        print_value(printer, domain->value.text);
    }
    put_checks(printer, object);
    strbuf_putc(&printer->out, '\n');
}

void attribute_print(Printer *printer, const Object *object)
{
    const Attribute *attribute = as_attribute(object);

    strbuf_printf(&printer->out, "%s  %s?", print_name(printer, object->name), print_type(printer, &attribute->type));
    if (attribute->collation.name)
        strbuf_printf(&printer->out, "  collate %s", print_other(printer, attribute->collation));
    if (object->was)
        strbuf_printf(&printer->out, " %s", print_was(printer, object));
}

void composite_print(Printer *printer, const Object *object)
{
    Names attributes = as_composite(object)->attributes;

    put_head(printer, "type", object);
    strbuf_puts(&printer->out, " {\n");
    printer->indent = 4;
    for (size_t i = 0; i < attributes.count; i++) {
        const Object *attribute = catalog_find(printer->catalog, KIND_ATTRIBUTE, object, attributes.items[i]);

        if (!attribute)
            continue;
        print_comment_of(printer, attribute);
        print_indent(printer);
        attribute_print(printer, attribute);
        strbuf_putc(&printer->out, '\n');
    }
    printer->indent = 0;
    strbuf_puts(&printer->out, "}\n");
}

static void put_line(Printer *printer, const char *word, const char *value)
{
    strbuf_printf(&printer->out, "    %-20s  %s\n", word, value);
}

static void put_name(Printer *printer, const char *word, QName name)
{
    if (name.name)
        put_line(printer, word, print_other(printer, name));
}

void range_print(Printer *printer, const Object *object)
{
    const Range *range = as_range(object);
    QName usual = {.schema = object->parent->name, .name = range_multirange_name(printer->arena, object->name)};

    put_head(printer, "range", object);
    strbuf_puts(&printer->out, " {\n");
    put_line(printer, "subtype", print_type(printer, &range->subtype));
    put_name(printer, "subtype_opclass", range->opclass);
    put_name(printer, "collation", range->collation);
    put_name(printer, "canonical", range->canonical);
    put_name(printer, "subtype_diff", range->subtype_diff);
    if (!text_same(usual.schema, range->multirange.schema) || strcmp(usual.name, range->multirange.name) != 0)
        put_name(printer, "multirange_type_name", range->multirange);
    strbuf_puts(&printer->out, "}\n");
}

static void put_setting(Printer *printer, const char *word, const char *value)
{
    if (value)
        strbuf_printf(&printer->out, " %s %s;", word, quote_literal(printer->arena, value));
}

void collation_print(Printer *printer, const Object *object)
{
    const Collation *collation = as_collation(object);

    put_head(printer, "collation", object);
    strbuf_printf(&printer->out, " { provider %s;", print_name(printer, collation->provider));
    put_setting(printer, "locale", collation->locale);
    put_setting(printer, "lc_collate", collation->lc_collate);
    put_setting(printer, "lc_ctype", collation->lc_ctype);
    put_setting(printer, "rules", collation->rules);
    strbuf_puts(&printer->out, collation->nondeterministic ? " nondeterministic }\n" : " }\n");
}
