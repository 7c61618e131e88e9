/*
 * Address: an object as a schema names it from elsewhere: "function f(integer)", "materialized view app.v", or a name
 * alone.
 */
#ifndef ECO_DSL_CATALOG_ADDRESS_H
#define ECO_DSL_CATALOG_ADDRESS_H

#include "dsl/catalog/catalog.h"

typedef struct Address {
    const char *kind;               /* the words written; NULL: a relation, a type, a routine or raw SQL */
    QName name;                     /* of a routine with its arguments, if they were written */
} Address;

/* What an address names, or NULL: there is none, or it is a routine's name without arguments and there are several. */
const Object *address_find(const Catalog *catalog, const Address *address);

/* True if it says that it names a routine. */
bool address_is_routine(const Address *address);

#endif
