/*
 * What a database holds and a catalog has no word for. Private to introspect.c.
 */
#ifndef ECO_RUNTIME_INTROSPECT_UNMANAGED_H
#define ECO_RUNTIME_INTROSPECT_UNMANAGED_H

#include "runtime/introspect/rare.h"

/* A query for kind and identity of each; {15|x|y} as in kind.h. */
RareQuery unmanaged_query(void);

#endif
