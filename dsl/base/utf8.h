/*
 * Utf8: is a text what PostgreSQL takes for UTF-8?
 */
#ifndef ECO_DSL_BASE_UTF8_H
#define ECO_DSL_BASE_UTF8_H

#include <stddef.h>

/*
 * The first byte that is not part of a character: overlong forms, surrogates and anything over U+10FFFF are
 * none. `length` if all is well. A zero byte is a character here; SQL does not allow it.
 */
size_t utf8_fault(const char *text, size_t length);

#endif
