#include "runtime/eco/conn.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

void eco_conn_close(EcoConn *conn)
{
    eco_out_free(&conn->out);
    free(conn->prepared);
    conn->prepared = NULL;
    conn->prepared_count = 0;
}

bool eco_ready(EcoConn *conn)
{
    if (conn->error.failed)
        return false;
    if (PQstatus(conn->pg) != CONNECTION_OK)
        return eco_fail_result(conn, NULL, NULL);
    if (PQtransactionStatus(conn->pg) == PQTRANS_ACTIVE)
        return eco_fail(&conn->error, "the connection is busy: close the reader or copy that uses it first");
    return true;
}

static void keep(char *to, size_t size, const char *text)
{
    snprintf(to, size, "%s", text ? text : "");
}

/* "COPY events, line 17, column kwh" in the server's language: the first number after the table's name. */
static int64_t row_of(const char *context, const char *table)
{
    const char *at = context && table && table[0] ? strstr(context, table) : NULL;

    if (!at || strncmp(context, "COPY ", 5) != 0)
        return 0;
    at += strlen(table);
    while (*at && *at != '\n' && !isdigit((unsigned char)*at))
        at++;
    return isdigit((unsigned char)*at) ? (int64_t)strtoll(at, NULL, 10) : 0;
}

/* One line: where, what the server said, and its detail. */
static void describe(EcoError *error, const PGresult *result)
{
    const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    char row[40] = "";

    if (error->row)
        snprintf(row, sizeof(row), ", row %lld", (long long)error->row);
    eco_fail(error, "%s%s%s%s%s%s%s", error->table, row, error->table[0] ? ": " : "",
             PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY), detail ? " (" : "", detail ? detail : "",
             detail ? ")" : "");
}

bool eco_fail_result(EcoConn *conn, const EcoModel *model, const PGresult *result)
{
    EcoError *error = &conn->error;
    const char *table;
    size_t length;

    if (error->failed)
        return false;
    table = result ? PQresultErrorField(result, PG_DIAG_TABLE_NAME) : NULL;
    keep(error->table, sizeof(error->table), table ? table : model ? model->table : NULL);
    if (result && PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)) {
        keep(error->sqlstate, sizeof(error->sqlstate), PQresultErrorField(result, PG_DIAG_SQLSTATE));
        keep(error->column, sizeof(error->column), PQresultErrorField(result, PG_DIAG_COLUMN_NAME));
        error->row = row_of(PQresultErrorField(result, PG_DIAG_CONTEXT), model ? model->table : NULL);
        describe(error, result);
        return false;
    }
    eco_fail(error, "%s", result ? PQresultErrorMessage(result) : PQerrorMessage(conn->pg));
    for (length = strlen(error->message); length && error->message[length - 1] == '\n'; length--)
        error->message[length - 1] = '\0';
    return false;
}

/* Clear a result; false, with the failure recorded, unless it is a good one. */
static bool finish(EcoConn *conn, const EcoModel *model, PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

    if (!done)
        eco_fail_result(conn, model, result);
    PQclear(result);
    return done;
}

bool eco_exec(EcoConn *conn, const char *sql)
{
    return eco_ready(conn) && finish(conn, NULL, PQexec(conn->pg, sql));
}

EcoOut *eco_begin(EcoConn *conn)
{
    conn->out.length = 0;
    conn->out.failure = NULL;
    return &conn->out;
}

static size_t prepared_at(const EcoConn *conn, const EcoStatement *statement)
{
    size_t i = 0;

    while (i < conn->prepared_count && conn->prepared[i] != statement)
        i++;
    return i;
}

static bool prepare(EcoConn *conn, const EcoStatement *statement)
{
    const EcoStatement **grown;

    if (!statement->name || prepared_at(conn, statement) < conn->prepared_count)
        return true;
    grown = realloc(conn->prepared, (conn->prepared_count + 1) * sizeof(*grown));
    if (!grown)
        return eco_fail(&conn->error, "out of memory");
    conn->prepared = grown;
    if (!finish(conn, statement->model,
                PQprepare(conn->pg, statement->name, statement->sql, statement->count, statement->types)))
        return false;
    conn->prepared[conn->prepared_count++] = statement;
    return true;
}

static void forget(EcoConn *conn, const EcoStatement *statement)
{
    size_t i = prepared_at(conn, statement);

    if (i < conn->prepared_count)
        conn->prepared[i] = conn->prepared[--conn->prepared_count];
}

/* What was put, as libpq wants it: each parameter's bytes, length and format. */
static PGresult *send(EcoConn *conn, const EcoStatement *statement)
{
    enum { FEW = 64 };
    const char *few_values[FEW], **values = few_values;
    int few[2 * FEW], *lengths = few;
    const uint8_t *at = conn->out.data;
    size_t count = (size_t)statement->count;
    PGresult *result = NULL;

    if (count > FEW) {
        values = malloc(count * sizeof(*values));
        lengths = malloc(2 * count * sizeof(*lengths));
    }
    if (values && lengths) {
        for (size_t i = 0; i < count; i++) {
            uint32_t length = eco_load32(at);

            at += 4;
            values[i] = length == UINT32_MAX ? NULL : (const char *)at;
            lengths[i] = length == UINT32_MAX ? 0 : (int)length;
            lengths[count + i] = 1;
            at += (size_t)lengths[i];
        }
        result = statement->name
                     ? PQexecPrepared(conn->pg, statement->name, statement->count, values, lengths, lengths + count, 1)
                     : PQexecParams(conn->pg, statement->sql, statement->count, statement->types, values, lengths,
                                    lengths + count, 1);
    }
    if (values != few_values)
        free(values);
    if (lengths != few)
        free(lengths);
    return result;
}

/* Somebody dropped our statement (DISCARD ALL, a pooler): it can be prepared anew, unless a transaction is lost. */
static bool is_forgotten(EcoConn *conn, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    return state && strcmp(state, "26000") == 0 && PQtransactionStatus(conn->pg) == PQTRANS_IDLE;
}

PGresult *eco_query(EcoConn *conn, const EcoStatement *statement)
{
    PGresult *result;

    if (!eco_ready(conn))
        return NULL;
    if (conn->out.failure) {
        eco_fail(&conn->error, "%s: %s", statement->model->table, conn->out.failure);
        return NULL;
    }
    if (!prepare(conn, statement))
        return NULL;
    result = send(conn, statement);
    if (is_forgotten(conn, result)) {
        PQclear(result);
        forget(conn, statement);
        if (!prepare(conn, statement))
            return NULL;
        result = send(conn, statement);
    }
    if (PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK)
        return result;
    finish(conn, statement->model, result);
    return NULL;
}

bool eco_run(EcoConn *conn, const EcoStatement *statement)
{
    PGresult *result = eco_query(conn, statement);

    PQclear(result);
    return result != NULL;
}

static int64_t integer_of(const PGresult *result, int column)
{
    const uint8_t *at = (const uint8_t *)PQgetvalue(result, 0, column);
    int length = PQgetlength(result, 0, column);

    if (length == 2)
        return (int16_t)eco_load16(at);
    return length == 4 ? (int32_t)eco_load32(at) : length == 8 ? (int64_t)eco_load64(at) : 0;
}

bool eco_run_returning(EcoConn *conn, const EcoStatement *statement, int64_t *values, int count)
{
    PGresult *result = eco_query(conn, statement);
    bool good = result && PQntuples(result) == 1 && PQnfields(result) == count;

    if (result && !good)        /* a rule or trigger sent the row elsewhere */
        eco_fail(&conn->error, "%s: the row was not stored", statement->model->table);
    for (int i = 0; good && i < count; i++)
        values[i] = integer_of(result, i);
    PQclear(result);
    return good;
}
