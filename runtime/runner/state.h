/*
 * State: the live catalog as a text, to be remembered and compared.
 */
#ifndef ECO_RUNTIME_RUNNER_STATE_H
#define ECO_RUNTIME_RUNNER_STATE_H

#include "runtime/runner/runner.h"

/* Canonical .eco of what the database holds, the history's own schema aside; NULL if it cannot be read. */
const char *state_read(Runner *runner, Db *db);

#endif
