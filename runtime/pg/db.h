/*
 * Db: one connection to a PostgreSQL database. The first failure sticks.
 *
 * Whatever a server does (refuse, disconnect, disagree), a call returns false or NULL and db_error() says why; after
 * a failure further calls do nothing, so that a sequence reads as what it does and is checked once. A password never
 * appears in an error.
 *
 *     Db *db = db_open(&arena, &(DbOptions){.conninfo = url, .application = "ecorun"});
 *     bool done = db_run(db, "BEGIN")
 *              && db_query(db, &arena, "insert into log (id, name) values ($1, $2)", id, name)
 *              && db_run(db, "COMMIT");
 *     if (!done)
 *         db_rollback(db);
 *
 * A Db lives in its arena; db_close(), or the end of the arena, closes the connection.
 */
#ifndef ECO_RUNTIME_PG_DB_H
#define ECO_RUNTIME_PG_DB_H

#include "dsl/base/arena.h"

#include <libpq-fe.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Db Db;

typedef enum DbFailure {
    DB_FINE,
    DB_MISUSED,             /* the connection string cannot be understood */
    DB_UNREACHABLE,         /* nobody there, still starting, full: waiting may help */
    DB_DENIED,              /* the server answered no: password, role, database, pg_hba.conf */
    DB_LOST,                /* the connection ended; what the last statement did is unknown */
    DB_REJECTED,            /* an SQL error */
    DB_INTERRUPTED,         /* the flag in DbOptions was set */
    DB_UNSUITABLE           /* the caller cannot go on with this server: db_refuse() */
} DbFailure;

/* An error as the server (or libpq) gave it. Texts are "" where there is none, never NULL. */
typedef struct DbError {
    DbFailure failure;
    char sqlstate[6];               /* "" if the server was not heard */
    const char *severity, *message, *detail, *hint, *context;
    const char *source_function;    /* in the server: tells apart the errors with state XX000 */
    const char *internal_query;     /* the statement of a function in which it happened */
    uint32_t position;              /* character in the statement, from 1; 0: none given */
} DbError;

typedef struct DbOptions {
    const char *conninfo;           /* URL or keyword=value; NULL or "": libpq's variables, service and pass files */
    const char *application;        /* as pg_stat_activity shows it */
    const char *search_path;        /* as SET takes it: "public, pg_temp"; NULL: the empty one, '' */
    const char *const *settings;    /* more session settings, "name=value", NULL after the last; or NULL */
    unsigned lock_timeout, statement_timeout;       /* milliseconds; 0: none */
    unsigned connect_timeout;       /* seconds until DB_UNREACHABLE; 0: what the conninfo says, else 10 */
    bool keep_plans;                /* db_pipeline() has a query planned once: for who asks the same again */
    const volatile sig_atomic_t *interrupted;       /* set by a signal handler: 1 cancels, 2 gives up; or NULL */
    void (*notice)(void *context, const DbError *notice);   /* NULL: notices are dropped */
    void *notice_context;
} DbOptions;

/* Connect. Never NULL: a failure to connect is in db_error(), and makes every later call fail. */
Db *db_open(Arena *arena, const DbOptions *options);
void db_close(Db *db);

/* -d URL, else DATABASE_URL, else "" (libpq's variables). */
const char *db_choose(const char *url);

/* Run one statement without parameters. */
bool db_run(Db *db, const char *sql);

/* Run a text of any number of statements at once: one implicit transaction. For scripts nobody wants step by step. */
bool db_script(Db *db, const char *sql);

/*
 * Run one statement with parameters $1, $2, … as text (NULL is SQL's null) and give its rows, as text. The result
 * belongs to the arena.     db_query(db, &arena, "select $1 || $2", "a", "b")
 */
#define db_query(db, arena, ...)                                                                                      \
    db_query_list((db), (arena), (const char *const[]){__VA_ARGS__},                                                  \
                  sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
PGresult *db_query_list(Db *db, Arena *arena, const char *const *sql_and_values, size_t count);

/*
 * Run many statements without parameters in one round trip (pipeline mode), each as one statement, in one transaction
 * unless they say otherwise. results[i] belongs to the arena. On failure db_error() is that of the first that failed;
 * the results before it are as they came, what comes after is left as it was or says that it was not run.
 */
bool db_pipeline(Db *db, Arena *arena, const char *const *statements, size_t count, PGresult **results);

/* A field of a result; NULL if it is null. */
const char *db_value(const PGresult *result, int row, int column);

/* End the transaction, if there is one, whatever failed before; the error stays. */
void db_rollback(Db *db);

/* Go on after an error that left the connection usable; false if it did not. */
bool db_forgive(Db *db);

/* Fail with a sentence of the caller's, DB_UNSUITABLE; always false. */
bool db_refuse(Db *db, const char *why);

/* What failed first; NULL while nothing has. It belongs to the Db. */
const DbError *db_error(const Db *db);
bool db_failed(const Db *db);

/* "postgres@db.example:5432/shop", for messages; no password. */
const char *db_label(const Db *db);

/* 150020; 0 without a connection. */
int db_version(const Db *db);

/* The connection itself, for what has no word here (COPY). */
PGconn *db_connection(Db *db);

#endif
