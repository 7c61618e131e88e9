#include "dsl/checks/checks.h"

void checks_run(Scope *scope)
{
    (void)scope;
}
