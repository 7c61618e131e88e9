/*
 * Sqltext: what ecogen needs to know of SQL, by PostgreSQL's own parser (libpg_query) and nothing else.
 *
 * The text the user wrote is what is emitted; the parse serves errors, comparison, dependencies and renames.
 */
#ifndef ECO_DSL_SQLTEXT_H
#define ECO_DSL_SQLTEXT_H

#include "dsl/base/arena.h"
#include "dsl/base/list.h"

#include <stdbool.h>

/* A name that an expression mentions. */
typedef enum SqlRefKind {
    SQL_REF_COLUMN,                 /* qualifier: the table or alias, if written */
    SQL_REF_FUNCTION,
    SQL_REF_TYPE,                   /* of a cast or typed literal */
    SQL_REF_RELATION                /* a table in FROM; or 'name'::regclass, nextval('name') */
} SqlRefKind;

typedef struct SqlRef {
    SqlRefKind kind;
    const char *qualifier, *name;   /* qualifier is NULL if none was written */
    size_t start, end;              /* bytes of the expression where the last part of the name stands, quotes included */
    const char *literal;            /* for a cast of a plain string, as in 'open'::status: the string; else NULL */
} SqlRef;

typedef struct SqlParse {
    const char *error;              /* NULL if the text is good */
    size_t error_at;                /* byte in the text */
    const char *canonical;          /* equal for texts that mean the same to the parser; never equal for others */
    List refs;                      /* of SqlRef, by rising start */
    bool has_subquery;
    const char *constant;           /* for a bare literal, signed or cast or not: its text ("abc", "-300"); else NULL */
    bool constant_is_string, constant_is_null;
    bool constant_has_cast;
} SqlParse;

/* One expression. Trailing tokens, a comma or a second statement are errors. Results are kept per arena by text. */
typedef struct SqlCache SqlCache;
SqlCache *sql_cache(Arena *arena);
const SqlParse *sql_expression(SqlCache *cache, const char *text);

/* True if both are the same to PostgreSQL's parser, or written alike. NULL equals NULL. */
bool sql_same(const char *one, const char *other);

/* One statement of a text: bytes start … end-1, without the semicolon and surrounding blanks and comments. */
typedef struct SqlStatement {
    size_t start, end;
} SqlStatement;

/* Split a file of SQL. False, with a sentence and a byte in the text, if it cannot be read as SQL statements. */
bool sql_split(Arena *arena, const char *text, size_t length, SqlStatement **statements, size_t *count,
               const char **error, size_t *error_at);

#endif
