/*
 * EcoReader: the rows of a table, one at a time, in bounded memory.
 *
 *     EcoReader reader;
 *     Event event;
 *     event_reader_open(&reader, &conn, "WHERE kwh > 1 ORDER BY ts", NULL, 0);
 *     while (event_reader_next(&reader, &event))
 *         use(&event);                         // its texts are good until the next row
 *     if (!event_reader_close(&reader))
 *         fprintf(stderr, "%s\n", conn.error.message);
 *
 * Without parameters the rows come by binary COPY and are decoded where libpq put them, as fast as the server can send.
 * With parameters ($1, … in the text, given as text, NULL for null) they come by the extended protocol, row by row.
 * Values must travel as parameters, never inside the text. Until closed, the connection is busy. Closing early cancels
 * the query; inside a transaction, which a cancel would end, the remaining rows are read and dropped instead.
 */
#ifndef ECO_READER_H
#define ECO_READER_H

#include "conn.h"
#include "rows.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct EcoReader {
    EcoConn *conn;
    const EcoModel *model;
    int64_t rows;                   /* read so far */
    bool open, copying, in_transaction;
    char *buffer;                   /* of the current row, libpq's */
    size_t received;                /* bytes so far */
    EcoRows result;                 /* the current row, when not copying */
} EcoReader;

bool eco_reader_open(EcoReader *reader, EcoConn *conn, const EcoModel *model, const char *where,
                     const char *const *params, int count);

/* The next row's values into *in; false at the end or after a failure. */
bool eco_reader_begin(EcoReader *reader, const EcoModel *model, EcoIn *in);

/* True if every row that was asked for came through. */
bool eco_reader_close(EcoReader *reader);

#ifdef __cplusplus
}
#endif

#endif
