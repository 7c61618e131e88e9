/*
 * What becomes of values that a column's new type cannot hold as they are: some are cut in silence, some stop the
 * migration. Said only of what the server does by itself: who gives a conversion (`using`) knows what it does.
 */
#ifndef ECO_CODEGEN_SQL_NARROWING_H
#define ECO_CODEGEN_SQL_NARROWING_H

#include "codegen/sql/sql.h"
#include "dsl/catalog/table.h"

/* Both may be NULL. */
typedef struct Narrowing {
    const char *loses;              /* for sql_loss(): "the times of day of a" */
    const char *note;               /* for sql_comment() */
} Narrowing;

Narrowing type_narrowing(const SqlOut *out, const Column *old, const Column *new);

#endif
