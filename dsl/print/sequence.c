#include "dsl/catalog/sequence.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"
#include "dsl/print/printer.h"

#include <inttypes.h>
#include <string.h>

static void setting(Printer *printer, const char *name, int64_t value, int64_t usual)
{
    if (value != usual)
        strbuf_printf(&printer->out, "    %-9s  %" PRId64 "\n", name, value);
}

/* Only what differs from a sequence declared without options. */
void sequence_print(Printer *printer, const Object *object)
{
    const Sequence *sequence = as_sequence(object);
    const char *type = sequence->type.name;
    Sequence usual = {0};

    sequence_defaults(&usual, type);
    strbuf_printf(&printer->out, "sequence %s {\n", print_qname(printer, object->parent->name, object->name));
    if (strcmp(type, "bigint") != 0)
        strbuf_printf(&printer->out, "    type       %s\n", type);
    setting(printer, "start", sequence->start, usual.start);
    setting(printer, "increment", sequence->increment, usual.increment);
    setting(printer, "minimum", sequence->minimum, usual.minimum);
    setting(printer, "maximum", sequence->maximum, usual.maximum);
    setting(printer, "cache", sequence->cache, usual.cache);
    if (sequence->cycle)
        strbuf_puts(&printer->out, "    cycle\n");
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
