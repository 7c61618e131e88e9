/*
 * Models: a catalog as C: for every table a struct and the functions that read and write it, for every enum a C enum,
 * and one header that includes them all and declares PROJECT_schema_check().
 *
 * The C calls libeco (runtime/eco) and nothing else. What it is like, and how names become C names: docs/models.md.
 */
#ifndef ECO_CODEGEN_C_MODELS_H
#define ECO_CODEGEN_C_MODELS_H

#include "dsl/catalog/catalog.h"
#include "dsl/diag.h"

typedef struct ModelOptions {
    const char *project;            /* names the header of all: "ecomind" gives ecomind_schema.h */
    const char *prefix;             /* of every C name; "" or NULL: none */
    const char *origin;             /* the file named in the first line of each: "ecomind.eco" */
} ModelOptions;

/* A file to be written into the folder of models. */
typedef struct EmittedFile {
    const char *name, *text;
} EmittedFile;

/*
 * Add to `files` an EmittedFile for each, in the order of the catalog. The same input gives the same bytes. False if
 * two things would have the same name in C, which is reported; nothing is added.
 */
bool models_emit(const Catalog *catalog, const ModelOptions *options, Arena *arena, Diags *diags, List *files);

#endif
