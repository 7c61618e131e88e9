#ifndef ECO_DSL_CATALOG_OPTION_H
#define ECO_DSL_CATALOG_OPTION_H

#include "dsl/catalog/value.h"

/* A storage parameter of an index, or what else stands in WITH (…): fillfactor = 70, toast.autovacuum_enabled = off. */
typedef struct Option {
    const char *name, *value;       /* the value is NULL if none was written: it is "true" then */
} Option;

/* For Field.record. */
extern const Field option_fields[];

/* In the order in which the catalog keeps them: by name. */
void options_sort(Records options);

/* The options of `from` that `other` does not have; with `changed` also those that have another value there. */
Records options_missing(Records from, Records other, bool changed, Arena *arena);

/* True if one of them is of the TOAST table: where there is none, the server takes it and forgets it. */
bool options_of_toast(Records options);

#endif
