/*
 * Types: PostgreSQL's data types by all their names, and the one table of what is built in.
 *
 * A Type is kept in the form in which format_type() of the server prints it, so that a schema that was compiled and
 * one that was read from a server compare as text. What people read and write ("varchar(255)", "timestamptz") comes
 * from type_short().
 */
#ifndef ECO_DSL_CATALOG_TYPE_H
#define ECO_DSL_CATALOG_TYPE_H

#include "dsl/catalog/value.h"

/* Groups of types that matter to checks: what a literal may be, what can be compared or summed. */
typedef enum TypeClass {
    TYPE_CLASS_OTHER,
    TYPE_CLASS_BOOLEAN,
    TYPE_CLASS_INTEGER,
    TYPE_CLASS_NUMERIC,             /* numeric, real, double precision */
    TYPE_CLASS_TEXT,
    TYPE_CLASS_TIME,                /* date, time, timestamp, interval and theirs */
    TYPE_CLASS_PSEUDO               /* trigger, record, void, anyelement …: of functions, never of columns */
} TypeClass;

typedef struct BuiltinType {
    const char *name;               /* as format_type() prints it */
    const char *shortest;           /* as .eco and SQL print it: "timestamptz" */
    TypeClass class;
    int modifiers;                  /* how many it takes at most */
    int64_t from, to;               /* what a modifier can be (the second of numeric is a scale: -1000 to 1000) */
    int64_t lowest, highest;        /* of an integer type; else 0 */
} BuiltinType;

/*
 * Understand a type as written in .eco, in SQL or by format_type(): aliases, modifiers, arrays, quoted and qualified
 * names. Built-in types come out canonical; any other name becomes a user's type, whether it exists or not:
 *
 *     written                    text                              schema     name                         modifiers
 *     timestamptz(3)[]           timestamp(3) with time zone[]     NULL       timestamp with time zone     3
 *     interval day to second(3)  interval day to second(3)         NULL       interval                     3
 *     char                       character(1)                      NULL       character                    1
 *     "bit"                      "bit"                             NULL       "bit"                        NULL
 *     Status                     public.status                     public     status                       NULL
 *     gis.geometry(Point, 4326)  gis.geometry(Point,4326)          gis        geometry                     Point,4326
 *
 * Number of dimensions and array sizes are dropped, as PostgreSQL drops them. `at` is not set. False, with a sentence
 * in *error, if the text is no type or its modifiers cannot be.
 */
bool type_parse(Arena *arena, const char *text, Type *type, const char **error);

/* The built-in type of a canonical name (Type.name), or NULL. A user's type may have such a name: ask Type.schema. */
const BuiltinType *type_builtin(const char *name);

/* The built-in type that a type is; NULL for a user's type, an array, an unknown one and none. */
const BuiltinType *type_plain(const Type *type);

/* Its group; TYPE_CLASS_OTHER for arrays and users' types. */
TypeClass type_class(const Type *type);

/*
 * The canonical name of the built-in type spelled so (lower case, single blanks), or NULL. Bare, "int" and "time with
 * time zone" are types; in quotes or after "pg_catalog." only the names in pg_type are, such as "int4".
 */
const char *type_spelled(const char *words, bool bare);

/* True if a type of that name in "public" would, written without its schema, be taken for a built-in one. */
bool type_is_hidden(const char *name);

/* The name of a user's type, as quote_qname() gives it; with "public" where that is needed to reach it. */
const char *quote_type_name(Arena *arena, const char *schema, const char *name);

/* All names by which built-in types may be written, for suggestions. */
const char *const *type_names(size_t *count);

/*
 * As people write it: "varchar(255)", "timestamptz(3)[]", "status", "app.status"; identifiers quoted where needed.
 * type_parse() gives the same type back.
 */
const char *type_short(Arena *arena, const Type *type);

/*
 * The type without its modifiers, as format_type() prints it for what has none: of the arguments and results of
 * functions PostgreSQL keeps no more.
 */
Type type_bare(Arena *arena, Type type);

/* "smallserial", "serial" or "bigserial" (or serial2, 4, 8) as an integer type; NULL for any other word. */
const char *serial_type(const char *word);

/* And the other way: "bigint" gives "bigserial"; NULL for other types. */
const char *serial_word(const char *type_name);

#endif
