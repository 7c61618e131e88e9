#define _POSIX_C_SOURCE 200809L
#include "runtime/pg/db.h"

#include "runtime/pg/db_private.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* A signal that arrives between looking at the flag and poll() is seen this many milliseconds later. */
enum { LOOK_EVERY = 200 };

static void close_db(void *db)
{
    db_close(db);
}

static void clear_result(void *result)
{
    PQclear(result);
}

const char *db_choose(const char *url)
{
    const char *from_environment = getenv("DATABASE_URL");

    return url && *url ? url : from_environment ? from_environment : "";
}

static void pass_notice(void *context, const PGresult *result)
{
    Db *db = context;
    Arena arena = {0};

    if (db->options.notice) {
        DbError notice = db_error_of_result(&arena, result);

        db->options.notice(db->options.notice_context, &notice);
    }
    arena_free(&arena);
}

void db_hear_notices(Db *db)
{
    PQsetNoticeReceiver(db->connection, pass_notice, db);
}

Db *db_open(Arena *arena, const DbOptions *options)
{
    Db *db = arena_new(arena, Db);

    *db = (Db){.arena = arena, .options = *options, .label = ""};
    arena_own(arena, db, close_db);
    if (!db_connect(db))
        return db;
    PQsetnonblocking(db->connection, 1);
    if (db_version(db) >= 170000)           /* no startup option: older servers would refuse it */
        db_run(db, "SET transaction_timeout = 0");
    return db;
}

void db_close(Db *db)
{
    PQfinish(db->connection);
    db->connection = NULL;
}

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

bool db_wait(Db *db, bool writing)
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

/* Nothing is known of what the server did with the last statement. */
static bool lose(Db *db)
{
    DbError error = db_error_of_connecting(db->arena, db->connection);

    error.failure = DB_LOST;
    db->abandoned = true;
    return db_fail(db, error);
}

/* The next result of what was sent; NULL at its end, and when the connection is gone. */
static PGresult *next_result(Db *db)
{
    int unsent = 1;

    while (unsent > 0 || PQisBusy(db->connection)) {
        if (unsent > 0 && (unsent = PQflush(db->connection)) < 0)
            break;
        if (unsent == 0 && !PQisBusy(db->connection))
            break;
        if (!db_wait(db, unsent > 0) || !PQconsumeInput(db->connection))
            break;
    }
    if (db->abandoned)
        return NULL;
    if (PQstatus(db->connection) == CONNECTION_BAD && PQisBusy(db->connection)) {
        lose(db);
        return NULL;
    }
    return PQgetResult(db->connection);
}

/* A server's last words before it closes the connection. */
static bool ends_session(const DbError *error)
{
    return strcmp(error->severity, "FATAL") == 0 || strcmp(error->severity, "PANIC") == 0 || !error->sqlstate[0];
}

static bool judge(Db *db, const PGresult *result)
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

    while ((result = next_result(db))) {
        arena_own(arena, result, clear_result);
        good = judge(db, result) && good;
        end_copy(db, result);
        last = result;
        if (PQstatus(db->connection) == CONNECTION_BAD)
            break;
    }
    if (!last && db->error.failure == DB_FINE)
        lose(db);
    return good && db->error.failure == DB_FINE ? last : NULL;
}

PGresult *db_query_list(Db *db, Arena *arena, const char *const *sql_and_values, size_t count)
{
    if (!db_may_send(db))
        return NULL;
    if (!PQsendQueryParams(db->connection, sql_and_values[0], (int)count - 1, NULL, sql_and_values + 1, NULL, NULL,
                           0)) {
        lose(db);
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
    bool done = db_may_send(db) && (PQsendQuery(db->connection, sql) || lose(db)) && take_results(db, &arena);

    arena_free(&arena);
    return done;
}

/* Each statement gives one result and a NULL; then comes the sync. After an error the rest is reported as aborted. */
static bool take_pipeline(Db *db, Arena *arena, size_t count, PGresult **results)
{
    size_t taken = 0;

    while (db->connection && PQstatus(db->connection) == CONNECTION_OK) {
        PGresult *result = next_result(db);

        if (db->abandoned)
            return false;
        if (!result)
            continue;
        arena_own(arena, result, clear_result);
        if (PQresultStatus(result) == PGRES_PIPELINE_SYNC)
            return db->error.failure == DB_FINE && taken == count;
        if (PQresultStatus(result) != PGRES_PIPELINE_ABORTED)
            judge(db, result);
        if (taken < count)
            results[taken++] = result;
    }
    return lose(db);
}

static bool is_query(const char *sql)
{
    return strncmp(sql, "select", 6) == 0 || strncmp(sql, "with", 4) == 0;
}

/* The name under which the server keeps a query; "" if it keeps none of it. */
static const char *kept_plan(Db *db, const char *sql)
{
    const char *name = db->options.keep_plans && is_query(sql) ? map_get(&db->plans, sql) : "";

    if (name)
        return name;

    name = arena_printf(db->arena, "p%zu", db->plans.count);
    PGresult *result = PQprepare(db->connection, name, sql, 0, NULL);
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK;

    PQclear(result);
    return done ? map_put(&db->plans, db->arena, arena_strdup(db->arena, sql), (void *)name) : "";
}

static bool send_query(Db *db, const char *sql, const char *plan)
{
    return *plan ? PQsendQueryPrepared(db->connection, plan, 0, NULL, NULL, NULL, 0)
                 : PQsendQueryParams(db->connection, sql, 0, NULL, NULL, NULL, NULL, 0);
}

bool db_pipeline(Db *db, Arena *arena, const char *const *statements, size_t count, PGresult **results)
{
    const char **plans = arena_array(arena, const char *, count);
    bool done;

    if (!db_may_send(db))
        return false;
    for (size_t i = 0; i < count; i++)
        plans[i] = kept_plan(db, statements[i]);
    if (!PQenterPipelineMode(db->connection))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!send_query(db, statements[i], plans[i]))
            return lose(db);
    if (!PQpipelineSync(db->connection))
        return lose(db);
    done = take_pipeline(db, arena, count, results);
    PQexitPipelineMode(db->connection);
    return done;
}

const char *db_value(const PGresult *result, int row, int column)
{
    return PQgetisnull(result, row, column) ? NULL : PQgetvalue(result, row, column);
}

/* The user's interruption must not keep the transaction from being ended, nor an earlier error. */
void db_rollback(Db *db)
{
    DbError before = db->error;
    const volatile sig_atomic_t *interrupted = db->options.interrupted;

    if (!db->connection || PQstatus(db->connection) != CONNECTION_OK
        || PQtransactionStatus(db->connection) == PQTRANS_IDLE || PQtransactionStatus(db->connection) == PQTRANS_ACTIVE)
        return;
    db->error = (DbError){0};
    db->options.interrupted = NULL;
    db_run(db, "ROLLBACK");
    db->options.interrupted = interrupted;
    if (before.failure != DB_FINE)
        db->error = before;
}

bool db_forgive(Db *db)
{
    if (!db->connection || PQstatus(db->connection) != CONNECTION_OK || db->error.failure == DB_INTERRUPTED)
        return false;
    db->error = (DbError){0};
    return true;
}

bool db_refuse(Db *db, const char *why)
{
    return db_fail_text(db, DB_UNSUITABLE, why);
}

const DbError *db_error(const Db *db)
{
    return db->error.failure == DB_FINE ? NULL : &db->error;
}

bool db_failed(const Db *db)
{
    return db->error.failure != DB_FINE;
}

const char *db_label(const Db *db)
{
    return db->label;
}

int db_version(const Db *db)
{
    return db->connection ? PQserverVersion(db->connection) : 0;
}

PGconn *db_connection(Db *db)
{
    return db->connection;
}
