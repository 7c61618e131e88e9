/*
 * Errors of the database, shown as the compiler shows its own: file, line, caret, and what PostgreSQL adds.
 */
#ifndef ECO_RUNTIME_PG_ERROR_H
#define ECO_RUNTIME_PG_ERROR_H

#include "dsl/diag.h"
#include "runtime/pg/db.h"

/*
 * Report that the statement at `statement` (the bytes that were sent; the zero Span if it is in no file) failed with
 * `error`. The caret stands under the word PostgreSQL pointed to, or under the statement's first word.
 */
Diag *error_report(Diags *diags, Span statement, const DbError *error);

/*
 * A text of the server so that nothing of it can steer a terminal: what controls is "?", each end of a line is
 * `newline`, none is at the end.
 */
const char *error_tame(Arena *arena, const char *text, const char *newline);

#endif
