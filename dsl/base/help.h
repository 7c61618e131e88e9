/*
 * Help: what --help says, from a program's tables.
 */
#ifndef ECO_DSL_BASE_HELP_H
#define ECO_DSL_BASE_HELP_H

#include "dsl/base/options.h"

/* Of the whole program, on stdout. */
void help_print(const Program *program);

/* Of one command. */
void help_print_command(const Program *program, const Command *command);

#endif
