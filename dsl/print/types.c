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

/* Without a schema it is the schema's own, if there is one in public; else PostgreSQL's. */
const char *print_collation(Printer *printer, QName name)
{
    bool declared = catalog_in_schema(printer->catalog, KIND_COLLATION, NULL, name.name);

    if (!name.schema && declared)
        name.schema = "pg_catalog";
    else if (text_same(name.schema, "public") && declared)
        name.schema = NULL;
    return print_other(printer, name);
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
        strbuf_printf(&printer->out, " collate %s", print_collation(printer, domain->collation));
    if (domain->value.text) {
        strbuf_puts(&printer->out, " = ");
        print_value(printer, domain->value.text);
    } else if (type_has_default(printer->catalog, &domain->type)) {
        strbuf_puts(&printer->out, " = null");
    }
    put_checks(printer, object);
    strbuf_putc(&printer->out, '\n');
}

/* Lines of a block, of cells. */
typedef struct Widths {
    size_t name, value;
} Widths;

static void put_attribute(Printer *printer, const Object *object, Widths widths)
{
    const Attribute *attribute = as_attribute(object);

    print_cell(printer, print_name(printer, object->name), widths.name);
    print_cell(printer, arena_printf(printer->arena, "%s?", print_type(printer, &attribute->type)), widths.value);
    if (attribute->collation.name)
        strbuf_printf(&printer->out, "collate %s  ", print_collation(printer, attribute->collation));
    if (object->was)
        strbuf_puts(&printer->out, print_was(printer, object) + 1);
    print_end_line(printer);
}

void attribute_print(Printer *printer, const Object *object)
{
    put_attribute(printer, object, (Widths){0});
}

static void put_attributes(Printer *printer, const Object *object, Names names)
{
    Widths widths = {0};

    for (const Object *part = object_first(object, KIND_ATTRIBUTE); part; part = object_next(part)) {
        print_widen(&widths.name, print_name(printer, part->name));
        print_widen(&widths.value,
                    arena_printf(printer->arena, "%s?", print_type(printer, &as_attribute(part)->type)));
    }
    for (size_t i = 0; i < names.count; i++) {
        const Object *attribute = catalog_find(printer->catalog, KIND_ATTRIBUTE, object, names.items[i]);

        if (!attribute)
            continue;
        print_comment_of(printer, attribute);
        print_indent(printer);
        put_attribute(printer, attribute, widths);
    }
}

void composite_print(Printer *printer, const Object *object)
{
    put_head(printer, "type", object);
    strbuf_puts(&printer->out, " {\n");
    printer->indent = 4;
    put_attributes(printer, object, as_composite(object)->attributes);
    printer->indent = 0;
    strbuf_puts(&printer->out, "}\n");
}

/* A block of words, each with a value or NULL; those that are not set were left out. */
enum { MOST_SETTINGS = 8 };
typedef struct Settings {
    const char *words[MOST_SETTINGS], *values[MOST_SETTINGS];
    size_t count;
} Settings;

static void set(Settings *settings, const char *word, const char *value)
{
    settings->words[settings->count] = word;
    settings->values[settings->count++] = value;
}

static void set_name(Printer *printer, Settings *settings, const char *word, QName name)
{
    if (name.name)
        set(settings, word, print_other(printer, name));
}

static void set_text(Printer *printer, Settings *settings, const char *word, const char *text)
{
    if (text)
        set(settings, word, quote_literal(printer->arena, text));
}

static void put_settings(Printer *printer, const Settings *settings)
{
    Widths widths = {0};

    for (size_t i = 0; i < settings->count; i++)
        if (settings->values[i])
            print_widen(&widths.name, settings->words[i]);
    strbuf_puts(&printer->out, " {\n");
    printer->indent = 4;
    for (size_t i = 0; i < settings->count; i++) {
        print_indent(printer);
        print_cell(printer, settings->words[i], widths.name);
        strbuf_puts(&printer->out, settings->values[i] ? settings->values[i] : "");
        print_end_line(printer);
    }
    printer->indent = 0;
    strbuf_puts(&printer->out, "}\n");
}

static bool is_usual_multirange(Printer *printer, const Object *object)
{
    const QName *multirange = &as_range(object)->multirange;

    return text_same(multirange->schema, object->parent->name)
        && strcmp(multirange->name, range_multirange_name(printer->arena, object->name)) == 0;
}

void range_print(Printer *printer, const Object *object)
{
    const Range *range = as_range(object);
    Settings settings = {0};

    set(&settings, "subtype", print_type(printer, &range->subtype));
    set_name(printer, &settings, "subtype_opclass", range->opclass);
    if (range->collation.name)
        set(&settings, "collation", print_collation(printer, range->collation));
    set_name(printer, &settings, "canonical", range->canonical);
    set_name(printer, &settings, "subtype_diff", range->subtype_diff);
    if (!is_usual_multirange(printer, object))
        set(&settings, "multirange_type_name",
            print_qname(printer, range->multirange.schema, range->multirange.name));
    put_head(printer, "range", object);
    put_settings(printer, &settings);
}

void collation_print(Printer *printer, const Object *object)
{
    const Collation *collation = as_collation(object);
    Settings settings = {0};

    set(&settings, "provider", print_name(printer, collation->provider));
    set_text(printer, &settings, "locale", collation->locale);
    set_text(printer, &settings, "lc_collate", collation->lc_collate);
    set_text(printer, &settings, "lc_ctype", collation->lc_ctype);
    set_text(printer, &settings, "rules", collation->rules);
    if (collation->nondeterministic)
        set(&settings, "nondeterministic", NULL);
    put_head(printer, "collation", object);
    put_settings(printer, &settings);
}
