#ifndef ECO_DSL_CATALOG_TRIGGER_H
#define ECO_DSL_CATALOG_TRIGGER_H

#include "dsl/catalog/catalog.h"

/* A trigger, or a constraint trigger. Parent: its table or view. */
typedef struct Trigger {
    Object object;
    bool constraint;
    const char *timing;             /* "before", "after", "instead of" */
    Names events;                   /* of "insert", "delete", "update", "truncate", in this order */
    Names columns;                  /* of "update of …"; empty: any */
    QName from;                     /* of a constraint trigger: another table that it is about */
    bool deferrable, initially_deferred;
    const char *old_table, *new_table;      /* transition tables */
    bool row;                       /* for each row; else for each statement */
    Sql when;
    QName function;
    Names arguments;                /* what the function finds in TG_ARGV */
    const char *fires;              /* "disabled", "replica", "always"; NULL: as usual */
} Trigger;

static inline const Trigger *as_trigger(const Object *object)
{
    return (const Trigger *)object;
}

/* The order in which a trigger names its events; NULL ends it. */
extern const char *const trigger_events[];

#endif
