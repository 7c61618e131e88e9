/*
 * How the values of a column get another type.
 */
#ifndef ECO_CODEGEN_SQL_CONVERSION_H
#define ECO_CODEGEN_SQL_CONVERSION_H

#include "codegen/sql/sql.h"
#include "dsl/catalog/table.h"

/* False if no way leads from the one to the other but one that the schema gives: using (…). */
bool type_converts(const Column *old, const Column *new);

/*
 * What follows USING: what the schema says, else "c::new_type" or the like; NULL if the server converts by itself.
 * Where nothing converts (type_converts) it goes by way of text, which fails on rows that cannot be read so.
 */
const char *type_conversion(const SqlOut *out, const Column *old, const Column *new);

#endif
