#ifndef ECO_DSL_CATALOG_ROLLUP_H
#define ECO_DSL_CATALOG_ROLLUP_H

#include "dsl/catalog/catalog.h"

/* What goes into one column of an aggregate. */
typedef struct RollupPart {
    const char *column;             /* of the aggregate table */
    Sql value;                      /* over the source's columns; for "sum kwh" it is the column's name */
} RollupPart;

/*
 * How an aggregate table follows from its source. Parent: the aggregate table. Name: "". It exists in the generated C
 * only, never in the database.
 */
typedef struct Rollup {
    Object object;
    QName source;
    const char *doc;                /* for generated C; NULL if there is none */
    Records groups, sums;           /* of RollupPart; the groups are the columns of the aggregate's primary key */
} Rollup;

static inline const Rollup *as_rollup(const Object *object)
{
    return (const Rollup *)object;
}

#endif
