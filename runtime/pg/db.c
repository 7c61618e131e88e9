#define _POSIX_C_SOURCE 200809L
#include "runtime/pg/db.h"

#include "runtime/pg/db_private.h"

#include <stdlib.h>

static void close_db(void *db)
{
    db_close(db);
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
