/*
 * Values of options, as words of a command line.
 */
#ifndef ECO_DSL_BASE_OPTION_VALUES_H
#define ECO_DSL_BASE_OPTION_VALUES_H

#include <stdbool.h>

/* A duration such as "2s"; false if it is none or longer than 24 days. */
bool duration_read(const char *text, unsigned *milliseconds);

/* Nothing but digits, nine at most; false if it is something else, or NULL. */
bool number_read(const char *text, unsigned *value);

/* True if the value is one of the words in `choices`: "text|json". */
bool choice_has(const char *choices, const char *value);

#endif
