/*
 * Data: rows that a table must hold. They are planned like anything else; but as no server can tell them from other
 * rows, they are never read from one.
 */
#ifndef ECO_DSL_CATALOG_DATA_H
#define ECO_DSL_CATALOG_DATA_H

#include "dsl/catalog/catalog.h"

/* All the rows that a table must hold. Parent: the table. Name: "". Its children are the rows, at least one. */
typedef struct Data {
    Object object;
    Names columns;                  /* that the rows give values to, as they were written */
    Names key;                      /* those of the table's primary key, in its order; all are among `columns` */
    const char *doc;                /* for readers of the schema; NULL if there is none */
} Data;

typedef struct DataValue {
    const char *column;
    Sql value;                      /* a constant */
} DataValue;

/* One row. Parent: the Data. Name: the values of its key, as data_row_name() writes them. */
typedef struct DataRow {
    Object object;
    Records values;                 /* of DataValue, by the name of the column */
} DataRow;

static inline const Data *as_data(const Object *object)
{
    return (const Data *)object;
}

static inline const DataRow *as_data_row(const Object *object)
{
    return (const DataRow *)object;
}

/* The value of a column; text is NULL if the row says nothing of it. */
Sql data_value(const DataRow *row, const char *column);

/*
 * The values of some columns of a row of `table`: "free"; "1, 'a, b'" for several. However a number is spelt, its name
 * is the same. NULL if one of them is missing, NULL or no plain constant.
 */
const char *data_row_name(const Object *table, const DataRow *row, Names columns, Arena *arena);

/* Put the values of a row in their order. */
void data_sort(Records values);

#endif
