#ifndef ECO_CODEGEN_SQL_INHERITED_H
#define ECO_CODEGEN_SQL_INHERITED_H

#include "codegen/sql/sql.h"

/* Columns that the tables it inherits give different defaults, each behind `*separator`, which becomes what follows. */
void put_columns_at_odds(SqlOut *out, StrBuf *sql, const Object *table, const char **separator);

/* What a table that is created says of columns it has from others. */
void inherited_columns(SqlOut *out, const Object *table);

#endif
