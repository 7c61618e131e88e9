#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/mark.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"
#include "dsl/checks/options.h"

#include <stdlib.h>

/* Other methods than the server's own have options of their own. */
void check_table_options(Scope *scope, const Object *object)
{
    const Node *node = scope_node(scope, object);
    Map seen = {0};

    for (const Node *with = node_child(node, NODE_WITH); with && !as_table(object)->method; with = node_next(with))
        check_options(scope, with, heap_options, "tables", &seen);
}

/* Without an extension there is none but heap. */
void check_table_method(Scope *scope, const Object *object)
{
    const char *method = as_table(object)->method;

    if (method && !scope->has_extension && !scope->has_raw_sql)
        scope_problem(scope, DIAG_UNKNOWN_METHOD, place_of(node_child(scope_node(scope, object), NODE_METHOD)),
                      "unknown access method \"%s\": without an extension there is \"heap\" alone", method);
}

void check_column_settings(Scope *scope, const Object *object)
{
    static const StorageOption options[] = {
        {"n_distinct", -1, 2147483647, .fraction = true},
        {"n_distinct_inherited", -1, 2147483647, .fraction = true},
        {0},
    };
    const Node *node = scope_node(scope, object), *with = node_child(node, NODE_WITH);
    const Node *target = node_child(node, NODE_STATISTICS_TARGET);
    Map seen = {0};

    if (with)
        check_options(scope, with, options, "columns", &seen);
    if (target && (strtod(target->text, NULL) < -1 || strtod(target->text, NULL) > 10000))
        scope_problem(scope, DIAG_BAD_OPTION, target->at, "a statistics target is a whole number from -1 to 10000");
}

void check_sequence_logging(Scope *scope, const Object *object)
{
    if (as_sequence(object)->unlogged)
        check_version(scope, 15, object->at, "an unlogged sequence");
}

/* Why the rows of a table cannot be known by what an index is over; NULL if they can. */
static const char *unfit(const Scope *scope, const Object *index, const Names *columns)
{
    if (index->kind == KIND_UNIQUE && as_key(index)->deferrable)
        return "it is deferrable";
    for (size_t i = 0; i < columns->count; i++) {
        const Object *column = check_column(scope, index->parent, columns->items[i]);

        if (column && !as_column(column)->not_null)
            return arena_printf(scope->arena, "its column \"%s\" can be null", column->name);
    }
    return NULL;
}

static const char *unfit_index(const Scope *scope, const Object *object)
{
    const Index *index = as_index(object);
    Names columns = {.items = arena_array(scope->arena, const char *, index->parts.count)};

    if (!index->unique)
        return "it is not unique";
    if (index->where.text)
        return "it is partial";
    for (size_t i = 0; i < index->parts.count; i++) {
        const IndexPart *part = &records_of(index->parts, IndexPart)[i];

        if (!part->column)
            return "it is over an expression";
        columns.items[columns.count++] = part->column;
    }
    return unfit(scope, object, &columns);
}

void check_replica_identity(Scope *scope, const Object *object)
{
    const Object *of = object->parent;
    const char *why = of->kind == KIND_INDEX  ? unfit_index(scope, of)
                    : of->kind == KIND_UNIQUE ? unfit(scope, of, &as_key(of)->columns)
                                              : NULL;

    if (!why)
        return;
    Diag *d = scope_problem(scope, DIAG_REPLICA_INDEX, object->at, "%s cannot be a replica identity: %s",
                            object_describe(of, scope->arena), why);
    diag_note(scope->diags, d, of->at, "it is declared here");
}
