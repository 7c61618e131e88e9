#ifndef ECO_CODEGEN_SQL_BOUND_NAMES_H
#define ECO_CODEGEN_SQL_BOUND_NAMES_H

#include "codegen/sql/sql.h"

/* Before a partition is detached: its share of indexes, keys and foreign keys gets the names that it will have. */
void bound_name_shared(SqlOut *out, const Object *table);

#endif
