/*
 * How a column is written: in CREATE TABLE, and behind ADD COLUMN.
 */
#ifndef ECO_CODEGEN_SQL_COLUMN_H
#define ECO_CODEGEN_SQL_COLUMN_H

#include "codegen/sql/sql.h"

/* Widths to pad to; zeros for none. */
typedef struct ColumnLayout {
    size_t name_width, type_width;
} ColumnLayout;

/* "varchar(255)", or "bigserial" where sequence and default come along. */
const char *column_type(const SqlOut *out, const Object *column);

/* Name, type, and what follows: NOT NULL, DEFAULT, and the constraints that can stand behind a column. */
void put_column(SqlOut *out, StrBuf *sql, const Object *column, ColumnLayout layout);

/* The column behind which a constraint can be written ("id bigint PRIMARY KEY"); NULL if it needs its own line. */
const Object *column_of_inline(const Object *constraint, Arena *arena);

/* ALTER COLUMN … SET DEFAULT, as an action. */
void set_default(SqlOut *out, const Object *column, const char *value);

#endif
