/*
 * Colour: whether a terminal wants it.
 */
#ifndef ECO_DSL_BASE_COLOUR_H
#define ECO_DSL_BASE_COLOUR_H

#include <stdbool.h>
#include <stdio.h>

/* True if colour is welcome there: a terminal, not a dumb one, and NO_COLOR is not set. */
bool colour_wanted(FILE *file);

#endif
