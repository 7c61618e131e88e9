/*
 * Many statements in one round trip.
 */
#include "runtime/pg/db_private.h"

#include <string.h>

/* Each statement gives one result and a NULL; then comes the sync. After an error the rest is reported as aborted. */
static bool take_pipeline(Db *db, Arena *arena, size_t count, PGresult **results)
{
    size_t taken = 0;

    while (db->connection && PQstatus(db->connection) == CONNECTION_OK) {
        PGresult *result = db_next_result(db);

        if (db->abandoned)
            return false;
        if (!result)
            continue;
        db_own_result(arena, result);
        if (PQresultStatus(result) == PGRES_PIPELINE_SYNC)
            return db->error.failure == DB_FINE && taken == count;
        if (PQresultStatus(result) != PGRES_PIPELINE_ABORTED)
            db_judge(db, result);
        if (taken < count)
            results[taken++] = result;
    }
    return db_lose(db);
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
        return db_lose(db);
    for (size_t i = 0; i < count; i++)
        if (!send_query(db, statements[i], plans[i]))
            return db_lose(db);
    if (!PQpipelineSync(db->connection))
        return db_lose(db);
    done = take_pipeline(db, arena, count, results);
    PQexitPipelineMode(db->connection);
    return done;
}
