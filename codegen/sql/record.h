/*
 * How values of a composite type become values of another, or of a new one of its name.
 */
#ifndef ECO_CODEGEN_SQL_RECORD_H
#define ECO_CODEGEN_SQL_RECORD_H

#include "codegen/sql/sql.h"

/*
 * True if the text of a value of the one can be read as a value of the other: the same attributes in the same order,
 * and so of what they are made of. True for what is no composite type, before or after.
 */
bool record_same_layout(const SqlOut *out, const Type *before, const Type *after);

/*
 * The conversion of an expression, attribute by attribute, to `type`: those that come are null. Arrays are refused:
 * what is in them cannot be looked at in a USING.
 */
const char *record_conversion(SqlOut *out, const char *expression, const Type *before, const Type *after,
                              const char *type);

#endif
