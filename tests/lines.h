/*
 * Lines: texts compared where order is no matter.
 */
#ifndef ECO_TESTS_LINES_H
#define ECO_TESTS_LINES_H

#include "dsl/base/list.h"

/* In alphabetical order, without the commas at their ends: a List of const char *. */
List lines_of(Arena *arena, const char *text);

/* Lines that only one of two has: "- one" and "+ other". */
const char *lines_difference(Arena *arena, const List *expected, const List *actual);

#endif
