/*
 * Names that the server gave by itself: to what a partition has of the whole, and to what a foreign key to a table with
 * partitions has for each of these. No schema says them: whatever is called so in one has the better right.
 */
#ifndef ECO_CODEGEN_SQL_MAKE_WAY_H
#define ECO_CODEGEN_SQL_MAKE_WAY_H

#include "codegen/sql/sql.h"

/* The names of a schema's partitions' indexes, as far as the server chose them. */
typedef struct GivenNames {
    Arena *arena;
    Map names;
} GivenNames;

GivenNames given_names(const Catalog *before, const Catalog *after, Arena *arena);

/* True if an object that is about to be called `name` may find that taken. */
bool given_name_taken(const GivenNames *given, const Catalog *catalog, const Object *object, const char *name);

/* If it is taken, what has it is renamed. */
void make_way(SqlOut *out, const Object *object, const char *name);

/* True if a foreign key's name is one that the server may give for the partitions of what another one refers to. */
bool foreign_key_name_is_given(const Catalog *catalog, const Object *key);

#endif
