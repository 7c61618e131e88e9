/*
 * Text: places and names in SQL text; what the files of sqltext share.
 */
#ifndef ECO_DSL_SQLTEXT_TEXT_H
#define ECO_DSL_SQLTEXT_TEXT_H

#include "dsl/sqltext.h"

#include <pg_query.h>

/* Past blanks and comments. */
const char *sql_skip(const char *at);

/* Past a name, quoted or not, that begins here; `at` itself if none does. */
const char *sql_skip_name(const char *at);

/* The byte at which character number `position` (from 1) of the text stands: how libpg_query reports errors. */
size_t sql_byte_of(const char *text, int position);

/* An error of libpg_query as a sentence of ours; `at` is where it was found. */
const char *sql_message(Arena *arena, const PgQueryError *error, const char *at);

/*
 * A token of a text, by PostgreSQL's lexer. Comments are none.
 */
typedef struct SqlToken {
    size_t start, end;
} SqlToken;

typedef struct SqlTokens {
    SqlToken *items;
    size_t count;
    const char *error;              /* NULL, or a sentence: then there are no tokens */
    size_t error_at;
} SqlTokens;

SqlTokens sql_tokens(Arena *arena, const char *text);

/* True if the token is this word (lower case, never quoted) or mark. */
bool sql_token_is(const char *text, SqlToken token, const char *word);

#endif
