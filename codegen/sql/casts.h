/*
 * Casts between PostgreSQL's built-in types.
 */
#ifndef ECO_CODEGEN_SQL_CASTS_H
#define ECO_CODEGEN_SQL_CASTS_H

#include "dsl/catalog/type.h"

/*
 * False if "x::to" cannot be for an x of type `from`, in any major version. True also where only the server can tell:
 * for types of users and extensions, and built-in ones that hardly anybody has columns of.
 */
bool cast_may_exist(const Type *from, const Type *to);

#endif
