#include "dsl/catalog/trigger.h"

#include "dsl/catalog/naming.h"
#include "dsl/print/printer.h"

#include <string.h>

enum { LINE = 100 };

static void put_events(Printer *printer, const Trigger *trigger)
{
    for (size_t i = 0; i < trigger->events.count; i++) {
        strbuf_printf(&printer->out, "%s%s", i ? " or " : " ", trigger->events.items[i]);
        if (strcmp(trigger->events.items[i], "update") != 0)
            continue;
        for (size_t c = 0; c < trigger->columns.count; c++)
            strbuf_printf(&printer->out, "%s%s", c ? ", " : " of ", print_name(printer, trigger->columns.items[c]));
    }
}

static void put_transitions(Printer *printer, const Trigger *trigger, const char *separator)
{
    if (trigger->old_table || trigger->new_table)
        strbuf_printf(&printer->out, "%sreferencing", separator);
    if (trigger->old_table)
        strbuf_printf(&printer->out, " old table as %s", print_name(printer, trigger->old_table));
    if (trigger->new_table)
        strbuf_printf(&printer->out, " new table as %s", print_name(printer, trigger->new_table));
}

static void put_execute(Printer *printer, const Trigger *trigger)
{
    strbuf_printf(&printer->out, "execute %s(",
                  print_qname(printer, trigger->function.schema, trigger->function.name));
    for (size_t i = 0; i < trigger->arguments.count; i++)
        strbuf_printf(&printer->out, "%s%s", i ? ", " : "", print_string(printer, trigger->arguments.items[i]));
    strbuf_puts(&printer->out, ")");
    if (trigger->fires)
        strbuf_printf(&printer->out, " %s", trigger->fires);
}

static void put(Printer *printer, const Object *object, const char *separator)
{
    const Trigger *trigger = as_trigger(object);

    strbuf_printf(&printer->out, "%strigger %s%s %s", trigger->constraint ? "constraint " : "",
                  print_name(printer, object->name), print_was(printer, object), trigger->timing);
    put_events(printer, trigger);
    if (trigger->from.name)
        strbuf_printf(&printer->out, " from %s", print_qname(printer, trigger->from.schema, trigger->from.name));
    print_timing(printer, trigger->deferrable, trigger->initially_deferred);
    put_transitions(printer, trigger, separator);
    if (trigger->row)
        strbuf_printf(&printer->out, "%sfor each row", separator);
    if (trigger->when.text) {
        strbuf_printf(&printer->out, "%swhen ", separator);
        print_parenthesised(printer, trigger->when.text);
    }
    strbuf_puts(&printer->out, separator);
    put_execute(printer, trigger);
}

/* On one line if it fits. */
void trigger_print(Printer *printer, const Object *object)
{
    size_t begin = printer->out.length;

    put(printer, object, " ");
    if (printer->out.length - begin > LINE) {
        strbuf_cut(&printer->out, begin);
        put(printer, object, arena_printf(printer->arena, "\n%*s", (int)printer->indent + 4, ""));
    }
}
