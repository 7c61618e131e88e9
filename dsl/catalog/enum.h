#ifndef ECO_DSL_CATALOG_ENUM_H
#define ECO_DSL_CATALOG_ENUM_H

#include "dsl/catalog/catalog.h"

/* An enum type. Parent: its schema. Its values are objects of their own; `labels` keeps their order. */
typedef struct Enum {
    Object object;
    Names labels;
} Enum;

/* One value of an enum. Parent: the enum. Name: the label. */
typedef struct EnumValue {
    Object object;
    Names also;                     /* hint: more values that it was, besides Object.was: it takes in what held them */
    const char *doc;                /* for generated C: PostgreSQL has no comments on values; NULL if there is none */
} EnumValue;

/* The value of an enum that takes in what holds a value that is gone: "active was legacy". NULL: none does. */
const char *enum_successor(const Object *type, const char *gone);

static inline const EnumValue *as_enum_value(const Object *object)
{
    return (const EnumValue *)object;
}

static inline const Enum *as_enum(const Object *object)
{
    return (const Enum *)object;
}

#endif
