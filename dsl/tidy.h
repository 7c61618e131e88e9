/*
 * Tidy: a catalog as a server printed it, in the words a person would have used.
 *
 * Every expression keeps its meaning, and gives the same once a server has read it; what goes without saying is left
 * out.
 */
#ifndef ECO_DSL_TIDY_H
#define ECO_DSL_TIDY_H

#include "dsl/catalog/catalog.h"

Catalog tidy_catalog(const Catalog *catalog, Arena *arena);

#endif
