#include "dsl/catalog/partition.h"

#include "dsl/catalog/domain.h"

#include <string.h>

enum { DEEPEST = 64 };              /* tables that inherit each other in a circle end here */

static const Object *table_named(const Catalog *catalog, QName name)
{
    return catalog_in_schema(catalog, KIND_TABLE, name.schema, name.name);
}

const Object *partition_parent(const Catalog *catalog, const Object *table)
{
    const Bound *bound = table_bound(table);

    return bound ? table_named(catalog, bound->of) : NULL;
}

bool partition_is_within(const Catalog *catalog, const Object *table, const Object *whole)
{
    for (; table; table = partition_parent(catalog, table))
        if (object_is(table, whole))
            return true;
    return false;
}

/* The tables that a table has columns from, by number; NULL: there is none of that number, or it is not known. */
static const Object *parent_of(const Catalog *catalog, const Object *table, size_t number)
{
    Records parents = as_table(table)->parents;

    if (table_bound(table))
        return number == 0 ? partition_parent(catalog, table) : NULL;
    return number < parents.count ? table_named(catalog, records_of(parents, Parent)[number].table) : NULL;
}

static size_t count_parents(const Object *table)
{
    return table_bound(table) ? 1 : as_table(table)->parents.count;
}

static const Object *find(const Catalog *catalog, const Object *relation, const char *name, int depth)
{
    const Object *found = catalog_find(catalog, KIND_COLUMN, relation, name);

    if (found || relation->kind != KIND_TABLE || depth == DEEPEST)
        return found;
    for (size_t i = 0; i < count_parents(relation) && !found; i++) {
        const Object *parent = parent_of(catalog, relation, i);

        found = parent ? find(catalog, parent, name, depth + 1) : NULL;
    }
    return found;
}

const Object *catalog_column(const Catalog *catalog, const Object *relation, const char *name)
{
    return find(catalog, relation, name, 0);
}

const Object *catalog_attribute(const Catalog *catalog, const Object *relation, const char *name)
{
    const Object *type = relation->kind == KIND_TABLE ? type_declared(catalog, &as_table(relation)->of) : NULL;

    return type ? catalog_find(catalog, KIND_ATTRIBUTE, type, name) : NULL;
}

static bool has(const List *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++)
        if (strcmp(((const Object *)columns->items[i])->name, name) == 0)
            return true;
    return false;
}

static void collect(const Catalog *catalog, const Object *table, Arena *arena, List *columns, int depth)
{
    for (size_t i = 0; i < count_parents(table) && depth < DEEPEST; i++) {
        const Object *parent = parent_of(catalog, table, i);

        if (parent)
            collect(catalog, parent, arena, columns, depth + 1);
    }

    bool any = columns->count > 0;
    for (const Object *column = object_first(table, KIND_COLUMN); column; column = object_next(column))
        if (!any || !has(columns, column->name))
            list_add(columns, arena, column);
}

List table_columns(const Catalog *catalog, const Object *table, Arena *arena)
{
    List columns = {0};

    collect(catalog, table, arena, &columns, 0);
    return columns;
}

static void add_parents(const Catalog *catalog, const Object *table, Arena *arena, List *found)
{
    for (size_t i = 0; i < count_parents(table); i++) {
        const Object *parent = parent_of(catalog, table, i);

        if (parent && !list_has(found, parent))
            list_add(found, arena, parent);
    }
}

List table_ancestors(const Catalog *catalog, const Object *table, Arena *arena)
{
    List found = {0};

    add_parents(catalog, table, arena, &found);
    for (size_t i = 0; i < found.count; i++)
        add_parents(catalog, found.items[i], arena, &found);
    return found;
}
