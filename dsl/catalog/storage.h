#ifndef ECO_DSL_CATALOG_STORAGE_H
#define ECO_DSL_CATALOG_STORAGE_H

#include "dsl/catalog/catalog.h"

/* How values of a type are stored if nothing is said: "plain", "main" or "extended"; NULL for one that is not known. */
const char *type_storage(const Catalog *catalog, const Type *type);

#endif
