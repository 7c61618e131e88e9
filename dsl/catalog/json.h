/*
 * Json: objects of a catalog for programs.
 */
#ifndef ECO_DSL_CATALOG_JSON_H
#define ECO_DSL_CATALOG_JSON_H

#include "dsl/catalog/object.h"

#include <jansson.h>

/* {"kind": "column", "path": ["public", "users", "email"], …fields}; the caller's to release. */
json_t *object_json(const Object *object);

#endif
