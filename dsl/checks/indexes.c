#include "dsl/catalog/index.h"
#include "dsl/checks/checks.h"
#include "dsl/checks/methods.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_INDEX_COLUMNS = 32 };

static const StorageOption btree[] = {{"deduplicate_items", 0, 0, NULL}, {"fillfactor", 10, 100, NULL}, {0}};
static const StorageOption hash[] = {{"fillfactor", 10, 100, NULL}, {0}};
static const StorageOption gist[] = {{"buffering", 0, 0, "auto"}, {"fillfactor", 10, 100, NULL}, {0}};
static const StorageOption spgist[] = {{"fillfactor", 10, 100, NULL}, {0}};
static const StorageOption gin[] = {{"fastupdate", 0, 0, NULL}, {"gin_pending_list_limit", 64, 2147483647, NULL}, {0}};
static const StorageOption brin[] = {{"autosummarize", 0, 0, NULL}, {"pages_per_range", 1, 131072, NULL}, {0}};

static const Method methods[] = {
    {.name = "btree", .options = btree, .ordered = true, .unique = true, .include = true, .many = true},
    {.name = "hash", .options = hash},
    {.name = "gist", .options = gist, .include = true, .many = true},
    {.name = "gin", .options = gin, .many = true},
    {.name = "spgist", .options = spgist, .include = true},
    {.name = "brin", .options = brin, .many = true},
};

const Method *method_find(const char *name)
{
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(methods[i].name, name) == 0)
            return &methods[i];
    return NULL;
}

/* Where a clause of the index stands, if it was written. */
static Span clause(const Scope *scope, const Object *index, NodeKind kind)
{
    const Node *node = node_child(scope_node(scope, index), kind);

    return node ? place_of(node) : index->at;
}

static const Node *part_node(const Scope *scope, const Object *index, size_t i)
{
    const Node *part = node_child(scope_node(scope, index), NODE_PART);

    while (i-- > 0 && part)
        part = node_next(part);
    return part;
}

void check_index_method(Scope *scope, const Object *object)
{
    const Index *index = as_index(object);
    List names = {0};

    if (method_find(index->method) || scope->has_extension || scope->has_raw_sql)
        return;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        list_add(&names, scope->arena, methods[i].name);
    scope_unknown(scope, DIAG_UNKNOWN_METHOD, clause(scope, object, NODE_METHOD), "index method", index->method, NULL,
                  names);
}

static bool part_repeats(const IndexPart *one, const IndexPart *other)
{
    return one->column && other->column && strcmp(one->column, other->column) == 0
        && text_same(one->opclass.name, other->opclass.name)
        && text_same(one->collation.name, other->collation.name);
}

void check_index_columns(Scope *scope, const Object *object)
{
    const Index *index = as_index(object);
    const IndexPart *parts = records_of(index->parts, IndexPart);
    const Node *node = node_child(scope_node(scope, object), NODE_PART);

    for (size_t i = 0; i < index->parts.count && i < 2 * MOST_INDEX_COLUMNS; i++, node = node_next(node)) {
        if (parts[i].column)
            scope_column(scope, object->parent, parts[i].column, place_of(node));
        for (size_t j = 0; j < i; j++)
            if (part_repeats(&parts[i], &parts[j]))
                scope_problem(scope, DIAG_REPEATED_COLUMN, place_of(node), "column \"%s\" stands twice in the index",
                              parts[i].column);
    }
    check_name_list(scope, object->parent, index->include, "\"include\"");
    for (size_t i = 0; i < index->include.count; i++)
        for (size_t j = 0; j < index->parts.count && j < 2 * MOST_INDEX_COLUMNS; j++)
            if (parts[j].column && strcmp(parts[j].column, index->include.items[i]) == 0)
                scope_problem(scope, DIAG_REPEATED_COLUMN, index->include.at[i],
                              "column \"%s\" is part of the index already", index->include.items[i]);
}

static void refuse(Scope *scope, bool cannot, Span at, const char *method, const char *what)
{
    if (cannot)
        scope_problem(scope, DIAG_METHOD_LIMIT, at, "a %s index cannot %s", method, what);
}

void check_index_limits(Scope *scope, const Object *object)
{
    const Index *index = as_index(object);
    const Method *method = method_find(index->method);
    const IndexPart *parts = records_of(index->parts, IndexPart);

    if (index->parts.count + index->include.count > MOST_INDEX_COLUMNS)
        scope_problem(scope, DIAG_TOO_MANY_COLUMNS, object->at, "an index has at most %d columns", MOST_INDEX_COLUMNS);
    if (index->nulls_not_distinct)
        check_version(scope, 15, clause(scope, object, NODE_NULLS_NOT_DISTINCT), "\"nulls not distinct\"");
    if (!method)
        return;
    refuse(scope, index->unique && !method->unique, object->at, method->name, "be unique");
    refuse(scope, index->include.count && !method->include, clause(scope, object, NODE_INCLUDE), method->name,
           "include columns");
    refuse(scope, index->parts.count > 1 && !method->many, object->at, method->name, "have several columns");
    for (size_t i = 0; i < index->parts.count && i < 2 * MOST_INDEX_COLUMNS; i++)
        refuse(scope, (parts[i].descending || parts[i].nulls_first) && !method->ordered,
               place_of(part_node(scope, object, i)), method->name, "be ordered");
}

void check_index_options(Scope *scope, const Object *object)
{
    const Method *method = method_find(as_index(object)->method);
    const Node *with = node_child(scope_node(scope, object), NODE_WITH);
    Map seen = {0};

    if (with && method)
        check_options(scope, with, method->options, arena_printf(scope->arena, "%s indexes", method->name), &seen);
}

void check_index_sql(Scope *scope, const Object *object)
{
    const Index *index = as_index(object);

    for (size_t i = 0; i < index->parts.count; i++) {
        const IndexPart *part = &records_of(index->parts, IndexPart)[i];

        if (part->expression.text)
            check_expression(scope, &part->expression, object->parent, "an index");
    }
    if (index->where.text)
        check_expression(scope, &index->where, object->parent, "the condition of an index");
}
