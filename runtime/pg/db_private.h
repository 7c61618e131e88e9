/*
 * What the files behind db.h share.
 */
#ifndef ECO_RUNTIME_PG_DB_PRIVATE_H
#define ECO_RUNTIME_PG_DB_PRIVATE_H

#include "dsl/base/map.h"
#include "runtime/pg/db.h"

struct Db {
    Arena *arena;
    DbOptions options;
    PGconn *connection;             /* NULL after db_close(), or if the conninfo was refused */
    const char *label;
    DbError error;
    int cancels;                    /* how many interruptions were already passed on */
    Map plans;                      /* of names of queries that the server keeps planned, by their text */
    bool abandoned;                 /* results may still be under way that nobody will take */
};

/* Record the first failure; always false. */
bool db_fail(Db *db, DbError error);

/* The same, for a failure of ours. */
bool db_fail_text(Db *db, DbFailure failure, const char *message);

/* What a result, or a connection that could not be made, says. */
DbError db_error_of_result(Arena *arena, const PGresult *result);
DbError db_error_of_connecting(Arena *arena, PGconn *connection);

/* Have notices go to db->options.notice. */
void db_hear_notices(Db *db);

/* Connect as db->options say. */
bool db_connect(Db *db);

/* Fail if the user interrupted and the server does not know it yet. */
bool db_may_send(Db *db);

/* Nothing is known of what the server did with the last statement; always false. */
bool db_lose(Db *db);

/* The next result of what was sent; NULL at its end, and when the connection is gone. Whoever takes it owns it: */
PGresult *db_next_result(Db *db);
void db_own_result(Arena *arena, PGresult *result);

/* True if a result is no failure; else that is recorded. */
bool db_judge(Db *db, const PGresult *result);

#endif
