/*
 * Partitions, tables that inherit others, and typed tables: where their columns come from.
 *
 * A partition is a table with a bound. What it has from the table it is a partition of (columns, constraints, indexes,
 * triggers) is no object of its own: only what it alone has is.
 */
#ifndef ECO_DSL_CATALOG_PARTITION_H
#define ECO_DSL_CATALOG_PARTITION_H

#include "dsl/catalog/table.h"

/* That a table is a partition, and which rows it takes. Parent: the table. Name: "". */
typedef struct Bound {
    Object object;
    QName of;                       /* the partitioned table */
    const char *values;             /* as SQL writes it: "FROM (1) TO (5)", "IN ('a')", "WITH (…)", "DEFAULT" */
} Bound;

/* A table that another inherits. */
typedef struct Parent {
    QName table;
} Parent;

static inline const Bound *as_bound(const Object *object)
{
    return (const Bound *)object;
}

/* The bound of a partition; NULL if the table is none. */
static inline const Bound *table_bound(const Object *table)
{
    return as_bound(object_first(table, KIND_BOUND));
}

static inline bool bound_is_default(const Bound *bound)
{
    return bound->values[0] == 'D';
}

/* True if no row can belong to both; false also where only the server could tell. */
bool bounds_are_apart(const Bound *one, const Bound *other, Arena *arena);

/* True if every row of a bound belongs to one of several partitions (tables); false also where it cannot be told. */
bool bounds_cover(const Bound *bound, const List *others, Arena *arena);

/* The table that a partition is of; NULL if it is none, or that is not known. */
const Object *partition_parent(const Catalog *catalog, const Object *table);

/* True if a table is `whole`, or a partition of it, however far down. */
bool partition_is_within(const Catalog *catalog, const Object *table, const Object *whole);

/* The tables that a table has columns from, and where these have theirs from, however far: each once, nearest first. */
List table_ancestors(const Catalog *catalog, const Object *table, Arena *arena);

/* A column of a relation by its name, be it its own or one it has from another; NULL: none of a table. */
const Object *catalog_column(const Catalog *catalog, const Object *relation, const char *name);

/* The attribute that a column of a typed table is; NULL: the table is of no type of the catalog, or that has none. */
const Object *catalog_attribute(const Catalog *catalog, const Object *relation, const char *name);

/* True if `whole` has the like of what a table has: as a partition the table would share it. */
bool partition_shares(const Object *whole, const Object *object);

/*
 * True if the server, where it looks for the share that a partition has of `whole`, takes `object` of the partition for
 * it: that need not be alike in all.
 */
bool partition_takes(const Object *whole, const Object *object);

/*
 * A catalog in which partitions that are tables of their own in `other` have objects for what is the whole's, as such a
 * table must have (`joins`: before it becomes one) or will have them; likewise tables that inherit more than they do
 * there, or are of a type. `back`: they were such tables before. The same catalog if there are none.
 */
Catalog partitions_spread(const Catalog *catalog, const Catalog *other, bool joins, bool back, Arena *arena);

/* All columns of a table: those it has from others, then its own. */
List table_columns(const Catalog *catalog, const Object *table, Arena *arena);

#endif
