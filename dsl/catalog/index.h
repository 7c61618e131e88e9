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

static inline const Index *as_index(const Object *object)
{
    return (const Index *)object;
}

#endif
