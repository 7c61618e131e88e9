#ifndef ECO_CODEGEN_SQL_BOUND_ROWS_H
#define ECO_CODEGEN_SQL_BOUND_ROWS_H

#include "codegen/sql/sql.h"

/* Attach partitions with rows in them (bounds, the default one last); what does not belong there finds its place. */
void bound_attach_rows(SqlOut *out, const List *bounds);

/* Before a partition is dropped, which is detached by now: others (tables) take over the rows that they can. */
void bound_leave_rows(SqlOut *out, const Object *table, const List *heirs);

#endif
