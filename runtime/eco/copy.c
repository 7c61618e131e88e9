#include "runtime/eco/copy.h"

#include <stdio.h>

/* Large enough that the calls do not show, small enough to stay in the cache. */
enum { SEND_AT = 128 * 1024 };

static const uint8_t head[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";     /* signature, flags, extension: 19 bytes */

bool eco_copy_open(EcoCopy *copy, EcoConn *conn, const EcoModel *model)
{
    PGresult *result;

    *copy = (EcoCopy){.conn = conn, .model = model};
    if (!eco_ready(conn))
        return false;
    result = PQexec(conn->pg, model->copy);
    copy->open = PQresultStatus(result) == PGRES_COPY_IN;
    if (!copy->open)
        eco_fail_result(conn, model, result);
    PQclear(result);
    if (!copy->open || !eco_out_grow(&copy->out, SEND_AT + SEND_AT / 2))
        return copy->open && eco_fail(&conn->error, "out of memory");
    memcpy(copy->out.data, head, sizeof(head));
    copy->out.length = sizeof(head);
    return true;
}

EcoOut *eco_copy_begin(EcoCopy *copy, const EcoModel *model)
{
    uint8_t *at;

    if (!copy->open || copy->conn->error.failed)
        return NULL;
    if (model != copy->model) {
        eco_fail(&copy->conn->error, "a row of %s was put into a copy of %s", model->table, copy->model->table);
        return NULL;
    }
    at = eco_out_room(&copy->out, 2);
    if (at) {
        eco_store16(at, (uint16_t)model->written);
        copy->out.length += 2;
    }
    return &copy->out;
}

/* libpq takes an int. */
static bool flush(EcoCopy *copy)
{
    enum { MOST = 1 << 30 };
    const char *data = (const char *)copy->out.data;
    size_t left = copy->out.length;

    while (left > 0) {
        int size = left > MOST ? MOST : (int)left;

        if (PQputCopyData(copy->conn->pg, data, size) != 1)
            return eco_fail_result(copy->conn, copy->model, NULL);
        data += size;
        left -= (size_t)size;
    }
    copy->out.length = 0;
    return true;
}

bool eco_copy_row(EcoCopy *copy)
{
    EcoError *error = &copy->conn->error;

    copy->rows++;
    if (copy->out.failure) {
        error->row = copy->rows;
        snprintf(error->table, sizeof(error->table), "%s", copy->model->table);
        return eco_fail(error, "%s, row %lld: %s", copy->model->table, (long long)copy->rows, copy->out.failure);
    }
    return copy->out.length < SEND_AT || flush(copy);
}

/* What the server made of it. `record` is false where a failure is wanted. */
static void collect(EcoCopy *copy, bool record)
{
    PGresult *result;

    while ((result = PQgetResult(copy->conn->pg))) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK && record)
            eco_fail_result(copy->conn, copy->model, result);
        PQclear(result);
        if (PQstatus(copy->conn->pg) != CONNECTION_OK)
            break;
    }
}

/* End the COPY; a failure on our side has the server throw the rows away, and keeps its own description. */
static void end(EcoCopy *copy, const char *refusal)
{
    if (!copy->open)
        return;
    copy->open = false;
    if (PQputCopyEnd(copy->conn->pg, refusal) != 1)
        eco_fail_result(copy->conn, copy->model, NULL);
    else
        collect(copy, refusal == NULL);
    eco_out_free(&copy->out);
}

bool eco_copy_close(EcoCopy *copy)
{
    bool good = copy->open && !copy->conn->error.failed;

    if (good) {
        uint8_t *at = eco_out_room(&copy->out, 2);

        good = at ? true : eco_fail(&copy->conn->error, "out of memory");
        if (at) {
            eco_store16(at, UINT16_MAX);
            copy->out.length += 2;
            good = flush(copy);
        }
    }
    end(copy, good ? NULL : "a row could not be put");
    return good && !copy->conn->error.failed;
}

void eco_copy_abort(EcoCopy *copy)
{
    end(copy, "given up by the program");
}
