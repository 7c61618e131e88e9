#ifndef ECO_CODEGEN_COMMAND_CHANGES_TEXT_H
#define ECO_CODEGEN_COMMAND_CHANGES_TEXT_H

#include "dsl/diff.h"

/*
 * Changes for people, a line each: "+ table orders", "- index idx", "~ column total of table "orders": type". What
 * comes or goes along with something else is not mentioned.
 */
const char *changes_text(const Changes *changes, Arena *arena);

#endif
