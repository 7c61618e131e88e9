/*
 * How the values of a column get another type.
 */
#ifndef ECO_CODEGEN_SQL_CONVERSION_H
#define ECO_CODEGEN_SQL_CONVERSION_H

#include "codegen/sql/sql.h"
#include "dsl/catalog/table.h"

/* False if no way leads from the one to the other but one that the schema gives: using (…). */
bool type_converts(const SqlOut *out, const Column *old, const Column *new);

/*
 * What follows USING: what the schema says, else "c::new_type" or the like; NULL if the server converts by itself.
 * Where nothing converts (type_converts) it goes by way of text, which fails on rows that cannot be read so.
 */
const char *type_conversion(SqlOut *out, const Column *old, const Column *new);

/* True if a new type or collation takes the place of what the column is made of, under the same name. */
bool type_moves(const SqlOut *out, const Column *column);

#endif
