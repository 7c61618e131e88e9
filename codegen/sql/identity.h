/*
 * Columns that the server numbers.
 */
#ifndef ECO_CODEGEN_SQL_IDENTITY_H
#define ECO_CODEGEN_SQL_IDENTITY_H

#include "codegen/sql/sql.h"

/* "GENERATED ALWAYS AS IDENTITY (START 1000)" */
void put_identity(StrBuf *sql, const Object *column);

/* A column becomes an identity, is one no more, or is one in the other way. */
void change_identity(SqlOut *out, const Object *before, const Object *after);

/*
 * An identity counts otherwise. Called before its type is changed, and afterwards; each knows whether it is its turn.
 */
void identity_shrink(SqlOut *out, const Object *before, const Object *after);
void identity_grow(SqlOut *out, const Object *before, const Object *after);

#endif
