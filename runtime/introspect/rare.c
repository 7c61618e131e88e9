#include "runtime/introspect/rare.h"

#include "dsl/base/strbuf.h"

#include <string.h>

#define THERE "ecogen.there"
#define CURSOR "ecogen."

/* The place of a condition, from 1. */
static size_t place_of(Rare *rare, const char *condition)
{
    for (size_t i = 0; i < rare->conditions.count; i++)
        if (strcmp(rare->conditions.items[i], condition) == 0)
            return i + 1;
    list_add(&rare->conditions, rare->arena, (void *)condition);
    return rare->conditions.count;
}

/* An expression for the text of the query; null where nothing is to be asked. */
static const char *text_of(Rare *rare, RareQuery query)
{
    StrBuf out = {.arena = rare->arena};

    strbuf_printf(&out, "$query$%s$query$ || nullif(concat_ws(' union all '", query.head ? query.head : "");
    for (size_t i = 0; i < query.count; i++)
        strbuf_printf(&out, ", case when there[%zu] then $query$%s$query$ end", place_of(rare, query.parts[i].when),
                      query.parts[i].query);
    strbuf_printf(&out, "), '') || $query$%s$query$", query.tail ? query.tail : "");
    return strbuf_text(&out);
}

const char *rare_add(Rare *rare, const char *name, RareQuery query)
{
    list_add(&rare->names, rare->arena, (void *)name);
    list_add(&rare->queries, rare->arena, (void *)text_of(rare, query));
    return arena_printf(rare->arena, "fetch all from \"" CURSOR "%s\"", name);
}

static void put_list(StrBuf *out, const List *items, const char *before, const char *after)
{
    for (size_t i = 0; i < items->count; i++)
        strbuf_printf(out, "%s%s%s%s", i ? ", " : "", before, (const char *)items->items[i], after);
}

const char *rare_conditions(const Rare *rare)
{
    StrBuf out = {.arena = rare->arena};

    strbuf_puts(&out, "select set_config('" THERE "', array[");
    put_list(&out, &rare->conditions, "", "");
    strbuf_puts(&out, "]::text, true)");
    return strbuf_text(&out);
}

const char *rare_opening(const Rare *rare)
{
    StrBuf out = {.arena = rare->arena};

    strbuf_puts(&out, "do $opening$ declare there boolean[] := current_setting('" THERE "'); one refcursor;"
                      " names text[] := array[");
    put_list(&out, &rare->names, "'" CURSOR, "'");
    strbuf_puts(&out, "]; queries text[] := array[");
    put_list(&out, &rare->queries, "", "");
    strbuf_puts(&out, "]; begin for i in 1 .. cardinality(names) loop one := names[i]; if queries[i] is null"
                      " then open one for select where false; else open one for execute queries[i]; end if;"
                      " end loop; end $opening$");
    return strbuf_text(&out);
}
