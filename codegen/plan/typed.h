#ifndef ECO_CODEGEN_PLAN_TYPED_H
#define ECO_CODEGEN_PLAN_TYPED_H

#include "dsl/catalog/catalog.h"

/*
 * A typed table cannot stay one while its type is made anew. True if there is such a table; then `apart` is what was
 * there before, with tables that have their columns themselves: a state to stop at on the way.
 */
bool typed_tables_part(const Catalog *before, const Catalog *after, Arena *arena, Catalog *apart);

#endif
