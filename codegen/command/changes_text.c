#include "codegen/command/changes_text.h"

#include "dsl/base/strbuf.h"

/* Made or dropped together with its parent, which is told already. A view's columns come and go with the view alone. */
static bool comes_along(const Change *change, const Changes *changes)
{
    if (!change->before == !change->after)
        return false;

    const Object *object = change->after ? change->after : change->before;
    const Catalog *other = change->after ? &changes->before : changes->after;
    const Object *parent = object->parent;

    if (parent && parent->kind == KIND_VIEW_COLUMN)
        parent = parent->parent;
    return object->kind == KIND_VIEW_COLUMN || (parent && !catalog_same(other, parent));
}

static void put_fields(StrBuf *text, const Change *change)
{
    const Field *fields = kind_of(change->after)->fields;
    const char *separator = ": ";

    for (size_t i = 0; fields && fields[i].name; i++)
        if (change->fields >> i & 1) {
            strbuf_printf(text, "%s%s", separator, fields[i].name);
            separator = ", ";
        }
}

const char *changes_text(const Changes *changes, Arena *arena)
{
    StrBuf text = {.arena = arena};

    for (size_t i = 0; i < changes->renames.items.count; i++) {
        const Rename *rename = changes->renames.items.items[i];

        strbuf_printf(&text, "> %s becomes \"%s\"\n", object_describe(rename->before, arena),
                      rename_new_name(rename, arena));
    }
    for (size_t i = 0; i < changes->renames.schemas.count; i++)
        strbuf_printf(&text, "+ %s\n", object_describe(changes->renames.schemas.items[i], arena));
    for (size_t i = 0; i < changes->items.count; i++) {
        const Change *change = changes->items.items[i];

        if (comes_along(change, changes))
            continue;
        strbuf_printf(&text, "%s %s", !change->before ? "+" : !change->after ? "-" : "~",
                      object_describe(change->after ? change->after : change->before, arena));
        if (change->before && change->after)
            put_fields(&text, change);
        strbuf_putc(&text, '\n');
    }
    return strbuf_text(&text);
}
