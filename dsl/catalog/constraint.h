#ifndef ECO_DSL_CATALOG_CONSTRAINT_H
#define ECO_DSL_CATALOG_CONSTRAINT_H

#include "dsl/catalog/catalog.h"
#include "dsl/catalog/option.h"

/* A primary key or a unique constraint: two kinds, one shape. Parent: the table. */
typedef struct Key {
    Object object;
    Names columns;
    Names include;
    bool nulls_not_distinct;
    bool without_overlaps;          /* of the last column, a range, it is asked that none overlap (PostgreSQL 18) */
    Records options;                /* of Option, sorted by name: of its index, as is the tablespace */
    const char *tablespace;         /* NULL: the default */
    bool deferrable, initially_deferred;
} Key;

/* A check constraint. Parent: the table, or the domain: then the expression is over "value". */
typedef struct Check {
    Object object;
    Sql expression;
    bool no_inherit;
    bool not_valid;
    bool not_enforced;              /* PostgreSQL 18 */
} Check;

/* A foreign key. Parent: the table that has it. */
typedef struct ForeignKey {
    Object object;
    Names columns;
    QName target;
    Names target_columns;           /* never empty: the compiler fills in the target's primary key */
    const char *on_delete, *on_update;  /* "no action", "restrict", "cascade", "set null", "set default"; never NULL */
    Names on_delete_columns;        /* of "set null (…)" and "set default (…)" */
    bool match_full;
    bool deferrable, initially_deferred;
    bool not_valid;
    bool period;                    /* the last column, a range, lies within those of the target (PostgreSQL 18) */
    bool not_enforced;              /* PostgreSQL 18 */
} ForeignKey;

/* True if PostgreSQL, in one statement, silently makes one constraint of this unique one and another key. */
bool key_is_merged(const Object *unique);

static inline const Key *as_key(const Object *object)
{
    return (const Key *)object;
}

static inline const Check *as_check(const Object *object)
{
    return (const Check *)object;
}

static inline const ForeignKey *as_foreign_key(const Object *object)
{
    return (const ForeignKey *)object;
}

/*
 * What makes just these columns of a table unique, as a foreign key to them needs it: adds to `keys` its primary key,
 * unique constraints and unique indexes over them, in any order of columns, and those of what it is a partition of.
 * Deferrable ones are among them.
 */
void keys_over(const Catalog *catalog, const Object *table, Names columns, Arena *arena, List *keys);

/* The one column an expression mentions, however often; NULL if there are none or several, or it cannot be parsed. */
const char *expression_column(const char *expression, Arena *arena);

/* What PostgreSQL's name for a constraint or index is made of: default_name(table, middle, label). */
typedef struct DefaultName {
    const char *middle;             /* columns; NULL if none take part */
    const char *label;              /* "pkey", "key", "check", "fkey", "idx" */
} DefaultName;

/* Of a primary key, unique constraint, check, foreign key or index; its own name is not looked at. */
DefaultName object_default_name(const Object *object, Arena *arena);

/* True if the object's name is the one PostgreSQL would choose, so that it need not be written. */
bool object_has_default_name(const Object *object, Arena *arena);

#endif
