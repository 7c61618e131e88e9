#include "runtime/runner/state.h"

const char *state_read(Runner *runner, Db *db)
{
    (void)runner;
    (void)db;
    return NULL;
}
