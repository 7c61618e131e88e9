#ifndef ECO_CODEGEN_SQL_BOUND_NAMES_H
#define ECO_CODEGEN_SQL_BOUND_NAMES_H

#include "codegen/sql/sql.h"

/* Before a partition is detached: indexes, keys and foreign keys that it has of the whole get the names they will have. */
void bound_name_shared(SqlOut *out, const Object *table);

#endif
