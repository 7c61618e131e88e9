/*
 * Function: the pieces of the SQL for routines: function_head.c, function.c, function_change.c. Private to these.
 */
#ifndef ECO_CODEGEN_SQL_FUNCTION_H
#define ECO_CODEGEN_SQL_FUNCTION_H

#include "codegen/sql/sql.h"
#include "dsl/catalog/function.h"

/* "FUNCTION" or "PROCEDURE". */
const char *function_word(const Function *function);

/* "add(integer, integer)", as DROP and ALTER want it; in the arena of `out`. */
const char *function_identity(const StrBuf *out, const char *schema, const Function *function);

/* "CREATE FUNCTION add(a integer, b integer) RETURNS integer". */
void put_function_head(StrBuf *sql, const Function *function, const char *verb);

/* The quoted name of a setting, which can be of two parts: app.tenant. */
const char *setting_name(const StrBuf *sql, const char *name);

/* "SET search_path = a, b", with something before it. */
void put_function_setting(StrBuf *sql, const char *before, const Option *setting);

/* The whole statement: `verb` is "CREATE" or "CREATE OR REPLACE". */
void function_define(SqlOut *out, const Function *function, const char *verb);

/* SqlKind.alter and SqlKind.can_alter. */
void function_alter(SqlOut *out, const Object *before, const Object *after);
bool function_can_alter(const Object *before, const Object *after);

#endif
