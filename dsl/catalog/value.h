/*
 * Values: what the fields of objects are made of, and the description of fields.
 *
 * Every kind describes its struct once, as a table of Field; comparing, copying and JSON go through that table.
 */
#ifndef ECO_DSL_CATALOG_VALUE_H
#define ECO_DSL_CATALOG_VALUE_H

#include "dsl/base/arena.h"
#include "dsl/base/list.h"
#include "dsl/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SQL as the user, or the server, wrote it, without comments at its end (sql_end). text is NULL if there is none. */
typedef struct Sql {
    const char *text;
    Span at;
} Sql;

/* The name of something in a PostgreSQL schema, as stored: not quoted. name is NULL if there is none. */
typedef struct QName {
    const char *schema, *name;
    Span at;
} QName;

/* A list of names, such as the columns of a key. */
typedef struct Names {
    const char **items;
    Span *at;                       /* a place each, or NULL */
    size_t count;
} Names;

/* A data type; see dsl/catalog/type.h. text is NULL if there is none. */
typedef struct Type {
    const char *text;               /* in the one canonical form, that of format_type(): "character varying(255)[]" */
    const char *schema;             /* of a user's type; NULL for a built-in one */
    const char *name;               /* without modifiers: "character varying" */
    const char *modifiers;          /* what stands in parentheses: "255", "12,2"; NULL if none */
    bool array;
    Span at;
} Type;

typedef enum FieldType {
    FIELD_BOOL,                     /* bool */
    FIELD_INTEGER,                  /* int64_t */
    FIELD_TEXT,                     /* const char *, may be NULL */
    FIELD_SQL,                      /* Sql: an expression */
    FIELD_QUERY,                    /* Sql: one query, such as that of a view */
    FIELD_SCRIPT,                   /* Sql: any number of statements */
    FIELD_QNAME,                    /* QName */
    FIELD_NAMES,                    /* Names */
    FIELD_TYPE,                     /* Type */
    FIELD_RECORDS                   /* Records */
} FieldType;

/* A list of small structs, such as the parts of an index: described by the fields in Field.record. */
typedef struct Records {
    void *items;
    size_t count;
} Records;

/* How a sequence counts: one of its own, or the one behind an identity. All are always set, as in PostgreSQL. */
typedef struct Counting {
    int64_t start, increment, minimum, maximum, cache;
    bool cycle;
} Counting;

typedef enum FieldFlags {
    FIELD_PLAIN = 0,
    FIELD_HINT = 1,                 /* says how to change or what to generate, not what is: never compared */
    FIELD_COLUMNS = 2,              /* names of columns of the object's own table, or SQL over them */
    FIELD_TARGET = 4,               /* the QName of another relation, or names of columns of that relation */
    FIELD_ROUTINE = 8,              /* the QName of what SQL calls a routine, without its arguments */
    FIELD_ANY = 16,                 /* the QName of whatever has it: a relation, a type, a routine with its arguments */
    FIELD_OF_QUERY = 32,            /* says something only together with the FIELD_QUERY of its object */
    FIELD_COLLATION = 64,           /* the QName of a collation; no schema: one of PostgreSQL's own */
    FIELD_CHILDREN = 128,           /* names of the object's own children */
    FIELD_BESIDE = 256              /* the QName of what comes along with the object, into the same schema or another */
} FieldFlags;

typedef struct Field {
    const char *name;               /* as JSON calls it */
    FieldType type;
    size_t offset;
    unsigned flags;
    const struct Field *record;     /* fields of the items, for FIELD_RECORDS */
    size_t record_size;
} Field;

/* Where a field of an object (or record) stands. */
static inline const void *field_at(const void *object, const Field *field)
{
    return (const char *)object + field->offset;
}

/* True if the field is equal in two structs of one kind. */
bool field_same(const void *before, const void *after, const Field *field);

/* Items of a Records of type T. */
#define records_of(records, T) ((const T *)(records).items)

bool names_same(Names one, Names other);
bool names_have(Names names, const char *name);

/* Those of `names` that `others` lack, in their order; and the same names, sorted in place. */
Names names_without(Arena *arena, Names names, Names others);
void names_sort(Names names);

/* NULL equals NULL. */
bool text_same(const char *one, const char *other);

#endif
