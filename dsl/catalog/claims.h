/*
 * Claims: the names an object takes, each of which one object at a time can have.
 *
 * Graph and renames wait for names that are in use, and no two objects of a schema can have one: all ask here what
 * those are.
 */
#ifndef ECO_DSL_CATALOG_CLAIMS_H
#define ECO_DSL_CATALOG_CLAIMS_H

#include "dsl/catalog/object.h"

typedef struct Claim {
    NameSpace space;
    const Object *within;           /* a schema, a table, …; NULL at the top */
    KindId kind;                    /* matters in NAMES_ITS_OWN alone */
    const char *name;
} Claim;

typedef struct Claims {
    Claim items[3];
    size_t count;
} Claims;

/*
 * None for what has no name. Looks at kinds, names and parents alone, so that it can be asked of a copy that was given
 * another name or parent.
 */
Claims object_claims(const Object *object);

/* Within the same object, not merely one of the same name. */
bool claim_same(const Claim *one, const Claim *other);

/* As text, by the names of what it is within: equal for equal claims of two catalogs. */
const char *claim_key(const Claim *claim, Arena *arena);

#endif
