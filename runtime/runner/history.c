#include "runtime/runner/history.h"

#include "runtime/pg/error.h"

#include <stdlib.h>
#include <string.h>

/* A missing table is an answer, and no failure. */
static bool is_missing(const DbError *error)
{
    return error && (strcmp(error->sqlstate, "42P01") == 0 || strcmp(error->sqlstate, "3F000") == 0);
}

static PGresult *select_history(Runner *runner, const char *template, bool *present)
{
    PGresult *result = db_query(runner->db, &runner->arena,
                                history_sql(&runner->arena, runner->settings->schema, template));

    *present = !is_missing(db_error(runner->db));
    if (!*present)
        db_forgive(runner->db);
    return result;
}

/* Columns that are not there, a view with other types: not a table that we made. */
static void report_foreign(Runner *runner)
{
    const DbError *error = db_error(runner->db);

    if (!error || strncmp(error->sqlstate, "42", 2) != 0 || strcmp(error->sqlstate, "42501") == 0) {
        runner_report(runner, (Span){0});
        return;
    }
    Diag *d = diag(&runner->diags, DIAG_FOREIGN_HISTORY, (Span){0}, "table %s is not a history this version knows",
                   history_sql(&runner->arena, runner->settings->schema, "${history}"));

    diag_note(&runner->diags, d, (Span){0}, "PostgreSQL says: %s", error->message);
    diag_hint(&runner->diags, d, "was it made by a newer ecorun? --schema names another schema for the history");
}

bool history_peek(Runner *runner, HistoryPeek *peek)
{
    PGresult *result = select_history(
        runner, "SELECT version, chain, state FROM ${history} ORDER BY version DESC LIMIT 1", &peek->present);

    if (result && PQntuples(result)) {
        peek->version = strtol(db_value(result, 0, 0), NULL, 10);
        peek->chain = db_value(result, 0, 1);
        peek->state = db_value(result, 0, 2);
    }
    if (db_failed(runner->db))
        report_foreign(runner);
    return !db_failed(runner->db);
}

static long number(const PGresult *result, int row, int column)
{
    const char *text = db_value(result, row, column);

    return text ? strtol(text, NULL, 10) : 0;
}

bool history_load(Runner *runner, History *history)
{
    PGresult *result = select_history(
        runner,
        "SELECT version, name, checksum, checksum_down, chain, state, step_done, step_total, down_sql,\n"
        "       to_char(started_at, 'YYYY-MM-DD HH24:MI:SS.MS\"Z\"'), to_char(finished_at, 'YYYY-MM-DD "
        "HH24:MI:SS.MS\"Z\"'),\n"
        "       (1000 * extract(epoch FROM finished_at - started_at))::bigint, applied_by, host, application, tool\n"
        "FROM ${history} ORDER BY version",
        &history->present);

    if (db_failed(runner->db)) {
        report_foreign(runner);
        return false;
    }
    history->count = result ? (size_t)PQntuples(result) : 0;
    history->rows = arena_array(&runner->arena, HistoryRow, history->count + 1);
    for (int i = 0; i < (int)history->count; i++)
        history->rows[i] = (HistoryRow){
            .version = number(result, i, 0),
            .name = db_value(result, i, 1),
            .checksum = db_value(result, i, 2),
            .checksum_down = db_value(result, i, 3),
            .chain = db_value(result, i, 4),
            .state = db_value(result, i, 5),
            .step_done = number(result, i, 6),
            .step_total = number(result, i, 7),
            .down_sql = db_value(result, i, 8),
            .started_at = db_value(result, i, 9),
            .finished_at = db_value(result, i, 10),
            .milliseconds = db_value(result, i, 11),
            .applied_by = db_value(result, i, 12),
            .host = db_value(result, i, 13),
            .application = db_value(result, i, 14),
            .tool = db_value(result, i, 15),
        };
    return true;
}

bool history_create(Runner *runner)
{
    size_t count;
    const char *const *statements = history_create_statements(&runner->arena, runner->settings->schema, &count);
    PGresult **results = arena_array(&runner->arena, PGresult *, count);

    if (db_pipeline(runner->db, &runner->arena, statements, count, results))
        return true;

    Diag *d = runner_report(runner, (Span){0});
    if (d && strcmp(db_error(runner->db)->sqlstate, "42501") == 0)
        diag_hint(&runner->diags, d, "the history lives in a schema of its own: let an administrator run %s",
                  history_sql(&runner->arena, runner->settings->schema,
                              "CREATE SCHEMA ${schema} AUTHORIZATION <this role>"));
    return false;
}

const HistoryRow *history_find(const History *history, long version)
{
    for (size_t i = 0; i < history->count; i++)
        if (history->rows[i].version == version)
            return &history->rows[i];
    return NULL;
}

long history_version(const History *history)
{
    return history->count ? history->rows[history->count - 1].version : 0;
}

/* Run a statement of ours with a version as $1 and perhaps one more value. */
static bool change(Runner *runner, const char *template, long version, const char *value)
{
    Arena *arena = &runner->arena;
    const char *sql_and_values[] = {history_sql(arena, runner->settings->schema, template),
                                    arena_printf(arena, "%ld", version), value};

    return db_query_list(runner->db, arena, sql_and_values, strstr(template, "$2") ? 3 : 2) != NULL;
}

bool history_step(Runner *runner, long version, size_t done)
{
    return change(runner, "UPDATE ${history} SET step_done = $2 WHERE version = $1", version,
                  arena_printf(&runner->arena, "%zu", done));
}

bool history_finish(Runner *runner, long version, const char *catalog)
{
    return change(runner,
                  "UPDATE ${history} SET state = 'applied', finished_at = pg_catalog.clock_timestamp(), catalog = $2\n"
                  "WHERE version = $1", version, catalog);
}

bool history_start_reverting(Runner *runner, long version, size_t steps)
{
    return change(runner,
                  "UPDATE ${history} SET state = 'reverting', step_done = 0, step_total = $2 WHERE version = $1",
                  version, arena_printf(&runner->arena, "%zu", steps));
}

bool history_stop_reverting(Runner *runner, long version)
{
    return change(runner, "UPDATE ${history} SET state = 'applied', step_done = step_total WHERE version = $1", version,
                  NULL);
}

bool history_delete(Runner *runner, long version)
{
    return change(runner, "DELETE FROM ${history} WHERE version = $1", version, NULL);
}

bool history_remember(Runner *runner, const char *catalog)
{
    const char *sql =
        history_sql(&runner->arena, runner->settings->schema,
                    "UPDATE ${history} SET catalog = $1\n"
                    "WHERE version = (SELECT max(version) FROM ${history}) AND state = 'applied'");

    return !catalog || db_query(runner->db, &runner->arena, sql, catalog) != NULL;
}
