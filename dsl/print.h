/*
 * Print: a catalog as canonical .eco: what head.eco holds and what the runner stores as the state of a database.
 *
 * One catalog, one text: objects by schema, kind and name, columns in their order; nothing depends on the order or the
 * layout of the files it came from. Compiling the text gives an equal catalog (models, "using" and "fill" apart): a
 * law, tested.
 */
#ifndef ECO_DSL_PRINT_H
#define ECO_DSL_PRINT_H

#include "dsl/catalog/catalog.h"

const char *print_eco(const Catalog *catalog, Arena *arena);

/* The same text in parts, one for each PostgreSQL schema that holds anything. */
typedef struct PrintedSchema {
    const char *schema;             /* "" for what lies in none: always the first part, and always there */
    const char *text;
} PrintedSchema;

List print_eco_by_schema(const Catalog *catalog, Arena *arena);     /* of PrintedSchema */

#endif
