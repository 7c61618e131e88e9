/*
 * Completion: what the shells need to know to complete a program's commands and options, from its tables.
 */
#ifndef ECO_DSL_BASE_COMPLETION_H
#define ECO_DSL_BASE_COMPLETION_H

#include "dsl/base/options.h"

/* Scripts that bash, zsh and fish load when the program's name is typed. */
void completion_bash(const Program *program, FILE *file);
void completion_zsh(const Program *program, FILE *file);
void completion_fish(const Program *program, FILE *file);

#endif
