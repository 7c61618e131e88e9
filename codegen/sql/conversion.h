/*
 * How the values of a column get another type.
 */
#ifndef ECO_CODEGEN_SQL_CONVERSION_H
#define ECO_CODEGEN_SQL_CONVERSION_H

#include "codegen/sql/sql.h"
#include "dsl/catalog/table.h"

/* What follows USING: what the schema says, else "c::new_type" or the like; NULL if the server converts by itself. */
const char *type_conversion(SqlOut *out, const Column *old, const Column *new);

/* True if a new type or collation takes the place of what the column is made of, under the same name. */
bool type_moves(const SqlOut *out, const Column *column);

#endif
