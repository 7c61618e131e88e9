#include "dsl/rename_carry.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/view.h"

#include <string.h>

static bool any_renamed(const Carry *carry, const Object *view)
{
    for (const Object *column = object_first(view, KIND_VIEW_COLUMN); column; column = object_next(column))
        if (carry->renames[column->position])
            return true;
    return false;
}

static bool belongs_to_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$'
        || (unsigned char)c >= 0x80;
}

/* Where the name begins that stands at the end of an output: U&"…" with what is before its quotes. */
static size_t name_start(const char *text, size_t start, size_t end)
{
    size_t at = end - 1;

    if (text[at] != '"') {
        while (at > start && belongs_to_name(text[at - 1]))
            at--;
        return at;
    }
    for (at--; at > start && (text[at] != '"' || text[at - 1] == '"'); at--)
        at -= text[at] == '"';
    return at >= start + 2 && text[at - 1] == '&' ? at - 2 : at;
}

/* And where "as" begins before it; `at` if there is none. */
static size_t as_start(const char *text, size_t start, size_t at)
{
    size_t end = at;

    while (end > start && strchr(" \t\r\n", text[end - 1]))
        end--;
    if (end < start + 3 || (text[end - 1] | 32) != 's' || (text[end - 2] | 32) != 'a' || belongs_to_name(text[end - 3]))
        return end;
    for (end -= 2; end > start && strchr(" \t\r\n", text[end - 1]);)
        end--;
    return end;
}

static bool is_called(const Carry *carry, const char *text, size_t number, const char *name)
{
    const SqlQuery *query = sql_query(sql_cache(carry->arena), text);
    bool is_there = !query->parse.error && number < query->outputs.count;

    return is_there && text_same(((const SqlOutput *)query->outputs.items[number])->name, name);
}

/* The query with another name for one of its outputs, as people write it; NULL where that does not stand there. */
static const char *rename_output(const Carry *carry, const char *text, size_t number, const char *name)
{
    const SqlQuery *query = sql_query(sql_cache(carry->arena), text);
    const SqlOutput *output = query->outputs.items[number];
    size_t from = output->end, behind = output->end;
    const char *bare, *said;

    if (!output->end)
        return NULL;
    if (output->has_as) {
        from = name_start(text, output->start, output->end);
        behind = as_start(text, output->start, from);
    }
    bare = carry_bytes(carry->arena, text, behind, output->end, "");
    if (output->has_as && is_called(carry, bare, number, name))
        return bare;
    said = carry_bytes(carry->arena, text, behind, output->end,
                    arena_printf(carry->arena, " AS %s", quote_name(carry->arena, name)));
    return is_called(carry, said, number, name) ? said : NULL;
}

/* True if all is said in the query. Names in parentheses come first, and are renamed there. */
static bool rename_in_query(const Carry *carry, View *now, const Object *old)
{
    const SqlQuery *query = sql_query(sql_cache(carry->arena), now->query.text);
    const char *text = now->query.text;

    if (query->has_star && now->columns.count)
        return false;
    for (size_t i = now->columns.count; i < query->outputs.count; i++) {
        const char *old_name = ((const SqlOutput *)query->outputs.items[i])->name;
        const char *name = old_name ? carry_column_name(carry, old, old_name) : NULL;

        if (name != old_name && !(text = rename_output(carry, text, i, name)))
            return false;
    }
    now->query.text = text;
    return true;
}

/* A column that comes out of a star gets its name in parentheses. */
static bool is_from_star(const Carry *carry, const View *now, const Object *old)
{
    const SqlQuery *query = sql_query(sql_cache(carry->arena), now->query.text);

    if (!query->has_star)
        return false;
    for (const Object *column = object_first(old, KIND_VIEW_COLUMN); column; column = object_next(column)) {
        bool said = false;

        for (size_t i = 0; i < query->outputs.count && !said; i++)
            said = text_same(((const SqlOutput *)query->outputs.items[i])->name, column->name);
        if (carry->renames[column->position] && !said)
            return true;
    }
    return false;
}

void carry_outputs(const Carry *carry, View *now, const Object *old)
{
    const View *view = as_view(old);
    Names outputs = carry_columns(carry, old, view->outputs);

    if (!any_renamed(carry, old))
        return;
    now->columns = carry_columns(carry, old, now->columns);
    if (is_from_star(carry, now, old) || !rename_in_query(carry, now, old))
        now->columns = view->outputs_known ? outputs : now->columns;
    now->outputs = outputs;
}
