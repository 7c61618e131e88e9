/*
 * Statements go out, and results come in; a signal is heard meanwhile.
 */
#define _POSIX_C_SOURCE 200809L
#include "runtime/pg/db_private.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

/* A signal that arrives between looking at the flag and poll() is seen this many milliseconds later. */
enum { LOOK_EVERY = 200 };

static void cancel(Db *db)
{
    char unused[256];
    PGcancel *request = PQgetCancel(db->connection);

    if (request) {
        PQcancel(request, unused, sizeof unused);
        PQfreeCancel(request);
    }
}

bool db_may_send(Db *db)
{
    if (db->error.failure != DB_FINE || !db->connection)
        return false;
    if (db->options.interrupted && *db->options.interrupted)
        return db_fail_text(db, DB_INTERRUPTED, "interrupted");
    return true;
}

/*
 * Wait until the socket can be read (and written, if `writing`); passes an interruption on to the server. False if the
 * connection is lost or the user insists.
 */
static bool wait_for_server(Db *db, bool writing)
{
    struct pollfd watched = {.fd = PQsocket(db->connection), .events = POLLIN};
    const volatile sig_atomic_t *interrupted = db->options.interrupted;

    if (interrupted && *interrupted > db->cancels) {
        db->abandoned = *interrupted > 1;
        if (db->abandoned)
            return db_fail_text(db, DB_INTERRUPTED, "interrupted; the server may still be running the last statement");
        db->cancels = 1;
        cancel(db);
    }
    if (writing)
        watched.events |= POLLOUT;
    return poll(&watched, 1, interrupted ? LOOK_EVERY : -1) >= 0 || errno == EINTR;
}

bool db_lose(Db *db)
{
    DbError error = db_error_of_connecting(db->arena, db->connection);

    error.failure = DB_LOST;
    db->abandoned = true;
    return db_fail(db, error);
}

PGresult *db_next_result(Db *db)
{
    int unsent = 1;

    while (unsent > 0 || PQisBusy(db->connection)) {
        if (unsent > 0 && (unsent = PQflush(db->connection)) < 0)
            break;
        if (unsent == 0 && !PQisBusy(db->connection))
            break;
        if (!wait_for_server(db, unsent > 0) || !PQconsumeInput(db->connection))
            break;
    }
    if (db->abandoned)
        return NULL;
    if (PQstatus(db->connection) == CONNECTION_BAD && PQisBusy(db->connection)) {
        db_lose(db);
        return NULL;
    }
    return PQgetResult(db->connection);
}

/* A server's last words before it closes the connection. */
static bool ends_session(const DbError *error)
{
    return strcmp(error->severity, "FATAL") == 0 || strcmp(error->severity, "PANIC") == 0 || !error->sqlstate[0];
}

bool db_judge(Db *db, const PGresult *result)
{
    DbError error;

    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_PIPELINE_SYNC:
        return true;
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
        return db_fail_text(db, DB_REJECTED, "COPY from or to the client is not possible here");
    default:
        error = db_error_of_result(db->arena, result);
        if (PQstatus(db->connection) == CONNECTION_BAD || ends_session(&error))
            error.failure = DB_LOST;
        else if (db->cancels && strcmp(error.sqlstate, "57014") == 0)
            error.failure = DB_INTERRUPTED;
        return db_fail(db, error);
    }
}

static void clear_result(void *result)
{
    PQclear(result);
}

void db_own_result(Arena *arena, PGresult *result)
{
    arena_own(arena, result, clear_result);
}

/* A COPY would go on for ever, and PQgetResult() with it. */
static void end_copy(Db *db, const PGresult *result)
{
    char *unread;

    if (PQresultStatus(result) == PGRES_COPY_IN)
        PQputCopyEnd(db->connection, "COPY from the client is not possible here");
    if (PQresultStatus(result) == PGRES_COPY_OUT) {
        PQsetnonblocking(db->connection, 0);
        while (PQgetCopyData(db->connection, &unread, 0) > 0)
            PQfreemem(unread);
        PQsetnonblocking(db->connection, 1);
    }
}

/* Take all results of what was sent; the last one is returned, owned by the arena; NULL if one was a failure. */
static PGresult *take_results(Db *db, Arena *arena)
{
    PGresult *result, *last = NULL;
    bool good = true;

    while ((result = db_next_result(db))) {
        db_own_result(arena, result);
        good = db_judge(db, result) && good;
        end_copy(db, result);
        last = result;
        if (PQstatus(db->connection) == CONNECTION_BAD)
            break;
    }
    if (!last && db->error.failure == DB_FINE)
        db_lose(db);
    return good && db->error.failure == DB_FINE ? last : NULL;
}

PGresult *db_query_list(Db *db, Arena *arena, const char *const *sql_and_values, size_t count)
{
    if (!db_may_send(db))
        return NULL;
    if (!PQsendQueryParams(db->connection, sql_and_values[0], (int)count - 1, NULL, sql_and_values + 1, NULL, NULL,
                           0)) {
        db_lose(db);
        return NULL;
    }
    return take_results(db, arena);
}

bool db_run(Db *db, const char *sql)
{
    Arena arena = {0};
    bool done = db_query(db, &arena, sql) != NULL;

    arena_free(&arena);
    return done;
}

bool db_script(Db *db, const char *sql)
{
    Arena arena = {0};
    bool done = db_may_send(db) && (PQsendQuery(db->connection, sql) || db_lose(db)) && take_results(db, &arena);

    arena_free(&arena);
    return done;
}
