#ifndef ECO_DSL_CATALOG_RANGE_H
#define ECO_DSL_CATALOG_RANGE_H

#include "dsl/catalog/catalog.h"

/*
 * A range type. Parent: its schema. PostgreSQL makes a multirange type and functions of both names along with it; they
 * are no objects of their own.
 */
typedef struct Range {
    Object object;
    Type subtype;
    QName opclass;                  /* by which values are ordered; name NULL: the default one of the subtype */
    QName collation;                /* name NULL: the subtype's own */
    QName canonical;                /* a function; name NULL: none */
    QName subtype_diff;             /* likewise */
    QName multirange;               /* the type of sets of such ranges; always set */
} Range;

static inline const Range *as_range(const Object *object)
{
    return (const Range *)object;
}

/* What PostgreSQL calls the multirange type if it is given no name: "price_multirange" for "price_range". */
const char *range_multirange_name(Arena *arena, const char *range);

#endif
