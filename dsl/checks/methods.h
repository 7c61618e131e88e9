/*
 * Methods: what PostgreSQL's own index methods can do.
 */
#ifndef ECO_DSL_CHECKS_METHODS_H
#define ECO_DSL_CHECKS_METHODS_H

#include "dsl/checks/options.h"

#include <stdbool.h>

typedef struct Method {
    const char *name;
    const StorageOption *options;   /* ends with a zero one */
    bool ordered;                   /* can be descending, with nulls first */
    bool unique;
    bool include;                   /* can carry columns beside its own */
    bool many;                      /* can be over several columns */
} Method;

/* NULL for one that an extension would have to bring. */
const Method *method_find(const char *name);

#endif
