/*
 * EcoModel: what a generated struct knows of its table, as constant data.
 *
 * The SQL is written out by the generator with every name quoted where it must be; columns are always listed, so that
 * columns added to, dropped from or moved in the database never shift a value.
 */
#ifndef ECO_MODEL_H
#define ECO_MODEL_H

#include <stdbool.h>
#include <stdint.h>

enum { ECO_MOST_COLUMNS = 1600 };   /* PostgreSQL's own limit */

typedef struct EcoColumn {
    const char *name;
    const char *type;               /* as SQL writes it, without modifiers */
    uint32_t oid;                   /* of a built-in type; else ECO_OID_UNKNOWN */
    bool not_null;
} EcoColumn;

typedef struct EcoModel {
    const char *table;              /* its name, for messages */
    const char *qualified;          /* schema and name, quoted where needed */
    const EcoColumn *columns;
    int count;
    const char *select;             /* "SELECT a, b FROM app.t" */
    const char *copy;               /* "COPY app.t (a, b) FROM STDIN (FORMAT binary)"; NULL: not to be written so */
    int written;                    /* how many columns `copy` names: those that the server does not assign itself */
} EcoModel;

/* A statement that is prepared the first time a connection runs it. Parameters travel in binary. */
typedef struct EcoStatement {
    const EcoModel *model;          /* for messages */
    const char *name;               /* unique in the program; NULL: not prepared, run once */
    const char *sql;
    const uint32_t *types;          /* of the parameters */
    int count;
} EcoStatement;

#endif
