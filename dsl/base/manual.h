/*
 * Manual: a program's man page, from the same tables as its --help, so that the two cannot disagree.
 */
#ifndef ECO_DSL_BASE_MANUAL_H
#define ECO_DSL_BASE_MANUAL_H

#include "dsl/base/options.h"

/* As roff with the man macros, in ASCII. */
void manual_print(const Program *program, FILE *file);

#endif
