#include "dsl/checks/checks.h"

#include "dsl/catalog/partition.h"
#include "dsl/catalog/since.h"

#include <string.h>

static const struct {
    KindId kind;
    CheckFunction *function;
} checks[] = {
    {KIND_COLLATION, check_collation},
    {KIND_DOMAIN, check_domain},
    {KIND_DOMAIN, check_no_cycle},
    {KIND_ATTRIBUTE, check_attribute},
    {KIND_COMPOSITE, check_no_cycle},
    {KIND_RANGE, check_range},
    {KIND_RANGE, check_no_cycle},
    {KIND_SEQUENCE, check_sequence},
    {KIND_FUNCTION, check_function_types},
    {KIND_FUNCTION, check_function_arguments},
    {KIND_FUNCTION, check_function_result},
    {KIND_FUNCTION, check_function_body},
    {KIND_TRIGGER, check_trigger},
    {KIND_TRIGGER, check_trigger_function},
    {KIND_TRIGGER, check_trigger_when},
    {KIND_SEQUENCE, check_sequence_logging},
    {KIND_TABLE, check_column_count},
    {KIND_TABLE, check_table_options},
    {KIND_TABLE, check_table_method},
    {KIND_COLUMN, check_column_is_own},
    {KIND_TABLE, check_parents},
    {KIND_TABLE, check_parents_agree},
    {KIND_TABLE, check_partition_key},
    {KIND_TABLE, check_partition_logging},
    {KIND_TABLE, check_partitions},
    {KIND_BOUND, check_partition_bound},
    {KIND_PRIMARY_KEY, check_key_has_partition_key},
    {KIND_UNIQUE, check_key_has_partition_key},
    {KIND_INDEX, check_index_has_partition_key},
    {KIND_COLUMN, check_column_settings},
    {KIND_REPLICA_IDENTITY, check_replica_identity},
    {KIND_COLUMN, check_column_name},
    {KIND_COLUMN, check_column_nullable},
    {KIND_COLUMN, check_column_type},
    {KIND_COLUMN, check_identity_integer},
    {KIND_COLUMN, check_identity},
    {KIND_COLUMN, check_generated},
    {KIND_COLUMN, check_column_hints},
    {KIND_DEFAULT, check_default},
    {KIND_PRIMARY_KEY, check_key_columns},
    {KIND_PRIMARY_KEY, check_primary_key_not_null},
    {KIND_PRIMARY_KEY, check_key_opclasses},
    {KIND_UNIQUE, check_key_columns},
    {KIND_UNIQUE, check_key_version},
    {KIND_UNIQUE, check_key_opclasses},
    {KIND_CHECK, check_check},
    {KIND_FOREIGN_KEY, check_foreign_columns},
    {KIND_FOREIGN_KEY, check_foreign_count},
    {KIND_FOREIGN_KEY, check_foreign_types},
    {KIND_FOREIGN_KEY, check_foreign_unique},
    {KIND_FOREIGN_KEY, check_foreign_actions},
    {KIND_FOREIGN_KEY, check_foreign_persistence},
    {KIND_INDEX, check_index_method},
    {KIND_INDEX, check_index_columns},
    {KIND_INDEX, check_index_limits},
    {KIND_INDEX, check_index_options},
    {KIND_INDEX, check_index_opclasses},
    {KIND_INDEX, check_index_sql},
    {KIND_EXCLUDE, check_index_method},
    {KIND_EXCLUDE, check_index_columns},
    {KIND_EXCLUDE, check_index_limits},
    {KIND_EXCLUDE, check_index_options},
    {KIND_EXCLUDE, check_index_opclasses},
    {KIND_EXCLUDE, check_index_sql},
    {KIND_STATISTICS, check_statistics},
    {KIND_DISTRIBUTION, check_distribution_engine},
    {KIND_DISTRIBUTION, check_distribution_table},
    {KIND_DISTRIBUTION, check_distribution_column},
    {KIND_DISTRIBUTION, check_distribution_keys},
    {KIND_VIEW, check_view_query},
    {KIND_VIEW, check_view_names},
    {KIND_VIEW, check_view_options},
    {KIND_VIEW, check_view_circle},
    {KIND_MATERIALIZED_VIEW, check_view_query},
    {KIND_MATERIALIZED_VIEW, check_view_names},
    {KIND_MATERIALIZED_VIEW, check_materialized_options},
    {KIND_MATERIALIZED_VIEW, check_view_circle},
    {KIND_INHERITED_COLUMN, check_inherited_column},
    {KIND_PRIMARY_KEY, check_one_primary_key},
    {KIND_PRIMARY_KEY, check_not_shared},
    {KIND_UNIQUE, check_not_shared},
    {KIND_CHECK, check_not_shared},
    {KIND_EXCLUDE, check_not_shared},
    {KIND_FOREIGN_KEY, check_not_shared},
    {KIND_INDEX, check_not_shared},
    {KIND_TRIGGER, check_not_shared},
    {KIND_VIEW_COLUMN, check_view_column},
    {KIND_VIEW_COLUMN, check_column_settings},
    {KIND_DATA, check_data_columns},
    {KIND_DATA, check_data_complete},
    {KIND_DATA_ROW, check_data_row},
    {KIND_ROLLUP, check_rollup_columns},
    {KIND_ROLLUP, check_rollup_key},
    {KIND_ROLLUP, check_rollup_sums},
    {KIND_ROLLUP, check_rollup_types},
    {KIND_ROLLUP, check_rollup_complete},
};

static bool is_told(const Diags *diags, DiagCode code)
{
    for (size_t i = 0; i < diags->all.count; i++)
        if (((const Diag *)diags->all.items[i])->code == code)
            return true;
    return false;
}

/* Checks tell what is too new where it stands; what none of them knows is told here, or servers would refuse it. */
static void check_nothing_newer(Scope *scope)
{
    const List *objects = &scope->catalog->objects;

    for (size_t i = 0; i < objects->count; i++) {
        const Object *object = objects->items[i];
        int since = object_since(object);

        if (since <= scope->project->postgres)
            continue;
        if (!is_told(scope->diags, DIAG_TYPE_TOO_NEW))
            check_version(scope, since, object->at, object_describe(object, scope->arena));
        return;
    }
}

/* Functions of the schema may be among what was lost, and have the names of newer ones. */
static void check_sql_newer(Scope *scope)
{
    const List *objects = &scope->catalog->objects;

    if (scope->incomplete || scope->project->postgres == NEWEST_SERVER)
        return;
    for (size_t i = 0; i < objects->count; i++) {
        const Object *object = objects->items[i];
        const Since newest = sql_since(scope->catalog, object);

        if (newest.what && !object->shared)
            check_version(scope, newest.since, newest.at, newest.what);
    }
}

void checks_run(Scope *scope)
{
    for (size_t i = 0; i < scope->catalog->objects.count; i++) {
        const Object *object = scope->catalog->objects.items[i];

        for (size_t c = 0; c < sizeof checks / sizeof *checks; c++)
            if (checks[c].kind == object->kind)
                checks[c].function(scope, object);
    }
    check_sql_newer(scope);
    check_nothing_newer(scope);
}

void check_version(Scope *scope, int since, Span at, const char *what)
{
    if (scope->project->postgres >= since)
        return;
    Diag *d = scope_problem(scope, DIAG_TYPE_TOO_NEW, at, "%s: PostgreSQL has this since %d, the schema must run on %d",
                            what, since, scope->project->postgres);
    diag_hint(scope->diags, d, "if older servers do not matter, write \"postgres %d\" in the project", since);
}

const Object *check_column(const Scope *scope, const Object *table, const char *name)
{
    return catalog_column(scope->catalog, table, name);
}

void check_name_list(Scope *scope, const Object *table, Names names, const char *what)
{
    for (size_t i = 0; i < names.count; i++) {
        Span at = names.at ? names.at[i] : table->at;

        scope_column(scope, table, names.items[i], at);
        for (size_t j = 0; j < i; j++)
            if (strcmp(names.items[i], names.items[j]) == 0)
                scope_problem(scope, DIAG_REPEATED_COLUMN, at, "column \"%s\" stands twice in %s", names.items[i],
                              what);
    }
}
