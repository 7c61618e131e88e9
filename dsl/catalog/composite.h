#ifndef ECO_DSL_CATALOG_COMPOSITE_H
#define ECO_DSL_CATALOG_COMPOSITE_H

#include "dsl/catalog/catalog.h"

/* A composite type. Parent: its schema. Its attributes are objects of their own; `attributes` keeps their order. */
typedef struct Composite {
    Object object;
    Names attributes;
} Composite;

/* An attribute of a composite type, which can always be null. Parent: the type. */
typedef struct Attribute {
    Object object;
    Type type;
    QName collation;                /* name NULL: the type's own */
} Attribute;

static inline const Composite *as_composite(const Object *object)
{
    return (const Composite *)object;
}

static inline const Attribute *as_attribute(const Object *object)
{
    return (const Attribute *)object;
}

#endif
