#ifndef ECO_DSL_CATALOG_SCHEMA_H
#define ECO_DSL_CATALOG_SCHEMA_H

#include "dsl/catalog/catalog.h"

/* A PostgreSQL schema. Parent: none. "public" stands in every catalog, as it does in every database. */
typedef struct Schema {
    Object object;
} Schema;

/* An extension. Parent: none. */
typedef struct Extension {
    Object object;
    const char *schema;             /* where it is installed; NULL: public, or where it alone can be */
    const char *version;            /* NULL: the server's default */
} Extension;

static inline const Schema *as_schema(const Object *object)
{
    return (const Schema *)object;
}

static inline const Extension *as_extension(const Object *object)
{
    return (const Extension *)object;
}

#endif
