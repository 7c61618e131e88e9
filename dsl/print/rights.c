#include "dsl/catalog/policy.h"
#include "dsl/catalog/rights.h"
#include "dsl/catalog/view.h"
#include "dsl/print/printer.h"

#include <string.h>

/* "select, insert" or, of a column, "select (title), insert (title)". */
static void put_privileges(Printer *printer, const Object *parent, Names privileges)
{
    for (size_t i = 0; i < privileges.count; i++) {
        strbuf_printf(&printer->out, "%s%s", i ? ", " : "", privileges.items[i]);
        if (is_column(parent))
            strbuf_printf(&printer->out, " (%s)", print_name(printer, parent->name));
    }
}

/* In the block of a table that is what it is about; everywhere else it has to be said. */
static void put_object(Printer *printer, const Object *parent)
{
    if (!printer->indent)
        strbuf_printf(&printer->out, " on %s", print_address(printer, parent));
}

static void put_line(Printer *printer, const char *const words[3], const Object *grant, Names privileges)
{
    if (!privileges.count)
        return;
    print_indent(printer);
    strbuf_printf(&printer->out, "%s ", words[0]);
    put_privileges(printer, grant->parent, privileges);
    put_object(printer, grant->parent);
    strbuf_printf(&printer->out, " %s %s%s\n", words[1], print_name(printer, grant->name), words[2]);
}

void grant_print(Printer *printer, const Object *object)
{
    static const char *const grant[] = {"grant", "to", ""}, *const option[] = {"grant", "to", " with grant option"};
    static const char *const revoke[] = {"revoke", "from", ""};
    const Grant *self = as_grant(object);
    Names given = strcmp(object->name, PUBLIC_ROLE) == 0 ? rights_of_public(object->parent) : (Names){0};
    Names taken = names_without(printer->arena, given, self->privileges);
    Names plain = names_without(printer->arena, self->privileges, self->grantable);

    put_line(printer, revoke, object, taken);
    put_line(printer, grant, object, names_without(printer->arena, plain, taken.count ? given : (Names){0}));
    put_line(printer, option, object, self->grantable);
}

void owner_print(Printer *printer, const Object *object)
{
    print_indent(printer);
    strbuf_printf(&printer->out, "owner to %s", print_name(printer, as_owner(object)->role));
    put_object(printer, object->parent);
    strbuf_putc(&printer->out, '\n');
}

static void print_all(Printer *printer, const Object *parent, KindId kind)
{
    List sorted = print_sorted(printer, parent, kind);

    for (size_t i = 0; i < sorted.count; i++)
        print_object(printer, sorted.items[i]);
}

void print_rights(Printer *printer, const Object *object)
{
    print_all(printer, object, KIND_OWNER);
    print_all(printer, object, KIND_GRANT);
    for (const Object *child = object->first; child; child = child->next)
        if (is_column(child))
            print_all(printer, child, KIND_GRANT);
}

bool print_has_rights(const Object *object)
{
    if (object_first(object, KIND_OWNER) || object_first(object, KIND_GRANT))
        return true;
    for (const Object *child = object->first; child; child = child->next)
        if (is_column(child) && object_first(child, KIND_GRANT))
            return true;
    return false;
}

void policy_print(Printer *printer, const Object *object)
{
    const Policy *policy = as_policy(object);

    strbuf_printf(&printer->out, "policy %s%s", print_name(printer, object->name), print_was(printer, object));
    strbuf_puts(&printer->out, policy->restrictive ? " as restrictive" : "");
    if (strcmp(policy->command, "all") != 0)
        strbuf_printf(&printer->out, " for %s", policy->command);
    for (size_t i = 0; i < policy->roles.count && strcmp(policy->roles.items[0], PUBLIC_ROLE) != 0; i++)
        strbuf_printf(&printer->out, "%s %s", i ? "," : " to", print_name(printer, policy->roles.items[i]));
    if (policy->using.text) {
        strbuf_puts(&printer->out, " using ");
        print_parenthesised(printer, policy->using.text);
    }
    if (policy->check.text) {
        strbuf_puts(&printer->out, " check ");
        print_parenthesised(printer, policy->check.text);
    }
}
