#ifndef ECO_CODEGEN_SQL_COLUMN_SETTINGS_H
#define ECO_CODEGEN_SQL_COLUMN_SETTINGS_H

#include "codegen/sql/sql.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/view.h"

/*
 * How a column is stored and looked at, as far as `before` (NULL: a column without settings) has it otherwise. None of
 * it touches a row. A new type takes storage and compression with it: `retyped` says them again.
 */
void column_settings(SqlOut *out, const Column *before, const Column *after, bool retyped);

/* The same of a column of a materialized view. */
void view_column_settings(SqlOut *out, const ViewColumn *before, const ViewColumn *after);

/* True if nothing but settings differs. */
bool column_settings_only(const Column *before, const Column *after);

/* SET STORAGE as the column says, or as its type has it. */
void column_set_storage(SqlOut *out, const Column *column);

#endif
