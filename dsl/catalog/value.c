#include "dsl/catalog/value.h"

#include "dsl/sqltext.h"

#include <stdlib.h>
#include <string.h>

bool text_same(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

bool names_same(Names one, Names other)
{
    if (one.count != other.count)
        return false;
    for (size_t i = 0; i < one.count; i++)
        if (strcmp(one.items[i], other.items[i]) != 0)
            return false;
    return true;
}

bool names_have(Names names, const char *name)
{
    for (size_t i = 0; i < names.count; i++)
        if (strcmp(names.items[i], name) == 0)
            return true;
    return false;
}

Names names_without(Arena *arena, Names names, Names others)
{
    Names rest = {.items = arena_array(arena, const char *, names.count)};

    for (size_t i = 0; i < names.count; i++)
        if (!names_have(others, names.items[i]))
            rest.items[rest.count++] = names.items[i];
    return rest;
}

static int by_name(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

void names_sort(Names names)
{
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, by_name);
}

static bool bool_same(const void *before, const void *after)
{
    return *(const bool *)before == *(const bool *)after;
}

static bool integer_same(const void *before, const void *after)
{
    return *(const int64_t *)before == *(const int64_t *)after;
}

static bool plain_text_same(const void *before, const void *after)
{
    return text_same(*(const char *const *)before, *(const char *const *)after);
}

static bool sql_value_same(const void *before, const void *after)
{
    return sql_same(((const Sql *)before)->text, ((const Sql *)after)->text);
}

typedef const SqlParse *Parser(SqlCache *cache, const char *text);

static const SqlParse *parse_query(SqlCache *cache, const char *text)
{
    return &sql_query(cache, text)->parse;
}

static const SqlParse *parse_script(SqlCache *cache, const char *text)
{
    return &sql_script(cache, text)->parse;
}

static bool parsed_alike(const void *before, const void *after, Parser *parse)
{
    const char *old = ((const Sql *)before)->text, *new = ((const Sql *)after)->text;

    if (!old || !new || strcmp(old, new) == 0)
        return old == new || (old && new);

    Arena arena = {0};
    SqlCache *cache = sql_cache(&arena);
    const SqlParse *first = parse(cache, old), *second = parse(cache, new);
    bool same = !first->error && !second->error && strcmp(first->canonical, second->canonical) == 0;

    arena_free(&arena);
    return same;
}

static bool query_same(const void *before, const void *after)
{
    return parsed_alike(before, after, parse_query);
}

static bool script_same(const void *before, const void *after)
{
    return parsed_alike(before, after, parse_script);
}

static bool qname_same(const void *before, const void *after)
{
    const QName *old = before, *new = after;

    return text_same(old->schema, new->schema) && text_same(old->name, new->name);
}

static bool name_list_same(const void *before, const void *after)
{
    return names_same(*(const Names *)before, *(const Names *)after);
}

static bool type_same(const void *before, const void *after)
{
    return text_same(((const Type *)before)->text, ((const Type *)after)->text);
}

static bool (*const same_by_type[])(const void *, const void *) = {
    [FIELD_BOOL] = bool_same,
    [FIELD_INTEGER] = integer_same,
    [FIELD_TEXT] = plain_text_same,
    [FIELD_SQL] = sql_value_same,
    [FIELD_QUERY] = query_same,
    [FIELD_SCRIPT] = script_same,
    [FIELD_QNAME] = qname_same,
    [FIELD_NAMES] = name_list_same,
    [FIELD_TYPE] = type_same,
};

static bool records_same(const Records *before, const Records *after, const Field *field)
{
    if (before->count != after->count)
        return false;
    for (size_t i = 0; i < before->count; i++)
        for (const Field *part = field->record; part->name; part++)
            if (!field_same((const char *)before->items + i * field->record_size,
                            (const char *)after->items + i * field->record_size, part))
                return false;
    return true;
}

bool field_same(const void *before, const void *after, const Field *field)
{
    if (field->flags & FIELD_HINT)
        return true;
    if (field->type == FIELD_RECORDS)
        return records_same(field_at(before, field), field_at(after, field), field);
    return same_by_type[field->type](field_at(before, field), field_at(after, field));
}
