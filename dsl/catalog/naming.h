/*
 * Naming: what PostgreSQL calls a thing that was given no name, and how a name is written in SQL.
 */
#ifndef ECO_DSL_CATALOG_NAMING_H
#define ECO_DSL_CATALOG_NAMING_H

#include "dsl/catalog/value.h"

enum { NAME_LIMIT = 63 };           /* bytes PostgreSQL keeps of a name (NAMEDATALEN - 1) */

/* What PostgreSQL's grammar makes of a word (keywords.def): the union of majors 14 to 18. */
typedef enum Keyword {
    KEYWORD_NONE,                   /* no key word, or one that can be any name */
    KEYWORD_COLUMN,                 /* can be a column or table, not a function or type: "int", "between" */
    KEYWORD_FUNCTION,               /* can be a function or type, not a column or table: "left" */
    KEYWORD_RESERVED                /* can be no name: "table" */
} Keyword;

/* The category of a lower-case word. */
Keyword keyword(const char *word);

/*
 * The name PostgreSQL makes of a table, a middle part (may be NULL or "") and a label: "users_email_key". Too long ones
 * are shortened as makeObjectName() does: the longer of the first two loses bytes, at a character boundary.
 */
const char *default_name(Arena *arena, const char *table, const char *middle, const char *label);

/* The columns of an index or key as they stand in its default name: joined with "_". */
const char *joined_names(Arena *arena, Names names);

/* A name as SQL and .eco need it: quoted if it is not a plain lower-case word, or if it is a reserved one. */
const char *quote_name(Arena *arena, const char *name);     /* `name` itself if it needs no quotes */

/*
 * "app.users", or "users" for the schema public or NULL; both parts quoted where needed. "public.pg_x" keeps its
 * schema: alone it could be taken for one of PostgreSQL's own.
 */
const char *quote_qname(Arena *arena, const char *schema, const char *name);

/* "$$", or "$body$" and so on: what a text can stand between as a dollar quote. */
const char *dollar_tag(Arena *arena, const char *text);

/* A string literal: 'it''s', and E'…' with doubled backslashes if there is one in it. */
const char *quote_literal(Arena *arena, const char *text);

#endif
