/*
 * C names out of PostgreSQL's, and text that is safe where it stands in C.
 *
 * A name keeps its ASCII letters (as small ones), digits and underscores; every other byte sequence becomes one
 * underscore. A name that C, C++ or a header would take amiss gets an underscore at the end.
 */
#ifndef ECO_CODEGEN_C_NAMES_H
#define ECO_CODEGEN_C_NAMES_H

#include "dsl/base/arena.h"
#include "dsl/base/strbuf.h"

#include <stdbool.h>

/* "Order ID" gives "order_id"; a first digit gets an "x" before it. Not yet safe from keywords. */
const char *c_snake(Arena *arena, const char *name);

/* A member of a struct: snake, and no keyword. */
const char *c_member(Arena *arena, const char *name);

/* "order_id" gives "OrderId"; "ORDER_ID". From a snake name. */
const char *c_pascal(Arena *arena, const char *snake);
const char *c_constant(Arena *arena, const char *snake);

/* A file's name without its ending: the snake name, unless a system header is called so. */
const char *c_file(Arena *arena, const char *snake);

/* True if libeco already has that type: EcoConn and the like. */
bool c_taken(const char *pascal);

/* A string literal of the text, quotes included. */
const char *c_string(Arena *arena, const char *text);

/* A string literal of several lines: the first begins where the caller stands, the others under it, at `indent`. */
const char *c_lines(Arena *arena, const char *text, size_t indent);

/* Text that may stand inside a comment: it can neither end nor begin one, nor turn the direction of writing. */
const char *c_comment(Arena *arena, const char *text);

#endif
