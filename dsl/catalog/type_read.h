/*
 * The text of a type taken apart, not yet understood: the first half of type_parse().
 */
#ifndef ECO_DSL_CATALOG_TYPE_READ_H
#define ECO_DSL_CATALOG_TYPE_READ_H

#include "dsl/base/list.h"

#include <stdbool.h>

typedef struct TypeText {
    const char *schema;             /* NULL if none was written */
    const char *name;               /* unquoted and folded; bare words joined by single blanks, "with time zone" too */
    bool bare;                      /* neither quoted nor qualified */
    List modifiers;                 /* of text; outer blanks removed, inner ones single */
    bool array;
} TypeText;

/* False, with a sentence in *error, if it does not read as a type. */
bool type_read(Arena *arena, const char *text, TypeText *type, const char **error);

#endif
