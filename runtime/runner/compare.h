/*
 * Compare: what a database says it has, against the folder.
 */
#ifndef ECO_RUNTIME_RUNNER_COMPARE_H
#define ECO_RUNTIME_RUNNER_COMPARE_H

#include "runtime/runner/history.h"

/* Report every migration that the folder lacks, has with another text, or that was left out. False if there was one. */
bool compare_history(Runner *runner, const History *history);

/* Report a migration that stopped half way, what state it is in and what to do. False if there is one. */
bool compare_unfinished(Runner *runner, const History *history);

#endif
