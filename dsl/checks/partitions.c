#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/partition.h"
#include "dsl/checks/checks.h"

#include <string.h>

static const IndexPart *key_part(const Object *table, size_t i)
{
    return &records_of(as_table(table)->key, IndexPart)[i];
}

/* Servers before took the word and made nothing of it: only partitions hold rows. */
enum { NO_UNLOGGED_WHOLE = 18 };

void check_partition_logging(Scope *scope, const Object *object)
{
    const Table *table = as_table(object);

    if (!table->partitioned || !table->unlogged || scope->project->postgres < NO_UNLOGGED_WHOLE)
        return;
    Diag *d = scope_problem(scope, DIAG_PARTITION_KEY, object->at,
                            "%s is partitioned: PostgreSQL %d takes no unlogged one",
                            object_describe(object, scope->arena), NO_UNLOGGED_WHOLE);
    diag_hint(scope->diags, d, "it holds no rows: leave the word out here, and write it before each partition");
}

void check_partition_key(Scope *scope, const Object *object)
{
    const Table *table = as_table(object);
    const Node *node = scope_node(scope, object), *by = node_child(node, NODE_PARTITION_BY);
    const Node *part = node_child(by, NODE_PART), *first = node_child(node, NODE_PARTITION);

    if (first && !table->partitioned)
        scope_problem(scope, DIAG_PARTITION_KEY, place_of(first),
                      "%s has partitions, but does not say by what it is partitioned",
                      object_describe(object, scope->arena));
    if (table->partitioned && strcmp(table->partitioned, "list") == 0 && table->key.count > 1)
        scope_problem(scope, DIAG_PARTITION_KEY, by->at, "a table is partitioned by list of one column or expression");
    if (by && node_child(node, NODE_PARENT))
        scope_problem(scope, DIAG_PARTITION_KEY, by->at, "a partitioned table cannot inherit others");
    if (by && table->options.count)
        scope_problem(scope, DIAG_PARTITION_KEY, by->at,
                      "a partitioned table holds no rows, so it has no storage options: give them to its partitions");
    for (size_t i = 0; i < table->key.count && part; i++, part = node_next(part))
        if (key_part(object, i)->column)
            scope_column(scope, object, key_part(object, i)->column, place_of(part));
        else
            check_expression(scope, &key_part(object, i)->expression, object, "a partition key");
}

/* Where a table's columns come from; NULL: from itself. */
static const char *origin(Scope *scope, const Object *column)
{
    const Table *table = as_table(column->parent);
    const Object *whole = partition_parent(scope->catalog, column->parent);

    if (whole)
        return object_describe(whole, scope->arena);
    if (table->of.text)
        return arena_printf(scope->arena, "type \"%s\"", table->of.name);
    for (size_t i = 0; i < table->parents.count; i++) {
        QName name = records_of(table->parents, Parent)[i].table;
        const Object *parent = catalog_in_schema(scope->catalog, KIND_TABLE, name.schema, name.name);

        const Object *same = parent ? catalog_column(scope->catalog, parent, column->name) : NULL;

        if (same && same != column)
            return object_describe(parent, scope->arena);
    }
    return NULL;
}

void check_column_is_own(Scope *scope, const Object *object)
{
    const char *from = origin(scope, object);

    if (!from)
        return;
    Diag *d = scope_problem(scope, DIAG_DUPLICATE_NAME, object->at,
                            "column \"%s\" stands in %s, whose columns come from %s",
                            object->name, object_describe(object->parent, scope->arena), from);
    diag_hint(scope->diags, d, "leave it out here");
}

static void check_parent(Scope *scope, const Object *object, const Node *node)
{
    const Object *parent = catalog_in_schema(scope->catalog, KIND_TABLE, node->qualifier, node->name);

    if (parent && as_table(parent)->partitioned)
        scope_problem(scope, DIAG_PARTITION_KEY, place_of(node),
                      "a partitioned table is not inherited: declare partitions");
    List above = parent ? table_ancestors(scope->catalog, parent, scope->arena) : (List){0};
    if (parent == object || list_has(&above, object))
        scope_problem(scope, DIAG_INHERIT_CYCLE, place_of(node), "tables inherit each other in a circle");
}

void check_parents(Scope *scope, const Object *object)
{
    const Node *node = scope_node(scope, object), *of = node_child(node, NODE_OF);

    for (const Node *parent = node_child(node, NODE_PARENT); parent; parent = node_next(parent))
        check_parent(scope, object, parent);
    if (of && node_child(node, NODE_PARENT))
        scope_problem(scope, DIAG_PARTITION_KEY, of->at, "a typed table cannot inherit others");
}

/* Unique things. */

static void refuse_unique(Scope *scope, const Object *object, const char *lacking)
{
    Diag *d = scope_problem(scope, DIAG_PARTITION_UNIQUE, object->at,
                            "%s must contain %s: rows are unique within their partition only",
                            object_describe(object, scope->arena), lacking);

    diag_note(scope->diags, d, node_child(scope_node(scope, object->parent), NODE_PARTITION_BY)->at,
              "by this the table is partitioned");
}

static void check_contains(Scope *scope, const Object *object, Names columns)
{
    const Object *table = object->parent;

    for (size_t i = 0; i < as_table(table)->key.count; i++) {
        const IndexPart *part = key_part(table, i);

        if (!part->column || !names_have(columns, part->column)) {
            refuse_unique(scope, object, part->column ? arena_printf(scope->arena, "\"%s\"", part->column)
                                                      : "every column of the partition key, and that has expressions");
            return;
        }
    }
}

void check_key_has_partition_key(Scope *scope, const Object *object)
{
    check_contains(scope, object, as_key(object)->columns);
}

void check_index_has_partition_key(Scope *scope, const Object *object)
{
    const Index *index = as_index(object);
    Names columns = {.items = arena_array(scope->arena, const char *, index->parts.count)};

    if (!index->unique || object->parent->kind != KIND_TABLE)
        return;
    for (size_t i = 0; i < index->parts.count; i++)
        if (records_of(index->parts, IndexPart)[i].column)
            columns.items[columns.count++] = records_of(index->parts, IndexPart)[i].column;
    check_contains(scope, object, columns);
}
