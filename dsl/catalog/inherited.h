#ifndef ECO_DSL_CATALOG_INHERITED_H
#define ECO_DSL_CATALOG_INHERITED_H

#include "dsl/catalog/table.h"

/*
 * What a partition, or a table that inherits others, says of a column it has from there: where it differs from what it
 * would have by itself. Parent: the table; name: the column's. Comments and rights are its children.
 */
typedef struct InheritedColumn {
    Object object;
    Sql value;                      /* its own default */
    bool no_default;                /* it has none, though the other table has one */
    bool not_null;                  /* and the other table's is not */
    ColumnSettings settings;        /* storage, compression: NULL as in the other table; the others are its own */
} InheritedColumn;

static inline const InheritedColumn *as_inherited_column(const Object *object)
{
    return (const InheritedColumn *)object;
}

/* What a table has of a column by itself, if it says nothing: from the tables that it is made of. */
typedef struct Inheritance {
    const Column *column;           /* as its own table declares it; NULL: no table of the catalog does */
    const char *value;              /* default; NULL: none */
    const char *storage, *compression;
} Inheritance;

Inheritance inherited_by(const Catalog *catalog, const Object *table, const char *column);

/* True if tables that it inherits give the column different defaults: the server wants its own in CREATE TABLE. */
bool inherited_at_odds(const Catalog *catalog, const Object *table, const char *column);

/* True if some table has columns from this one. */
bool table_is_inherited(const Catalog *catalog, const Object *table);

#endif
