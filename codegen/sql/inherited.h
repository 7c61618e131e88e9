#ifndef ECO_CODEGEN_SQL_INHERITED_H
#define ECO_CODEGEN_SQL_INHERITED_H

#include "codegen/sql/sql.h"

/* What a table that is created says of columns it has from others. */
void inherited_columns(SqlOut *out, const Object *table);

#endif
