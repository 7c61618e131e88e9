/*
 * Utf8: is a text what PostgreSQL takes for UTF-8, and of how many characters?
 */
#ifndef ECO_DSL_BASE_UTF8_H
#define ECO_DSL_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * The first byte that is not part of a character: overlong forms, surrogates and anything over U+10FFFF are
 * none. `length` if all is well. A zero byte is a character here; SQL does not allow it.
 */
size_t utf8_fault(const char *text, size_t length);

/* How many characters begin among these bytes. */
uint32_t utf8_count(const char *text, size_t length);

#endif
