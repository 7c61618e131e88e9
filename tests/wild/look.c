/* What must survive a change: how many rows each table has, and what they hold in the columns that stay. */
#include "tests/wild/wild.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"
#include "dsl/rename.h"

#include <string.h>

typedef struct Pair {
    const Catalog *before, *after;
    const Object *const *now;       /* what became of the objects of `before` */
    Catalog carried;                /* all of these */
    Diags diags;
    Arena *arena;
} Pair;

/* The same object afterwards, or NULL. */
static const Object *there(const Pair *pair, const Object *old)
{
    return catalog_same(pair->after, pair->now[old->position]);
}

/* A value of a type that changes may be spelled another way. */
static bool type_stays(const Pair *pair, const Type *old, const Type *new)
{
    const Object *declared = old->schema ? catalog_type(&pair->carried, old->schema, old->name) : NULL;
    const Object *there = declared ? catalog_same(pair->after, declared) : NULL;

    if (strcmp(old->text, new->text) != 0 || (declared && (!there || object_differs(declared, there))))
        return false;
    for (const Object *child = there ? there->first : NULL; child; child = child->next)
        if (child->was)
            return false;
    return true;
}

static bool is_kept(const Pair *pair, const Object *old)
{
    const Object *new = there(pair, old);
    const Column *before = as_column(pair->now[old->position]), *after = as_column(new);

    return new && type_stays(pair, &before->type, &after->type) && !before->generated.text && !after->generated.text;
}

/* Partitions are looked at through what they are partitions of; rows go with one that goes. */
static bool partitions_stay(const Pair *pair, const Object *table)
{
    for (size_t i = 0; i < pair->before->objects.count; i++) {
        const Object *old = pair->before->objects.items[i];

        if (old->kind == KIND_TABLE && partition_parent(pair->before, old) == table && !there(pair, old))
            return false;
    }
    return true;
}

/* Rows that the schema itself puts in change with it. */
static bool is_looked_at(const Pair *pair, const Object *old, const Object *new)
{
    return !table_bound(old) && !table_bound(new) && !object_first(old, KIND_DATA) && !object_first(new, KIND_DATA)
        && partitions_stay(pair, old);
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

    pair.carried = renames_apply(before, &renames, &pair.now, arena);
    for (size_t i = 0; i < before->objects.count; i++) {
        const Object *old = before->objects.items[i];
        const Object *new = old->kind == KIND_TABLE ? there(&pair, old) : NULL;

        if (new && is_looked_at(&pair, old, new))
            put_table(&pair, old, from_after ? new : old, from_after, &out);
    }
    return out.length ? arena_printf(arena, "%s order by id", strbuf_text(&out)) : NULL;
}
