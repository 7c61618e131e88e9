#ifndef ECO_DSL_CATALOG_POLICY_H
#define ECO_DSL_CATALOG_POLICY_H

#include "dsl/catalog/catalog.h"

/* A policy of row security. Parent: the table, which must have row security switched on for it to matter. */
typedef struct Policy {
    Object object;
    bool restrictive;
    const char *command;            /* "all", "select", "insert", "update", "delete"; never NULL */
    Names roles;                    /* sorted; just PUBLIC_ROLE for everybody; never empty */
    Sql using;                      /* which rows are seen */
    Sql check;                      /* which rows may be written; none: the same as `using` */
} Policy;

static inline const Policy *as_policy(const Object *object)
{
    return (const Policy *)object;
}

#endif
