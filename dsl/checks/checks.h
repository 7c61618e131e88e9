/*
 * Checks: what is wrong with a catalog although every name in it could be resolved.
 *
 * A check is a function over one object, and a line in the table in checks.c. It says nothing about what another error
 * has already made unknown: a type that is not known has no text, a column that is not known is not found.
 */
#ifndef ECO_DSL_CHECKS_CHECKS_H
#define ECO_DSL_CHECKS_CHECKS_H

#include "dsl/resolve/scope.h"

typedef void CheckFunction(Scope *scope, const Object *object);

void checks_run(Scope *scope);

#endif
