#ifndef ECO_DSL_CATALOG_COLLATION_H
#define ECO_DSL_CATALOG_COLLATION_H

#include "dsl/catalog/catalog.h"

/* A collation. Parent: its schema. */
typedef struct Collation {
    Object object;
    const char *provider;           /* "libc", "icu", "builtin"; never NULL */
    const char *locale;             /* NULL: lc_collate and lc_ctype, which differ */
    const char *lc_collate, *lc_ctype;
    const char *rules;              /* of icu, since PostgreSQL 16; NULL: none */
    bool nondeterministic;
    const char *version;            /* hint: what was written; the server finds out its own */
} Collation;

static inline const Collation *as_collation(const Object *object)
{
    return (const Collation *)object;
}

#endif
