#include "tests/compile.h"

#include "dsl/base/strbuf.h"
#include "grammar/load.h"

#include <stdlib.h>
#include <string.h>

Compiled *compile_text(Arena *arena, const char *text)
{
    Compiled *compiled = arena_new(arena, Compiled);

    compiled->sources.arena = arena;
    compiled->diags = (Diags){.arena = arena, .sources = &compiled->sources};
    const Node *files =
        load_text("test.eco", text, strlen(text), &compiled->sources, arena, &compiled->diags);
    compiled->resolved = resolve(files, arena, &compiled->diags);
    return compiled;
}

static int by_place(const void *left, const void *right)
{
    const Diag *one = *(const Diag *const *)left, *other = *(const Diag *const *)right;

    if (one->at.start != other->at.start)
        return one->at.start < other->at.start ? -1 : 1;
    return one->sequence < other->sequence ? -1 : one->sequence > other->sequence;
}

static void put_place(StrBuf *out, Compiled *compiled, Span at)
{
    Place place;

    if (sources_place(&compiled->sources, at, &place))
        strbuf_printf(out, "%u:%u", place.line, place.column);
    else
        strbuf_puts(out, "nowhere");
}

const char *compile_complaints(Compiled *compiled, Arena *arena)
{
    List *all = &compiled->diags.all;
    StrBuf out = {.arena = arena};

    if (all->count)
        qsort(all->items, all->count, sizeof(void *), by_place);
    for (size_t i = 0; i < all->count; i++) {
        const Diag *d = all->items[i];

        put_place(&out, compiled, d->at);
        strbuf_printf(&out, " %s %s\n", diag_code_text(d->code), d->message);
        for (const DiagNote *note = d->notes; note; note = note->next) {
            strbuf_puts(&out, "    ");
            put_place(&out, compiled, note->at);
            strbuf_printf(&out, " %s\n", note->text);
        }
        if (d->hint)
            strbuf_printf(&out, "    = %s\n", d->hint);
    }
    return strbuf_text(&out);
}
