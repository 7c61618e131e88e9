/*
 * How a PostgreSQL type is held in C, and which of libeco's functions read and write it.
 */
#ifndef ECO_CODEGEN_C_CTYPE_H
#define ECO_CODEGEN_C_CTYPE_H

#include "dsl/catalog/catalog.h"

typedef struct CType {
    const char *name;               /* "double" */
    const char *opt;                /* where it may be null: "EcoOptDouble", or the same */
    const char *take, *take_opt;    /* functions: "eco_take_double" */
    const char *put, *put_opt;
    const char *oid;                /* "ECO_OID_FLOAT8", or ECO_OID_UNKNOWN */
    const char *element_oid;        /* what its binary form is in an array; text for enums */
    const char *null;               /* how null shows: "!.has" */
    const char *note;               /* what the number means; NULL: nothing to say */
    const char *include;            /* the enum's header; NULL: libeco's is enough */
    bool as_text;                   /* no struct of libeco's: read and written in its text form */
    bool array;
} CType;

/* `prefix` is that of C names, for enums. */
CType ctype_of(const Catalog *catalog, const Type *type, const char *prefix, Arena *arena);

/* The type as SQL writes it without modifiers: "varchar", "app.status[]"; always with its schema, unless built in. */
const char *ctype_sql(const Type *type, Arena *arena);

/* The C names of a table or enum: its own, with the schema's before it if that is not public, after the prefix. */
const char *ctype_stem(const Object *object, const char *prefix, Arena *arena);

#endif
