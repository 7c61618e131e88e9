#ifndef ECO_DSL_CATALOG_DOMAIN_H
#define ECO_DSL_CATALOG_DOMAIN_H

#include "dsl/catalog/catalog.h"

/* A domain: a type with rules of its own. Parent: its schema. Its checks are children. */
typedef struct Domain {
    Object object;
    Type type;                      /* what it is over: its base type */
    bool not_null;
    Sql value;                      /* its default; text NULL: none */
    QName collation;                /* name NULL: that of its base type */
} Domain;

static inline const Domain *as_domain(const Object *object)
{
    return (const Domain *)object;
}

/* What a type was declared as: an enum, a domain, a table whose rows it is, …; NULL: built in, or not known. */
const Object *type_declared(const Catalog *catalog, const Type *type);

/* What SQL means by the name of a type: without a schema PostgreSQL's own come first, and are none of the catalog. */
const Object *type_named(const Catalog *catalog, const char *schema, const char *name);

/*
 * What values of a type are at bottom: a domain is what it is over, an array of a domain an array of that (as it is, if
 * that would be an array of arrays). Types that are no domains are themselves.
 */
Type type_base(const Catalog *catalog, Type type);

/* True if a domain, at any depth, lets no value of the type be null; if it gives what has no value one. */
bool type_not_null(const Catalog *catalog, const Type *type);
bool type_has_default(const Catalog *catalog, const Type *type);

/* True if values of the type hold values of a domain, in an array, a composite type or a range, and are none. */
bool type_contains(const Catalog *catalog, const Type *type, const Object *domain);

#endif
