#include "dsl/catalog/mark.h"

#include "dsl/print/printer.h"

void replica_identity_print(Printer *printer, const Object *object)
{
    const char *rows = as_replica_identity(object)->rows;

    strbuf_puts(&printer->out, "replica identity ");
    if (rows)
        strbuf_puts(&printer->out, rows);
    else
        strbuf_printf(&printer->out, "index %s", print_name(printer, object->parent->name));
}

void cluster_print(Printer *printer, const Object *object)
{
    strbuf_printf(&printer->out, "cluster on %s", print_name(printer, object->parent->name));
}

static const Object *find(const Object *on, KindId kind)
{
    const Object *found = object_first(on, kind);

    for (const Object *child = on->first; child && !found; child = child->next)
        found = object_first(child, kind);
    return found;
}

bool print_has_marks(const Object *on)
{
    return find(on, KIND_REPLICA_IDENTITY) || find(on, KIND_CLUSTER);
}

void print_marks(Printer *printer, const Object *on)
{
    static const KindId kinds[] = {KIND_REPLICA_IDENTITY, KIND_CLUSTER};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const Object *mark = find(on, kinds[i]);

        if (!mark)
            continue;
        print_indent(printer);
        print_object(printer, mark);
        strbuf_putc(&printer->out, '\n');
    }
}
