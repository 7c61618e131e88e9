/*
 * What apply.c and steps.c share.
 */
#ifndef ECO_RUNTIME_RUNNER_APPLY_PRIVATE_H
#define ECO_RUNTIME_RUNNER_APPLY_PRIVATE_H

#include "runtime/runner/apply.h"

/* The text of the i-th statement; of one that is left out, one that does nothing: so all keep their numbers. */
const char *work_statement(Runner *runner, const Work *work, size_t i);

/* Where it stands; the zero Span if there is no such statement. */
Span work_place(const Work *work, size_t i);

/*
 * COMMIT, if there is a transaction, and the clean-up after the file, in one round trip. True once it is committed: if
 * the clean-up fails, that sticks in the Db, and stops what comes next.
 */
bool work_end(Runner *runner, bool transaction);

/* What there is to remember after it: NULL if there is no row to keep it in, or another step follows. */
const char *work_catalog(Runner *runner, const Work *work);

/* Add to a report of the Db's error what can be done about it, if that is known. */
void work_hint(Runner *runner, Diag *d, const Work *work);

/* A migration that runs outside a transaction; see work_do(). */
bool steps_do(Runner *runner, const Work *work);

#endif
