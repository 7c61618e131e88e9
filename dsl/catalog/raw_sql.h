/*
 * Raw SQL: what PostgreSQL has and the language has no word for: a statement that makes it, and one that takes it away.
 */
#ifndef ECO_DSL_CATALOG_RAW_SQL_H
#define ECO_DSL_CATALOG_RAW_SQL_H

#include "dsl/catalog/address.h"

/*
 * Its name is the schema's own: the server does not know it. What is read from a server is named by what it is,
 * "publication orders_pub".
 */
typedef struct RawSql {
    Object object;
    Sql up, down;                   /* any number of statements */
    Records after;                  /* of Address: must be there first, besides what `up` mentions */
    Records before;                 /* of Address: these need it */
} RawSql;

static inline const RawSql *as_raw_sql(const Object *object)
{
    return (const RawSql *)object;
}

/*
 * What an object needs because raw SQL says that it comes before it, or before what it is a part of: adds to `on`.
 * `raw` are all there is of that.
 */
void raw_sql_before(const Catalog *catalog, const List *raw, const Object *object, Arena *arena, List *on);

/* True if two make something of the same name. Each belongs to the catalog before it. */
bool raw_sql_makes_alike(const Catalog *catalog, const Object *self, const Catalog *others, const Object *other);

/* True if the object can be made with what raw SQL brings, and steps aside when that goes: no rows are lost by it. */
bool raw_sql_serves(const Object *object);

#endif
