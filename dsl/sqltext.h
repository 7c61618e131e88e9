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

/* A name that a text mentions. */
typedef enum SqlRefKind {
    SQL_REF_COLUMN,                 /* qualifier: the table or alias, if written; "t.*" is none */
    SQL_REF_FUNCTION,               /* also of syntax such as extract(): then the qualifier is "pg_catalog" */
    SQL_REF_TYPE,                   /* of a cast or typed literal; "int" is "int4" with the qualifier "pg_catalog" */
    SQL_REF_RELATION,               /* a table in FROM; or 'name'::regclass, nextval('name'); never a WITH query */
    SQL_REF_QUALIFIER,              /* "users" in users.mail or users.*, where it is a table in FROM by its own name and
                                       no alias: a renamed table is renamed here too. Also a bare "users" that may be
                                       the row: a column ref has the same place, and is none if no owner has it */
    SQL_REF_COLLATION               /* behind COLLATE */
} SqlRefKind;

/* A table, view or sequence, as it was written: `schema` is NULL if none was. */
typedef struct SqlRelation {
    const char *schema, *name;
} SqlRelation;

typedef struct SqlRef {
    SqlRefKind kind;
    const char *qualifier, *name;   /* folded and unquoted; qualifier is NULL if none was written */
    size_t start, end;              /* bytes of the expression where the last part of the name stands, quotes included;
                                       empty if it does not stand there as such ("int" for int4, extract()) */
    size_t whole;                   /* where the name begins, its qualifiers included; start if there are none */
    const char *literal;            /* for a cast of a plain string to a type that is no array, as in
                                       'open'::status: the string; else NULL */
    const char *alias;              /* of a relation in FROM, if it has one */

    /* Of columns within a query. Of a name such as NEW.x, excluded.x or one from around the text, nothing is known. */
    List owners;                    /* of SqlRelation: whose column it may be, the innermost first. It is a column of
                                       the first of them that has one of this name; of none if none has */
    bool local;                     /* if it is of no owner, then of something within the text: a subquery, WITH query
                                       or function in FROM, an alias with column names, an output (in ORDER BY) */
    bool in_using;                  /* stands in JOIN … USING (…): a column of the owners on both sides */
    size_t as_place;                /* not 0: it alone gives an output column its name. Under another name the column
                                       keeps its own only if " AS old" is inserted at this byte */
} SqlRef;

typedef struct SqlParse {
    const char *error;              /* NULL if the text is good; else a sentence; only error_at is set besides */
    size_t error_at;                /* byte in the text; its length if something is missing at the end */
    const char *canonical;          /* equal for texts that mean the same to the parser; never equal for others */
    List refs;                      /* of SqlRef, by rising start */
    List strings;                   /* of const char *: every string literal, also those of casts */
    List string_places;             /* of size_t: the byte where each of them begins */
    List stars;                     /* of SqlRelation: what every "*" or "u.*" in a list of outputs, also those of
                                       subqueries, stands for; one after the other */
    List rows;                      /* of SqlRef: every "u.*": the qualifier u, the name "*", the place of u */
    bool has_subquery;
    const char *constant;           /* for a bare literal, signed or cast or not: its text ("abc", "-300", "true",
                                       "NULL"; a bit string as "b101"); else NULL */
    bool constant_is_string, constant_is_null;
    bool constant_has_cast;
    bool is_constant;               /* literals and nothing else, in arrays and rows, with casts and signs */
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

/* A column that a query returns; of UNION and the like, as the first branch calls it. */
typedef struct SqlOutput {
    const char *name;               /* as PostgreSQL names it; NULL for a star and for what it calls "?column?" */
    const char *canonical;          /* of its expression, in every branch */
    bool has_as;                    /* it was given its name */
    const char *star;               /* NULL; "" for "*"; "u" for "u.*", "(address)" for "(address).*" */
    List owners;                    /* of a star: of SqlRelation, whose columns it stands for, also through subqueries;
                                       what columns those have besides is not said */
    bool star_is_plain;             /* it stands for all columns of its one owner under their own names, no more */
    size_t start, end;              /* bytes, with AS and name; 0 in VALUES */
} SqlOutput;

/*
 * One SELECT, VALUES, TABLE or WITH … SELECT: what can stand in a view. A semicolon at the end is no error; INTO, $1
 * and WITH queries that change rows are.
 */
typedef struct SqlQuery {
    SqlParse parse;                 /* error, error_at, canonical, refs, strings; the rest is of expressions */
    size_t end;                     /* bytes without the semicolon, blanks and comments at the end */
    List outputs;                   /* of SqlOutput */
    bool has_star;                  /* an output is one */
    const char *rest;               /* canonical of all but the outputs: if it is the same and the outputs of one begin
                                       with those of the other, then only columns were appended */
} SqlQuery;

const SqlQuery *sql_query(SqlCache *cache, const char *text);

/* What a CREATE statement makes; casts, transforms and what has no name are left out. */
typedef struct SqlCreated {
    const char *sort;               /* "table", "view", "function" … as in DROP */
    const char *schema, *name;      /* schema is NULL if none was written */
} SqlCreated;

/* The newest thing that statements use: the major that brought it, 0 for none, and what to call it. */
typedef struct SqlNewer {
    int since;
    const char *what;
} SqlNewer;

/*
 * Any number of statements: a migration, the body of a function in SQL (a string, BEGIN ATOMIC … END or RETURN …), a
 * CREATE FUNCTION with such a body. The parser is that of PostgreSQL 15: what newer servers understand besides is an
 * error here. Refs are those of expressions and queries, and relations, types and functions that statements name
 * (also those they create); the columns a CREATE TABLE or INSERT lists are none.
 */
typedef struct SqlStatements {
    SqlParse parse;                 /* error, error_at, refs, strings; canonical: token by token, letter case and
                                       comments apart */
    size_t count;
    List created;                   /* of SqlCreated */
    SqlNewer newer;                 /* of their grammar, as far as it is after PostgreSQL 14 */
} SqlStatements;

const SqlStatements *sql_script(SqlCache *cache, const char *text);

/* The major in which pg_catalog got a function of this name, if that was after PostgreSQL 14; else 0. */
int sql_function_since(const char *name);

/*
 * What is wrong with the PL/pgSQL in a CREATE FUNCTION or PROCEDURE, or NULL: syntax only, and nothing that depends on
 * what types there are. NULL also for other languages and for what is no such statement. `error_at`: a byte of the
 * text, at the line if not at the word.
 */
const char *sql_function_error(Arena *arena, const char *text, size_t *error_at);

/*
 * Names that may be types which a body in PL/pgSQL declares variables of: a list of SqlDeclared. Names of variables
 * are among them. None if the text is no sequence of tokens.
 */
enum { SQL_DECLARED_PARTS = 3 };

typedef struct SqlDeclared {
    const char *parts[SQL_DECLARED_PARTS];  /* folded and unquoted: {"app", "users", "id"} of app.users.id%TYPE */
    size_t count;
} SqlDeclared;

List sql_declared(Arena *arena, const char *body);

/*
 * A shorter spelling, for people, of what the server printed; equal to it wherever "public" is in the search path.
 * Without superfluous parentheses around the whole, without "public." before names, and, for an expression of type
 * `of_type` (as format_type() or .eco spells it; may be NULL), without the cast of a plain literal to that very type,
 * whatever its modifiers; '-1'::integer is -1. Strings stay as they are, but for names in them: 'public.s'::regclass.
 * A query is also without the semicolon at its end and the blanks that every line begins with. `text` itself if it
 * cannot be read.
 */
const char *sql_tidy(Arena *arena, const char *text, const char *of_type);
const char *sql_tidy_query(Arena *arena, const char *text);

/*
 * The same for what an expression compares columns with: "((name)::text <> ''::text)" is "(name <> '')" if `name` is a
 * varchar. `type_of` gives the type of a column as format_type() spells it, without modifiers, or NULL. Takes a query,
 * too.
 */
typedef const char *SqlColumnType(const void *context, const char *column);
const char *sql_tidy_columns(Arena *arena, const char *text, SqlColumnType *type_of, const void *context);

/*
 * Have sql_tidy() leave "public." before this name: without it, it means something of pg_catalog. To be said of every
 * function, type and relation of public that shares its name with one there, before anything is tidied in this arena.
 */
void sql_tidy_keep(Arena *arena, const char *name);

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

/* True for GRANT, REVOKE, ALTER DEFAULT PRIVILEGES, and an ALTER that does nothing but OWNER TO. */
bool sql_is_about_rights(Arena *arena, const char *statement);

/* True for what does something to objects that are made after it: an event trigger, ALTER DEFAULT PRIVILEGES. */
bool sql_acts_on_later(Arena *arena, const char *statement);

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
