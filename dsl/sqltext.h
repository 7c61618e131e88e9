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
    SQL_REF_COLUMN,                 /* qualifier: the table or alias, if written; "t.*" is none */
    SQL_REF_FUNCTION,               /* also of syntax such as extract(): then the qualifier is "pg_catalog" */
    SQL_REF_TYPE,                   /* of a cast or typed literal; "int" is "int4" with the qualifier "pg_catalog" */
    SQL_REF_RELATION                /* a table in FROM; or 'name'::regclass, nextval('name') */
} SqlRefKind;

typedef struct SqlRef {
    SqlRefKind kind;
    const char *qualifier, *name;   /* folded and unquoted; qualifier is NULL if none was written */
    size_t start, end;              /* bytes of the expression where the last part of the name stands, quotes included;
                                       empty if it does not stand there as such ("int" for int4, extract()) */
    size_t whole;                   /* where the name begins, its qualifiers included; start if there are none */
    const char *literal;            /* for a cast of a plain string to a type that is no array, as in
                                       'open'::status: the string; else NULL */
} SqlRef;

typedef struct SqlParse {
    const char *error;              /* NULL if the text is good; else a sentence; only error_at is set besides */
    size_t error_at;                /* byte in the text; its length if something is missing at the end */
    const char *canonical;          /* equal for texts that mean the same to the parser; never equal for others */
    List refs;                      /* of SqlRef, by rising start */
    List strings;                   /* of const char *: every string literal, also those of casts */
    bool has_subquery;
    const char *constant;           /* for a bare literal, signed or cast or not: its text ("abc", "-300", "true",
                                       "NULL"; a bit string as "b101"); else NULL */
    bool constant_is_string, constant_is_null;
    bool constant_has_cast;
    const char *label;              /* what PostgreSQL calls a column that is this and was given no name: "lower";
                                       NULL if it has nothing to call it by */
} SqlParse;

/*
 * One expression. Trailing tokens, a comma or a second statement are errors, as is one that is nested or chained deeper
 * than about 600 levels. Results are kept by text, for as long as the arena.
 */
typedef struct SqlCache SqlCache;
SqlCache *sql_cache(Arena *arena);
const SqlParse *sql_expression(SqlCache *cache, const char *text);

/*
 * How many bytes of an expression are left without the blanks and comments at its end: a "--" there would swallow what
 * is written behind the expression. No Sql of a catalog ends in one, so nobody has to look again. All of them if
 * PostgreSQL's lexer cannot read it.
 */
size_t sql_end(Arena *arena, const char *text);

/* True if both are the same to PostgreSQL's parser, or written alike. NULL equals NULL. */
bool sql_same(const char *one, const char *other);

/*
 * How an expression has to be written down where other text follows. Each may be wrong on the safe side: then there
 * is a pair of parentheses that was not needed.
 *
 *   simple           a literal, a call, an array, each with a cast: a default that needs no parentheses, in SQL and
 *                    .eco
 *   call             one function call and nothing else
 *   parenthesised    one pair of parentheses around the whole
 */
bool sql_is_simple(const char *expression);
bool sql_is_call(const char *expression);
bool sql_is_parenthesised(const char *expression);

/* What a statement does to the transaction it runs in. */
typedef enum SqlStatementKind {
    SQL_STATEMENT,
    SQL_STATEMENT_TRANSACTION       /* begins or ends one: BEGIN, COMMIT, ROLLBACK, PREPARE TRANSACTION … */
} SqlStatementKind;

/* One statement of a text: bytes start … end-1, without the semicolon and surrounding blanks and comments. */
typedef struct SqlStatement {
    SqlStatementKind kind;
    size_t start, end;
} SqlStatement;

enum { SQL_TEXT_LIMIT = 64 * 1024 * 1024 };     /* bytes that sql_split() takes */

/*
 * Split a file of SQL: `length` bytes and a zero byte after them. False, with a sentence and a byte in the text, if it
 * cannot be read as SQL statements: an unterminated quote or comment (the byte is where it opens), a command of psql,
 * COPY with its data, a zero byte, bytes that are not UTF-8. A byte order mark at its very beginning is passed over.
 * Whether the statements are good SQL the server says: it may be newer than the parser here.
 */
bool sql_split(Arena *arena, const char *text, size_t length, SqlStatement **statements, size_t *count,
               const char **error, size_t *error_at);

#endif
