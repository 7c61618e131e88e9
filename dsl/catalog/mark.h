#ifndef ECO_DSL_CATALOG_MARK_H
#define ECO_DSL_CATALOG_MARK_H

#include "dsl/catalog/catalog.h"

/*
 * What is sent to subscribers of a row that is changed or deleted; without one it is the primary key. Name: "". Parent:
 * the index, primary key or unique constraint whose columns they are; or, for all and none of them, the table.
 */
typedef struct ReplicaIdentity {
    Object object;
    const char *rows;               /* "full" or "nothing"; NULL where the parent says it */
} ReplicaIdentity;

/* The index that CLUSTER goes by. Parent: the index, or the constraint that has it. Name: "". */
typedef struct Cluster {
    Object object;
} Cluster;

static inline const ReplicaIdentity *as_replica_identity(const Object *object)
{
    return (const ReplicaIdentity *)object;
}

/* The table, or materialized view, that a mark is of: it has one of a kind at most. */
const Object *mark_table(const Object *mark);

#endif
