#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/naming.h"
#include "dsl/sqltext.h"

#include <string.h>

static DefaultName primary_key(const Object *object, Arena *arena)
{
    (void)object, (void)arena;
    return (DefaultName){NULL, "pkey"};
}

static Names both(Names one, Names other, Arena *arena)
{
    const char **items = arena_array(arena, const char *, one.count + other.count);

    for (size_t i = 0; i < one.count; i++)
        items[i] = one.items[i];
    for (size_t i = 0; i < other.count; i++)
        items[one.count + i] = other.items[i];
    return (Names){.items = items, .count = one.count + other.count};
}

static DefaultName unique(const Object *object, Arena *arena)
{
    const Key *key = as_key(object);

    return (DefaultName){joined_names(arena, both(key->columns, key->include, arena)), "key"};
}

/* PostgreSQL names a check after its column if it uses just one. */
static DefaultName check(const Object *object, Arena *arena)
{
    bool in_domain = object->parent->kind == KIND_DOMAIN;

    return (DefaultName){in_domain ? NULL : expression_column(as_check(object)->expression.text, arena), "check"};
}

static DefaultName foreign_key(const Object *object, Arena *arena)
{
    return (DefaultName){joined_names(arena, as_foreign_key(object)->columns), "fkey"};
}

static const char *expression_name(const char *expression, Arena *arena)
{
    const char *label = sql_expression(sql_cache(arena), expression)->label;

    return label ? label : "expr";
}

/* As ChooseIndexColumnNames(): a name that was there already gets a number. */
static const char *distinct(Names before, const char *name, Arena *arena)
{
    const char *candidate = name;

    for (int number = 1; names_have(before, candidate); number++)
        candidate = arena_printf(arena, "%s%d", name, number);
    return candidate;
}

static DefaultName index_name(const Object *object, Arena *arena)
{
    const Index *index = as_index(object);
    const IndexPart *parts = records_of(index->parts, IndexPart);
    Names names = {.items = arena_array(arena, const char *, index->parts.count + index->include.count)};

    for (size_t i = 0; i < index->parts.count; i++) {
        const char *name = parts[i].column ? parts[i].column : expression_name(parts[i].expression.text, arena);

        names.items[names.count] = distinct(names, name, arena);
        names.count++;
    }
    for (size_t i = 0; i < index->include.count; i++) {
        names.items[names.count] = distinct(names, index->include.items[i], arena);
        names.count++;
    }
    return (DefaultName){joined_names(arena, names), "idx"};
}

static DefaultName exclude(const Object *object, Arena *arena)
{
    return (DefaultName){index_name(object, arena).middle, "excl"};
}

static DefaultName statistics(const Object *object, Arena *arena)
{
    const Statistics *self = as_statistics(object);
    Names names = {.items = arena_array(arena, const char *, self->parts.count)};

    for (size_t i = 0; i < self->parts.count; i++) {
        const char *column = records_of(self->parts, IndexPart)[i].column;

        names.items[names.count++] = column ? column : "expr";
    }
    return (DefaultName){joined_names(arena, names), "stat"};
}

static DefaultName (*const by_kind[KIND_COUNT])(const Object *, Arena *) = {
    [KIND_PRIMARY_KEY] = primary_key,
    [KIND_UNIQUE] = unique,
    [KIND_CHECK] = check,
    [KIND_FOREIGN_KEY] = foreign_key,
    [KIND_INDEX] = index_name,
    [KIND_EXCLUDE] = exclude,
    [KIND_STATISTICS] = statistics,
};

DefaultName object_default_name(const Object *object, Arena *arena)
{
    return by_kind[object->kind](object, arena);
}

bool object_has_default_name(const Object *object, Arena *arena)
{
    DefaultName parts = object_default_name(object, arena);

    return strcmp(object->name, default_name(arena, object->parent->name, parts.middle, parts.label)) == 0;
}
