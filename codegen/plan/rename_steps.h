#ifndef ECO_CODEGEN_PLAN_RENAME_STEPS_H
#define ECO_CODEGEN_PLAN_RENAME_STEPS_H

#include "codegen/sql/sql.h"

/*
 * The statements that carry out the renames of a catalog: schemas first, and those that something moves to are created.
 * A name that is still in use is waited for; where names go round in a circle (a swap), one of them steps aside for a
 * moment: to another name, or, if it is about to move, to a schema that is there for that moment.
 */
void rename_steps(SqlOut *out, const Catalog *before, const Renames *renames);

#endif
