#ifndef ECO_CODEGEN_SQL_DISTRIBUTION_TIES_H
#define ECO_CODEGEN_SQL_DISTRIBUTION_TIES_H

#include "codegen/sql/sql.h"

/*
 * Tables that foreign keys tie together, one to the next, from either end: what Citus does to one of them it does to
 * all. Foreign keys that go in this plan are gone by then. NULL: there is none.
 */
const Object *tied_table(const SqlOut *out, const Object *table);

/* One that is distributed when all is done. */
const Object *tied_table_distributed(const SqlOut *out, const Object *table);

/* One that ceases to be, as `table` does, and has its turn after that. */
const Object *tied_table_taken_later(const SqlOut *out, const Object *table);

#endif
