#define _POSIX_C_SOURCE 200809L

#include "runtime/eco/reader.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

/*
 * A server that streams fills the socket a little at a time, and a reader that is faster wakes up for each little bit.
 * Once this many bytes have come, it waits a moment when the socket is empty, so that there is more to take.
 */
enum { STREAMING = 64 * 1024, MOMENT_NS = 200 * 1000, COPY_HEAD = 19 };

static char *join(const char *first, const char *second, const char *third, const char *fourth, const char *last)
{
    const char *parts[] = {first, second, third, fourth, last};
    size_t count = sizeof(parts) / sizeof(parts[0]), length = 0;
    char *text, *at;

    for (size_t i = 0; i < count; i++)
        length += strlen(parts[i]);
    at = text = malloc(length + 1);
    for (size_t i = 0; at && i < count; i++) {
        memcpy(at, parts[i], strlen(parts[i]) + 1);
        at += strlen(parts[i]);
    }
    return text;
}

static bool start_copy(EcoReader *reader, const char *sql)
{
    PGresult *result = PQexec(reader->conn->pg, sql);
    bool started = PQresultStatus(result) == PGRES_COPY_OUT;

    if (!started)
        eco_fail_result(reader->conn, reader->model, result);
    PQclear(result);
    reader->copying = started;
    return started;
}

static bool start_query(EcoReader *reader, const char *sql, const char *const *params, int count)
{
    PGconn *pg = reader->conn->pg;

    if (!PQsendQueryParams(pg, sql, count, NULL, params, NULL, NULL, 1) || !PQsetSingleRowMode(pg))
        return eco_fail_result(reader->conn, reader->model, NULL);
    return true;
}

bool eco_reader_open(EcoReader *reader, EcoConn *conn, const EcoModel *model, const char *where,
                     const char *const *params, int count)
{
    char *sql;

    memset(reader, 0, sizeof(*reader));
    reader->conn = conn;
    reader->model = model;
    if (!eco_ready(conn))
        return false;
    reader->in_transaction = PQtransactionStatus(conn->pg) != PQTRANS_IDLE;
    sql = join(count ? "" : "COPY (", model->select, " ", where ? where : "",
               count ? "" : "\n) TO STDOUT (FORMAT binary)");
    if (!sql)
        return eco_fail(&conn->error, "out of memory");
    reader->open = count ? start_query(reader, sql, params, count) : start_copy(reader, sql);
    free(sql);
    return reader->open;
}

/* Read what is left over of the results; the first failure among them is recorded if it is wanted. */
static void collect(EcoReader *reader, bool record)
{
    PGresult *result;

    while ((result = PQgetResult(reader->conn->pg))) {
        ExecStatusType status = PQresultStatus(result);

        if (record && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE)
            eco_fail_result(reader->conn, reader->model, result);
        PQclear(result);
        if (PQstatus(reader->conn->pg) != CONNECTION_OK)
            break;
    }
    if (record && PQstatus(reader->conn->pg) != CONNECTION_OK)
        eco_fail_result(reader->conn, reader->model, NULL);
    reader->open = false;
}

static void drop_row(EcoReader *reader)
{
    if (reader->buffer)
        PQfreemem(reader->buffer);
    reader->buffer = NULL;
    if (reader->result.result)
        PQclear((PGresult *)(uintptr_t)reader->result.result);
    reader->result.result = NULL;
}

/* Until the socket has something, or for so many milliseconds; -1: for ever. */
static bool readable(int socket, int limit)
{
    struct pollfd wanted = {.fd = socket, .events = POLLIN};
    int ready;

    while ((ready = poll(&wanted, 1, limit)) < 0 && errno == EINTR)
        continue;
    return ready != 0;
}

static bool wait_for_more(EcoReader *reader)
{
    PGconn *pg = reader->conn->pg;
    struct timespec moment = {.tv_nsec = MOMENT_NS};

    if (!readable(PQsocket(pg), 0)) {
        if (reader->received > STREAMING)
            nanosleep(&moment, NULL);
        readable(PQsocket(pg), -1);
    }
    return PQconsumeInput(pg) == 1;
}

/* TLS keeps bytes that poll() does not see: there libpq waits by itself. */
static int get_copy_data(EcoReader *reader)
{
    PGconn *pg = reader->conn->pg;
    int blocking = PQsslInUse(pg), length;

    while ((length = PQgetCopyData(pg, &reader->buffer, !blocking)) == 0) {
        if (!wait_for_more(reader))
            return -2;
    }
    if (length > 0)
        reader->received += (size_t)length;
    return length;
}

/* One message is one row; the stream's head comes before the first, -1 in place of a row at the end. */
static bool begin_copied(EcoReader *reader, EcoIn *in)
{
    int length = get_copy_data(reader);
    uint16_t columns;

    if (length < 0) {
        collect(reader, true);
        if (length == -2)
            eco_fail_result(reader->conn, reader->model, NULL);
        return false;
    }
    in->at = (const uint8_t *)reader->buffer;
    in->end = in->at + length;
    if (reader->rows == 0 && length >= COPY_HEAD && memcmp(in->at, "PGCOPY\n", 7) == 0)
        in->at += COPY_HEAD;
    if (in->at == in->end) {
        drop_row(reader);
        return begin_copied(reader, in);        /* the head alone */
    }
    if (in->end - in->at < 2)
        return eco_fail(&reader->conn->error, "%s: the server's COPY stream is broken", reader->model->table);
    columns = eco_load16(in->at);
    in->at += 2;
    if (columns == UINT16_MAX) {
        drop_row(reader);
        return begin_copied(reader, in);        /* only the end can follow */
    }
    if (columns != reader->model->count)
        return eco_fail(&reader->conn->error, "%s: %d columns came, not %d", reader->model->table, columns,
                        reader->model->count);
    return true;
}

static bool begin_result(EcoReader *reader, EcoIn *in)
{
    PGresult *result = PQgetResult(reader->conn->pg);

    if (PQresultStatus(result) != PGRES_SINGLE_TUPLE) {
        if (PQresultStatus(result) != PGRES_TUPLES_OK)
            eco_fail_result(reader->conn, reader->model, result);
        PQclear(result);
        collect(reader, true);
        return false;
    }
    reader->result.result = result;
    if (reader->rows == 0 && !eco_rows_open(&reader->result, reader->conn, reader->model, result))
        return false;
    return eco_rows_at(&reader->result, reader->model, 0, in);
}

bool eco_reader_begin(EcoReader *reader, const EcoModel *model, EcoIn *in)
{
    bool begun;

    drop_row(reader);
    if (!reader->open || reader->conn->error.failed)
        return false;
    if (model != reader->model)
        return eco_fail(&reader->conn->error, "a reader of %s was asked for a row of %s", reader->model->table,
                        model->table);
    memset(in, 0, sizeof(*in));
    in->error = &reader->conn->error;
    in->model = model;
    begun = reader->copying ? begin_copied(reader, in) : begin_result(reader, in);
    in->number = reader->rows += begun;
    return begun;
}

/* Rows nobody wants. Asked to stop, the server stops soon; its complaint about that is no failure. */
static void give_up(EcoReader *reader)
{
    PGconn *pg = reader->conn->pg;
    PGcancel *cancel = reader->in_transaction ? NULL : PQgetCancel(pg);
    char ignored[256];

    if (cancel)
        PQcancel(cancel, ignored, sizeof(ignored));
    PQfreeCancel(cancel);
    while (reader->copying && PQgetCopyData(pg, &reader->buffer, 0) > 0)
        drop_row(reader);
    collect(reader, false);
}

bool eco_reader_close(EcoReader *reader)
{
    drop_row(reader);
    if (reader->open)
        give_up(reader);
    return !reader->conn->error.failed;
}
