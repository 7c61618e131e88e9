#include "dsl/sqltext/walk.h"

#include "dsl/base/strbuf.h"

#include <string.h>

/* The name as the parser reads it: folded, or without its quotes. */
static const char *read_name(Arena *arena, const char *at, const char *end)
{
    StrBuf name = {.arena = arena};

    if (*at != '"') {
        for (; at < end; at++)
            strbuf_putc(&name, *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at);
        return strbuf_text(&name);
    }
    for (at++; at < end - 1; at++) {
        strbuf_putc(&name, *at);
        at += *at == '"';
    }
    return strbuf_text(&name);
}

/* Set start and end to name number `parts` of those that stand at a place, if it really stands there. */
static void find_part(const Walk *walk, SqlRef *ref, size_t place, size_t parts)
{
    if (place == 0 || place < walk->before)
        return;                                                 /* it is not known: nothing real stands at byte 0 */

    const char *at = walk->text + place;
    ref->whole = ref->start = ref->end = (size_t)(at - walk->text) - walk->before;
    for (size_t i = 1; i < parts; i++) {
        at = sql_skip(sql_skip_name(at));
        if (*at != '.')
            return;
        at = sql_skip(at + 1);
    }

    const char *end = sql_skip_name(at);
    if (end == at || strcmp(read_name(walk->arena, at, end), ref->name) != 0)
        return;
    ref->start = (size_t)(at - walk->text) - walk->before;
    ref->end = (size_t)(end - walk->text) - walk->before;
}

static SqlRef *add(const Walk *walk, SqlRefKind kind, const char *qualifier, const char *name)
{
    SqlRef *ref = arena_new(walk->arena, SqlRef);

    ref->kind = kind;
    ref->qualifier = qualifier ? arena_strdup(walk->arena, qualifier) : NULL;
    ref->name = arena_strdup(walk->arena, name);
    list_add(&walk->parse->refs, walk->arena, ref);
    return ref;
}

static const char *name_at(const json_t *names, size_t i)
{
    return sql_string(json_object_get(json_array_get(names, i), "String"), "sval");
}

SqlRef *ref_names_at(Walk *walk, SqlRefKind kind, const json_t *names, size_t count, size_t place)
{
    const char *last = count > 0 ? name_at(names, count - 1) : NULL;

    if (!last)
        return NULL;

    SqlRef *ref = add(walk, kind, count > 1 ? name_at(names, count - 2) : NULL, last);
    find_part(walk, ref, place, count);
    return ref;
}

SqlRef *ref_names(Walk *walk, SqlRefKind kind, const json_t *names, const json_t *node)
{
    return ref_names_at(walk, kind, names, json_array_size(names), sql_place(node));
}

/* Its place is that of the word COLLATE; the name stands behind it. */
SqlRef *ref_collation(Walk *walk, const json_t *node)
{
    const json_t *names = json_object_get(node, "collname");
    size_t count = json_array_size(names), place = sql_place(node);
    const char *last = count > 0 ? name_at(names, count - 1) : NULL;

    if (!last)
        return NULL;

    SqlRef *ref = add(walk, SQL_REF_COLLATION, count > 1 ? name_at(names, count - 2) : NULL, last);
    if (place >= walk->before && place > 0)
        find_part(walk, ref, (size_t)(sql_skip(sql_skip_name(walk->text + place)) - walk->text), count);
    return ref;
}

/* "users" of users.mail, app.users.mail, users.*: if it is a table's own name. */
static const Item *read_qualifier(Walk *walk, const Scope *scope, const json_t *names, size_t parts, size_t place)
{
    const char *schema = parts > 1 ? name_at(names, parts - 2) : NULL, *name = name_at(names, parts - 1);
    const Item *item = name ? scope_item(scope, schema, name) : NULL;

    if (item && item->table && item->by_own_name) {
        SqlRef *ref = add(walk, SQL_REF_QUALIFIER, schema, name);

        find_part(walk, ref, place, parts);
        list_add(&ref->owners, walk->arena, item->table);
    }
    return item;
}

static void add_row(Walk *walk, const json_t *names, size_t place)
{
    size_t count = json_array_size(names);
    const char *of = count > 1 ? name_at(names, count - 2) : NULL;
    SqlRef *row = arena_new(walk->arena, SqlRef);

    if (!of)
        return;
    row->kind = SQL_REF_COLUMN;
    row->qualifier = arena_strdup(walk->arena, of);
    row->name = "*";
    row->start = row->whole = place - walk->before;
    row->end = row->start + strlen(of);
    list_add(&walk->parse->rows, walk->arena, row);
}

SqlRef *ref_column(Walk *walk, const Scope *scope, const json_t *node)
{
    const json_t *names = json_object_get(node, "fields");
    size_t count = json_array_size(names), place = sql_place(node);
    SqlRef *ref = ref_names(walk, SQL_REF_COLUMN, names, node);

    if (!ref)
        add_row(walk, names, place);
    if (!scope)
        return ref;
    if (ref && count == 1) {
        scope_resolve(walk, scope, ref);
        read_qualifier(walk, scope, names, 1, place);           /* or it is the row */
        return ref;
    }

    const Item *item = count > 1 ? read_qualifier(walk, scope, names, count - 1, place) : NULL;
    if (ref && item) {
        ref->local = item_has(item, ref->name);
        if (!ref->local)
            item_owners(item, walk->arena, &ref->owners);
        ref->local |= ref->owners.count == 0;
    }
    return ref;
}

const char *ref_plain_string(const json_t *node)
{
    return sql_string(json_object_get(json_object_get(node, "A_Const"), "sval"), "sval");
}

/* 'app."My Table"': the relation a string names. Its place is known if the string needs no unescaping. */
void ref_relation_string(Walk *walk, const json_t *node)
{
    const char *value = ref_plain_string(node), *qualifier = NULL;

    if (!value)
        return;

    const char *at = sql_skip(value), *first = at, *end = sql_skip_name(at);
    while (*end == '.') {
        qualifier = read_name(walk->arena, at, end);
        at = end + 1;
        end = sql_skip_name(at);
    }
    if (at == end)
        return;

    SqlRef *ref = add(walk, SQL_REF_RELATION, qualifier, read_name(walk->arena, at, end));
    size_t place = sql_place(json_object_get(node, "A_Const")), length = strlen(value);
    const char *quote = walk->text + place;

    ref->whole = ref->start = ref->end = place - walk->before;
    if (*quote == '\'' && strncmp(quote + 1, value, length) == 0 && quote[1 + length] == '\'') {
        ref->whole += 1 + (size_t)(first - value);
        ref->start += 1 + (size_t)(at - value);
        ref->end += 1 + (size_t)(end - value);
    }
}

SqlRef *ref_relation(Walk *walk, const json_t *node)
{
    const char *schema = sql_string(node, "schemaname");
    const char *alias = sql_string(json_object_get(node, "alias"), "aliasname");
    size_t parts = 1 + (schema != NULL) + (sql_string(node, "catalogname") != NULL);
    SqlRef *ref = add(walk, SQL_REF_RELATION, schema, sql_string(node, "relname"));

    find_part(walk, ref, sql_place(node), parts);
    ref->alias = alias ? arena_strdup(walk->arena, alias) : NULL;
    return ref;
}

SqlRef *ref_at(Walk *walk, SqlRefKind kind, const char *qualifier, const char *name, SqlToken token)
{
    SqlRef *ref = add(walk, kind, qualifier, name);

    ref->whole = ref->start = token.start - walk->before;
    ref->end = token.end - walk->before;
    return ref;
}
