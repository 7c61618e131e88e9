/*
 * Since: which PostgreSQL first had what a schema uses. Answers are majors; 14, the oldest supported, for all that is
 * older.
 */
#ifndef ECO_DSL_CATALOG_SINCE_H
#define ECO_DSL_CATALOG_SINCE_H

#include "dsl/catalog/catalog.h"

enum { OLDEST_SERVER = 14, NEWEST_SERVER = 18 };

int type_since(const Type *type);

/* What one object asks for; each kind that has something newer has a row in since.c. */
int object_since(const Object *object);

/* What its SQL asks for: expressions, queries, statements, bodies in SQL. `what` is NULL if that is nothing newer. */
typedef struct Since {
    int since;
    const char *what;               /* "MERGE", "any_value()" */
    Span at;                        /* the function's name; of other things, the object */
} Since;

Since sql_since(const Catalog *catalog, const Object *object);

/* Of what stands in WITH (…), by name. */
int option_since(const char *name);

/* The newest that anything in it asks for. */
int catalog_since(const Catalog *catalog);

#endif
