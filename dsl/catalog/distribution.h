#ifndef ECO_DSL_CATALOG_DISTRIBUTION_H
#define ECO_DSL_CATALOG_DISTRIBUTION_H

#include "dsl/catalog/catalog.h"

/* That an engine spreads the rows of a table, and how. Parent: the table, which has one at most. Name: "". */
typedef struct Distribution {
    Object object;
    const char *method;             /* "hash" or "reference" of Citus; "hypertable" of TimescaleDB */
    const char *column;             /* rows are spread by; NULL: of "reference", which are everywhere */
    const char *every;              /* of a hypertable: an interval, or digits: what one chunk is wide; else NULL */
} Distribution;

static inline const Distribution *as_distribution(const Object *object)
{
    return (const Distribution *)object;
}

bool is_hypertable(const Object *distribution);
bool is_reference_table(const Object *distribution);

/* True if `every` is a number, as for columns that are integers. */
bool distribution_is_counted(const Distribution *distribution);

/* The extension that does it: "citus", "timescaledb". */
const char *distribution_engine(const Object *distribution);

/* How a table is distributed; NULL: it is not. A materialized view is not. */
const Object *table_distribution(const Object *table);

#endif
