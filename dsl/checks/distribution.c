#include "dsl/catalog/distribution.h"

#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <string.h>

/* What the engine is called that does it. */
static const char *engine_of(const Object *object)
{
    return is_hypertable(object) ? "TimescaleDB" : "Citus";
}

void check_distribution_engine(Scope *scope, const Object *object)
{
    const char *name = distribution_engine(object);

    if (scope->incomplete || catalog_find(scope->catalog, KIND_EXTENSION, NULL, name))
        return;
    Diag *d = scope_problem(scope, DIAG_NO_ENGINE, object->at, "%s does this, and its extension is not declared",
                            engine_of(object));
    diag_hint(scope->diags, d, "declare it: extension %s", name);
}

static void refuse(Scope *scope, const Object *object, const char *why, const char *remedy)
{
    Diag *d = scope_problem(scope, DIAG_BAD_DISTRIBUTION, object->at, "table \"%s\" %s", object->parent->name, why);

    diag_hint(scope->diags, d, "%s", remedy);
}

void check_distribution_table(Scope *scope, const Object *object)
{
    const Table *table = as_table(object->parent);

    if (table_bound(object->parent))
        refuse(scope, object, "is a partition: it is where the table is that it is a part of",
               "say it of that table alone");
    else if (table->parents.count)
        refuse(scope, object, "inherits another one: such tables are not distributed",
               "write its columns in its own block, or put them into a mixin");
    else if (is_hypertable(object) && table->partitioned)
        refuse(scope, object, "is partitioned: a hypertable makes its own partitions", "leave \"partition by\" out");
}

/* Chunks are as wide as the column counts: in time, or in numbers. */
static void check_time(Scope *scope, const Object *object, const Column *column)
{
    static const char *const times[] = {"date", "timestamp without time zone", "timestamp with time zone"};
    static const char *const numbers[] = {"smallint", "integer", "bigint"};
    const Distribution *distribution = as_distribution(object);
    bool is_time = false, is_number = false, counted = distribution_is_counted(distribution);

    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        is_time |= text_same(column->type.name, times[i]);
        is_number |= text_same(column->type.name, numbers[i]);
    }
    if (column->type.array || (!is_time && !is_number && type_plain(&column->type)))
        refuse(scope, object, "cannot be a hypertable by this column: it is neither a time nor a whole number",
               "take a column of type timestamptz, timestamp, date, bigint, integer or smallint");
    else if (!column->not_null)
        refuse(scope, object, "cannot be a hypertable by this column: that is never null in one",
               "leave out the \"?\" behind its type");
    else if (is_time && (counted || !strpbrk(distribution->every, "0123456789")))
        refuse(scope, object, "is a hypertable by a time: chunks are an interval wide", "write it as: every '7 days'");
    else if (is_number && !counted)
        refuse(scope, object, "is a hypertable by a number: chunks are a number wide", "write it as: every 100000");
}

void check_distribution_column(Scope *scope, const Object *object)
{
    const char *name = as_distribution(object)->column;
    const Object *column = name ? scope_column(scope, object->parent, name, place_of(scope_node(scope, object))) : NULL;

    if (!column || column->kind != KIND_COLUMN || !as_column(column)->type.text)
        return;
    if (as_column(column)->generated.text && !is_hypertable(object))
        refuse(scope, object, "cannot be distributed by a generated column", "distribute it by one that is written");
    else if (is_hypertable(object))
        check_time(scope, object, as_column(column));
}

/* Citus finds rows that exclude each other only if they are in one place. */
static bool parts_have(const Object *index, const char *column, bool by_equality)
{
    Records parts = as_index(index)->parts;

    for (size_t i = 0; i < parts.count; i++)
        if (text_same(records_of(parts, IndexPart)[i].column, column)
            && (!by_equality || text_same(as_exclude(index)->operators.items[i], "=")))
            return true;
    return false;
}

static bool has_column(const Object *key, const char *column, bool by_equality)
{
    if (key->kind == KIND_PRIMARY_KEY || key->kind == KIND_UNIQUE)
        return names_have(as_key(key)->columns, column);
    return parts_have(key, column, by_equality && key->kind == KIND_EXCLUDE);
}

static bool is_unique(const Object *object)
{
    return object->kind == KIND_PRIMARY_KEY || object->kind == KIND_UNIQUE || object->kind == KIND_EXCLUDE
        || (object->kind == KIND_INDEX && as_index(object)->unique);
}

/* Each place where rows are looks at its own rows alone. */
void check_distribution_keys(Scope *scope, const Object *object)
{
    const char *column = as_distribution(object)->column;

    if (!column || !check_column(scope, object->parent, column))
        return;
    for (const Object *key = object->parent->first; key; key = key->next) {
        if (!is_unique(key) || has_column(key, column, !is_hypertable(object)))
            continue;

        Diag *d = scope_problem(scope, DIAG_DISTRIBUTION_KEY, key->at,
                                "%s lacks column \"%s\": %s can only tell what is unique where rows are together",
                                object_describe(key, scope->arena), column, engine_of(object));
        diag_note(scope->diags, d, object->at, "the table is distributed here");
        diag_hint(scope->diags, d, "add \"%s\" to its columns%s", column,
                  key->kind == KIND_EXCLUDE && !is_hypertable(object) ? ", with =" : "");
    }
}
