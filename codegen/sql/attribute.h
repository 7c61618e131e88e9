#ifndef ECO_CODEGEN_SQL_ATTRIBUTE_H
#define ECO_CODEGEN_SQL_ATTRIBUTE_H

#include "codegen/sql/sql.h"

/* "street text COLLATE german", as CREATE TYPE and ADD ATTRIBUTE want it. */
void put_attribute(StrBuf *sql, const Object *attribute);

#endif
