/*
 * EcoConn: a connection of libpq's, and what the generated code keeps beside it.
 *
 * The PGconn stays the caller's: opened before, closed after, used directly whenever that is handier. One EcoConn for
 * one PGconn, both used by one thread at a time; there is nothing global.
 *
 *     EcoConn conn = {.pg = PQconnectdb("")};
 *     event_insert(&conn, &event);
 *     event_insert(&conn, &other);
 *     if (conn.error.failed)
 *         fprintf(stderr, "%s\n", conn.error.message);
 *     eco_conn_close(&conn);
 *     PQfinish(conn.pg);
 */
#ifndef ECO_CONN_H
#define ECO_CONN_H

#include "error.h"
#include "model.h"
#include "out.h"

#include <libpq-fe.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct EcoConn {
    PGconn *pg;
    EcoError error;                 /* the first failure; see error.h */

    /* Kept by libeco: parameters being put, and the statements this connection has prepared. */
    EcoOut out;
    const EcoStatement **prepared;
    size_t prepared_count;
} EcoConn;

/* Give back what libeco keeps. The PGconn is not closed. */
void eco_conn_close(EcoConn *conn);

/* Run SQL without parameters: BEGIN, COMMIT, SET … False after a failure, this one or an earlier. */
bool eco_exec(EcoConn *conn, const char *sql);

/* Below: for generated code. */

/* Begin a statement; its parameters are then put one after another. */
EcoOut *eco_begin(EcoConn *conn);

/* Run it, prepared once a connection. NULL after a failure; else a result in binary, to be cleared by the caller. */
PGresult *eco_query(EcoConn *conn, const EcoStatement *statement);

/* The same where no rows are expected. */
bool eco_run(EcoConn *conn, const EcoStatement *statement);

/* The same where one row of integers comes back: the numbers the server gave. */
bool eco_run_returning(EcoConn *conn, const EcoStatement *statement, int64_t *values, int count);

/* Record what a result (may be NULL: the connection) says went wrong. Always false. The result stays the caller's. */
bool eco_fail_result(EcoConn *conn, const EcoModel *model, const PGresult *result);

/* False, and a failure, if an earlier call failed or the connection cannot take a command now. */
bool eco_ready(EcoConn *conn);

#ifdef __cplusplus
}
#endif

#endif
