/*
 * Body: the string behind AS in a CREATE FUNCTION, and places in it.
 */
#ifndef ECO_DSL_SQLTEXT_BODY_H
#define ECO_DSL_SQLTEXT_BODY_H

#include "dsl/sqltext/expression.h"

typedef struct Body {
    const char *text;               /* without quotes */
    size_t start;                   /* byte in the statement at which it begins */
    char quote;                     /* '$', '\'', or 'E' for one with escapes */
} Body;

/* The body in the string `as` (a DefElem) of a statement; false if there is none. */
bool body_find(Arena *arena, const json_t *as, const char *text, Body *body);

/* Where an error of libpg_query's PL/pgSQL lies: a byte of the body. */
size_t body_error(Arena *arena, const Body *body, const PgQueryError *error);

/* Byte `at` of the body as one of the statement. In E'…' and U&'…' only the string as a whole is found. */
size_t body_place(const Body *body, size_t at);

#endif
