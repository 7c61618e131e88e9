/*
 * EcoCopy: many rows into a table by binary COPY, encoded from structs straight into the buffer that is sent.
 *
 *     EcoCopy copy;
 *     event_copy_open(&copy, &conn);
 *     for (size_t i = 0; i < count; i++)
 *         event_copy_put(&copy, &events[i]);
 *     if (!event_copy_close(&copy))            // or event_copy_abort(&copy): nothing is stored
 *         fprintf(stderr, "%s\n", conn.error.message);
 *
 * All rows are stored or none. Rows are checked by the server as they arrive but it is asked only at the end, so a
 * failure shows in close; the error's `row` counts the rows put, from 1. Until then the connection is busy.
 */
#ifndef ECO_COPY_H
#define ECO_COPY_H

#include "conn.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct EcoCopy {
    EcoConn *conn;
    const EcoModel *model;
    EcoOut out;
    int64_t rows;                   /* put so far */
    bool open;
} EcoCopy;

bool eco_copy_open(EcoCopy *copy, EcoConn *conn, const EcoModel *model);

/* Begin a row, its fields are put into what is returned; NULL after a failure. Then eco_copy_row(). */
EcoOut *eco_copy_begin(EcoCopy *copy, const EcoModel *model);
bool eco_copy_row(EcoCopy *copy);

bool eco_copy_close(EcoCopy *copy);
void eco_copy_abort(EcoCopy *copy);

#ifdef __cplusplus
}
#endif

#endif
