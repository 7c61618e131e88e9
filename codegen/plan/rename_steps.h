#ifndef ECO_CODEGEN_PLAN_RENAME_STEPS_H
#define ECO_CODEGEN_PLAN_RENAME_STEPS_H

#include "codegen/sql/sql.h"

/*
 * The statements that carry out the renames, parents before children. A name that is still in use is waited for; where
 * names go round in a circle (a swap), one of them steps aside for a moment.
 */
void rename_steps(SqlOut *out, const Changes *changes);

#endif
