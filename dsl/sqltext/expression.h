/*
 * Expression: the steps from the JSON of libpg_query to a SqlParse.
 */
#ifndef ECO_DSL_SQLTEXT_EXPRESSION_H
#define ECO_DSL_SQLTEXT_EXPRESSION_H

#include "dsl/base/map.h"
#include "dsl/sqltext/text.h"

#include <jansson.h>

/*
 * An expression is parsed where nothing but one can stand, and where no closing parenthesis, key word or comment in it
 * can end that place unnoticed.
 */
#define SQL_BEFORE "SELECT CASE WHEN true THEN "
#define SQL_AFTER "\nEND"

/* The JSON without places, and with the numbers that it lacks; `text` is what was parsed. */
const char *sql_canonical(Arena *arena, const char *tree, const char *text);

/* The whole number below one whose sign or digit stands at byte `start`. */
const char *sql_small_number(Arena *arena, const char *text, size_t start);

/* Fill in refs, has_subquery; an error for what the grammar takes but no expression is. `text`: what was parsed. */
void sql_read_refs(Arena *arena, json_t *expression, const char *text, SqlParse *parse);

/* Fill in the fields constant…. */
void sql_read_constant(Arena *arena, json_t *expression, const char *text, SqlParse *parse);

/*
 * What PostgreSQL calls a column that is this, as FigureColname() does; NULL if nothing. `column` is set to the column
 * ref whose name that is, or to NULL.
 */
const char *sql_label(json_t *expression, const json_t **column);

/* The canonical of a part of a tree; `less`: without the outputs of the query that it is. */
const char *sql_canonical_of(Arena *arena, const json_t *tree, const char *text, bool less);

/* The parse of a text with no more depth than libpg_query and jansson can take; else NULL, and an error in `parse`. */
json_t *sql_parse_tree(Arena *arena, const char *text, size_t before, SqlParse *parse);

/* What the cache holds besides expressions: by text; and the names that keep their "public.". */
typedef struct SqlCached {
    Map queries, scripts, kept;
} SqlCached;

Arena *sql_cache_arena(SqlCache *cache);
SqlCached *sql_cached(SqlCache *cache);

/* The string under a key, or NULL. */
const char *sql_string(const json_t *node, const char *key);

/* Where a node stands: a byte of what was parsed; 0 if unknown. */
size_t sql_place(const json_t *node);

#endif
