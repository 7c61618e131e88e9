#ifndef ECO_DSL_CATALOG_INDEX_H
#define ECO_DSL_CATALOG_INDEX_H

#include "dsl/catalog/catalog.h"
#include "dsl/catalog/option.h"

/* What an index is over: a column or an expression. */
typedef struct IndexPart {
    const char *column;             /* NULL: an expression */
    Sql expression;
    QName collation, opclass;       /* name NULL: the default one */
    const char *opclass_options;    /* as SQL writes them, sorted: "siglen='100'"; NULL: none */
    bool descending;
    bool nulls_first;               /* as it will be: true by default when descending */
} IndexPart;

/* An index that no constraint stands for. Parent: the table or materialized view; in its schema the name is unique. */
typedef struct Index {
    Object object;
    bool unique;
    const char *method;             /* "btree", … never NULL */
    Records parts;                  /* of IndexPart */
    Names include;
    bool nulls_not_distinct;
    Sql where;                      /* of a partial index */
    Records options;                /* of Option, sorted by name */
    const char *tablespace;         /* NULL: the default */
    bool invalid;                   /* left by an interrupted CREATE INDEX CONCURRENTLY; only read from a server */
} Index;

/*
 * An exclusion constraint: no two rows of the table answer yes to all of its operators. Parent: the table. All that is
 * said of it as an index it says as one does.
 */
typedef struct Exclude {
    Index index;
    Names operators;                /* as SQL writes them, one for each part: "&&", "OPERATOR(app.=~)" */
    bool deferrable, initially_deferred;
} Exclude;

/* What ANALYZE is to find out of several columns together. Parent: the table; it lies in the table's schema. */
typedef struct Statistics {
    Object object;
    Names kinds;                    /* "dependencies", "mcv", "ndistinct", sorted; none: all there are */
    Records parts;                  /* of IndexPart: columns by name, then expressions */
    const char *target;             /* a number; NULL: the default */
} Statistics;

/* As the server keeps them: columns before expressions. Which column comes first says nothing: by name. */
void statistics_sort(IndexPart *parts, size_t count);

static inline const Exclude *as_exclude(const Object *object)
{
    return (const Exclude *)object;
}

static inline const Statistics *as_statistics(const Object *object)
{
    return (const Statistics *)object;
}

static inline const Index *as_index(const Object *object)
{
    return (const Index *)object;
}

#endif
