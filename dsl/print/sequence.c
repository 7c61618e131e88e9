#include "dsl/catalog/sequence.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"
#include "dsl/print/printer.h"

#include <inttypes.h>
#include <string.h>

/* In a block each stands on a line of its own, in an identity's parentheses one behind the other. */
static void put(Printer *printer, const char *name, int64_t value, bool block)
{
    if (block)
        strbuf_printf(&printer->out, "    %-9s  %" PRId64 "\n", name, value);
    else
        strbuf_printf(&printer->out, " %s %" PRId64, name, value);
}

void print_counting(Printer *printer, const Counting *counting, const char *type, bool block)
{
    Counting usual = counting_defaults(type, counting->increment);

    if (counting->start != counting_usual_start(counting))
        put(printer, "start", counting->start, block);
    if (counting->increment != 1)
        put(printer, "increment", counting->increment, block);
    if (counting->minimum != usual.minimum)
        put(printer, "minimum", counting->minimum, block);
    if (counting->maximum != usual.maximum)
        put(printer, "maximum", counting->maximum, block);
    if (counting->cache != 1)
        put(printer, "cache", counting->cache, block);
    if (counting->cycle)
        strbuf_puts(&printer->out, block ? "    cycle\n" : " cycle");
}

/* Only what differs from a sequence declared without options. */
void sequence_print(Printer *printer, const Object *object)
{
    const Sequence *sequence = as_sequence(object);
    const char *type = sequence->type.name;

    strbuf_printf(&printer->out, "%ssequence %s%s {\n", sequence->unlogged ? "unlogged " : "",
                  print_qname(printer, object->parent->name, object->name),
                  print_was(printer, object));
    if (strcmp(type, "bigint") != 0)
        strbuf_printf(&printer->out, "    type       %s\n", type);
    print_counting(printer, &sequence->counting, type, true);
    for (const Object *owner = object_first(object, KIND_SEQUENCE_OWNER); owner; owner = object_next(owner))
        print_object(printer, owner);
    strbuf_puts(&printer->out, "}\n");
}

void sequence_owner_print(Printer *printer, const Object *object)
{
    const SequenceOwner *owner = as_sequence_owner(object);

    strbuf_printf(&printer->out, "    owned by   %s.%s\n",
                  print_qname(printer, owner->table.schema, owner->table.name), print_name(printer, owner->column));
}
