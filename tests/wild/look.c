/* What must survive a change: how many rows each table has, and what they hold in the columns that stay. */
#include "tests/wild/wild.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/rename.h"

#include <string.h>

typedef struct Pair {
    const Catalog *before, *after;
    const Object *const *now;       /* what became of the objects of `before` */
    Diags diags;
    Arena *arena;
} Pair;

/* The same object afterwards, or NULL. */
static const Object *there(const Pair *pair, const Object *old)
{
    return catalog_same(pair->after, pair->now[old->position]);
}

static bool is_kept(const Pair *pair, const Object *old)
{
    const Object *new = there(pair, old), *carried = pair->now[old->position];

    return new && strcmp(as_column(carried)->type.text, as_column(new)->type.text) == 0
        && !as_column(carried)->generated.text && !as_column(new)->generated.text;
}

static void put_table(const Pair *pair, const Object *old, const Object *asked, bool from_after, StrBuf *out)
{
    const char *separator = "";

    strbuf_printf(out, "%sselect %u as id, count(*), md5(string_agg(h, '' order by h)) from (select md5(row(",
                  out->length ? " union all " : "", old->position);
    for (const Object *column = object_first(old, KIND_COLUMN); column; column = object_next(column))
        if (is_kept(pair, column)) {
            strbuf_printf(out, "%s%s", separator,
                          quote_name(pair->arena, (from_after ? there(pair, column) : column)->name));
            separator = ", ";
        }
    strbuf_printf(out, ")::text) as h from %s.%s) as t", quote_name(pair->arena, asked->parent->name),
                  quote_name(pair->arena, asked->name));
}

const char *wild_look(const Catalog *before, const Catalog *after, bool from_after, Arena *arena)
{
    Pair pair = {.before = before, .after = after, .diags = {.arena = arena}, .arena = arena};
    Renames renames = renames_find(before, after, false, arena, &pair.diags);
    StrBuf out = {.arena = arena};

    renames_apply(before, &renames, &pair.now, arena);
    for (size_t i = 0; i < before->objects.count; i++) {
        const Object *old = before->objects.items[i];
        const Object *new = old->kind == KIND_TABLE ? there(&pair, old) : NULL;

        if (new)
            put_table(&pair, old, from_after ? new : old, from_after, &out);
    }
    return out.length ? arena_printf(arena, "%s order by id", strbuf_text(&out)) : NULL;
}
