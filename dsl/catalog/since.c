#include "dsl/catalog/since.h"

#include "dsl/catalog/collation.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/rights.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/view.h"

#include <stdlib.h>
#include <string.h>

int type_since(const Type *type)
{
    const char *comma = type->modifiers ? strchr(type->modifiers, ',') : NULL;

    if (!type->text || type->schema || !comma || strcmp(type->name, "numeric") != 0)
        return OLDEST_SERVER;
    long precision = strtol(type->modifiers, NULL, 10), scale = strtol(comma + 1, NULL, 10);
    return scale < 0 || scale > precision ? 15 : OLDEST_SERVER;
}

static int column_since(const Object *object)
{
    return as_column(object)->is_virtual ? 18 : type_since(&as_column(object)->type);
}

static int unique_since(const Object *object)
{
    return as_key(object)->without_overlaps ? 18 : as_key(object)->nulls_not_distinct ? 15 : OLDEST_SERVER;
}

static bool is_of_partitioned(const Object *object)
{
    return object->parent->kind == KIND_TABLE && as_table(object->parent)->partitioned;
}

static int foreign_key_since(const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);

    if (key->period || key->not_enforced || (key->not_valid && is_of_partitioned(object)))
        return 18;
    return key->on_delete_columns.count ? 15 : OLDEST_SERVER;
}

static int exclude_since(const Object *object)
{
    return is_of_partitioned(object) ? 17 : OLDEST_SERVER;
}

static int check_since(const Object *object)
{
    return as_check(object)->not_enforced ? 18 : OLDEST_SERVER;
}

static int index_since(const Object *object)
{
    return as_index(object)->nulls_not_distinct ? 15 : OLDEST_SERVER;
}

/* What stands in WITH since a server that is not the oldest. */
static const struct {
    const char *name;
    int since;
} options[] = {
    {"security_invoker", 15},
    {"autovacuum_vacuum_max_threshold", 18},
    {"vacuum_max_eager_freeze_failure_rate", 18},
};

int option_since(const char *name)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(options[i].name, name) == 0)
            return options[i].since;
    return OLDEST_SERVER;
}

static int options_since(Records with)
{
    int since = OLDEST_SERVER;

    for (size_t i = 0; i < with.count; i++) {
        int needed = option_since(records_of(with, Option)[i].name);

        since = needed > since ? needed : since;
    }
    return since;
}

static int view_since(const Object *object)
{
    return options_since(as_view(object)->options);
}

static int table_since(const Object *object)
{
    const Table *table = as_table(object);

    return table->partitioned && table->method ? 17 : options_since(table->options);
}

static int collation_since(const Object *object)
{
    const Collation *collation = as_collation(object);

    return strcmp(collation->provider, "builtin") == 0 ? 17 : collation->rules ? 16 : OLDEST_SERVER;
}

static int grant_since(const Object *object)
{
    return names_have(as_grant(object)->privileges, "maintain") ? 17 : OLDEST_SERVER;
}

static int sequence_since(const Object *object)
{
    return as_sequence(object)->unlogged ? 15 : OLDEST_SERVER;
}

static int (*const by_kind[KIND_COUNT])(const Object *) = {
    [KIND_COLLATION] = collation_since,
    [KIND_SEQUENCE] = sequence_since,
    [KIND_TABLE] = table_since,
    [KIND_COLUMN] = column_since,
    [KIND_PRIMARY_KEY] = unique_since,
    [KIND_UNIQUE] = unique_since,
    [KIND_CHECK] = check_since,
    [KIND_EXCLUDE] = exclude_since,
    [KIND_FOREIGN_KEY] = foreign_key_since,
    [KIND_INDEX] = index_since,
    [KIND_VIEW] = view_since,
    [KIND_MATERIALIZED_VIEW] = view_since,
    [KIND_GRANT] = grant_since,
};

int object_since(const Object *object)
{
    return by_kind[object->kind] ? by_kind[object->kind](object) : OLDEST_SERVER;
}

int catalog_since(const Catalog *catalog)
{
    int since = OLDEST_SERVER;

    for (size_t i = 0; i < catalog->objects.count; i++) {
        int needed = object_since(catalog->objects.items[i]);
        int in_sql = sql_since(catalog, catalog->objects.items[i]).since;

        needed = in_sql > needed ? in_sql : needed;
        since = needed > since ? needed : since;
    }
    return since;
}
