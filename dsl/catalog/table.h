#ifndef ECO_DSL_CATALOG_TABLE_H
#define ECO_DSL_CATALOG_TABLE_H

#include "dsl/catalog/catalog.h"
#include "dsl/catalog/column_settings.h"

/* A table. Parent: its schema. Columns, keys, indexes and the rest are its children. */
typedef struct Table {
    Object object;
    bool unlogged;
    bool row_security;              /* only rows that a policy lets through are seen */
    bool row_security_forced;       /* by the table's owner, too */
    const char *partitioned;        /* "range", "list" or "hash"; NULL: it holds its rows itself */
    Records key;                    /* of IndexPart, without an order: what it is partitioned by */
    Records parents;                /* of Parent: the tables it inherits */
    Type of;                        /* a composite type that its columns come from */
    const char *method;             /* NULL: heap */
    const char *tablespace;         /* NULL: the default */
    Records options;                /* of Option, sorted by name; those of the TOAST table begin with "toast." */
    bool model_none;                /* "model none": no struct is generated */
    const char *model;              /* "model as x": name of the struct; NULL: the table's */
} Table;

/* A column. Parent: its table. Its default is an object of its own. */
typedef struct Column {
    Object object;
    Type type;
    bool not_null;
    QName collation;                /* name NULL: the type's own */
    const char *identity;           /* "always", "by default"; NULL: none */
    Records counting;               /* of Counting: how an identity counts; else empty */
    Sql generated;                  /* the expression of a generated column */
    bool is_virtual;                /* generated when read, not when written (PostgreSQL 18) */
    ColumnSettings settings;
    Sql using;                      /* hint: how to convert when the type changes */
    Sql fill;                       /* hint: what existing rows get when it becomes, or is added as, not null */
} Column;

/* A column's default. Parent: the column, of a table or of a view. Name: "". */
typedef struct Default {
    Object object;
    Sql value;
} Default;

static inline const Table *as_table(const Object *object)
{
    return (const Table *)object;
}

static inline const Column *as_column(const Object *object)
{
    return (const Column *)object;
}

static inline const Default *as_default(const Object *object)
{
    return (const Default *)object;
}

/* How an identity counts. The column must be one. */
static inline const Counting *column_counting(const Object *column)
{
    return records_of(as_column(column)->counting, Counting);
}

/* The table, view or materialized view an object belongs to (itself included), or NULL. */
const Object *table_of(const Object *object);

/* The column's default as written, or NULL. */
const char *column_default(const Object *column);

#endif
