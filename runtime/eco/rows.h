/*
 * EcoRows: a PGresult whose columns were matched, by exact name, with those of a model: once, not once a row.
 *
 * Other columns in the result do no harm. Binary results hold every type; text results (resultFormat 0) hold texts,
 * enums, booleans, integers, floats and uuids, and fail for the rest.
 *
 *     EcoRows rows;
 *     if (event_rows_open(&rows, &conn, result))
 *         while (event_rows_next(&rows, &event)) …
 */
#ifndef ECO_ROWS_H
#define ECO_ROWS_H

#include "conn.h"
#include "in.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct EcoRows {
    EcoConn *conn;                  /* where failures go */
    const PGresult *result;
    const EcoModel *model;
    int row, count;                 /* the row to come, and how many there are */
    int16_t places[ECO_MOST_COLUMNS];
} EcoRows;

/* The result stays the caller's, and must live as long as the texts that are read from it. */
bool eco_rows_open(EcoRows *rows, EcoConn *conn, const EcoModel *model, const PGresult *result);

/* Point *in at row `row` (from 0); false if there is none, or after a failure. */
bool eco_rows_at(EcoRows *rows, const EcoModel *model, int row, EcoIn *in);

#ifdef __cplusplus
}
#endif

#endif
