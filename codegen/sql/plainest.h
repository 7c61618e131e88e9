/*
 * What rows get in a column that comes back without its data: the plainest value of each type.
 */
#ifndef ECO_CODEGEN_SQL_PLAINEST_H
#define ECO_CODEGEN_SQL_PLAINEST_H

#include "codegen/sql/sql.h"

/* An SQL literal: "0", "'epoch'", the first label of an enum; NULL if we know none. */
const char *plainest_value(const SqlOut *out, const Type *type);

#endif
