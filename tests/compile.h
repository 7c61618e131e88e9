/*
 * Compile: .eco text to a catalog, for tests, and what was said about it as text.
 */
#ifndef ECO_TESTS_COMPILE_H
#define ECO_TESTS_COMPILE_H

#include "dsl/resolve.h"

typedef struct Compiled {
    Sources sources;
    Diags diags;
    Resolved resolved;
} Compiled;

/* Everything belongs to the arena. The file is called "test.eco". */
Compiled *compile_text(Arena *arena, const char *text);

/* A line for each diagnostic, by place: "2:5 E0101 duplicate column "id"", then its notes and hint, indented. */
const char *compile_complaints(Compiled *compiled, Arena *arena);

#endif
