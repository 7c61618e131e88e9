#include "runtime/runner/apply.h"

#include "dsl/sqlscript.h"
#include "dsl/sqltext.h"
#include "runtime/pg/error.h"
#include "runtime/runner/apply_private.h"
#include "runtime/runner/lock.h"
#include "runtime/runner/state.h"

#include <stdlib.h>
#include <string.h>

/* Told one by one: what is left out now is for somebody else to see to. */
static void leave_out(Runner *runner, Span statement)
{
    char *text = arena_strdup(&runner->arena, sources_text(&runner->sources, statement, &runner->arena));
    Place place;

    for (char *at = text; *at; at++)
        *at = strchr("\n\r\t", *at) ? ' ' : *at;
    if (sources_place(&runner->sources, statement, &place))
        runner_tell(runner, "left out %s:%u: %s", place.source->path, place.line, text);
}

static void leave_rights_out(Runner *runner, Work *work)
{
    work->skipped = arena_array(&runner->arena, bool, work->count);
    for (size_t i = 0; i < work->count; i++) {
        const char *text = sources_text(&runner->sources, work->statements[i], &runner->arena);

        work->skipped[i] = sql_is_about_rights(&runner->arena, text);
        if (work->skipped[i])
            leave_out(runner, work->statements[i]);
    }
}

static bool take_apart(Runner *runner, Work *work)
{
    SqlScript script;

    if (!sqlscript_read(work->source, &runner->diags, &script))
        return false;
    work->statements = script.statements;
    work->count = script.count;
    if (runner->settings->skip_grants)
        leave_rights_out(runner, work);
    return true;
}

bool work_up(Runner *runner, const Migration *migration, Work *work)
{
    *work = (Work){
        .source = runner_source(runner, migration->up.path),
        .transaction = migration->up.transaction,
        .up = true,
        .migration = migration,
        .version = migration->number,
        .version_after = migration->number,
        .name = migration->name,
    };
    return take_apart(runner, work);
}

bool work_down(Runner *runner, const HistoryRow *row, Work *work)
{
    const char *title = runner_title(runner, row->version, row->name);
    const char *path = arena_printf(&runner->arena, "%s.down.sql (as the database keeps it)", title);
    Source *source = sources_add(&runner->sources, path, row->down_sql, strlen(row->down_sql));

    if (!source) {
        diag(&runner->diags, DIAG_UNREADABLE, (Span){0}, "all files together are larger than 4 GB");
        return false;
    }
    *work = (Work){
        .source = source,
        .transaction = migration_transaction(row->down_sql),
        .version = row->version,
        .version_after = row->version - 1,
        .name = row->name,
        .detail = arena_printf(&runner->arena, "%s, applied %s by %s on %s (%s)", title, row->started_at,
                               row->applied_by, row->host, row->application),
    };
    return take_apart(runner, work);
}

const char *work_statement(Runner *runner, const Work *work, size_t i)
{
    static const char nothing[] = "SELECT";

    return work->skipped && work->skipped[i] ? nothing
                                             : sources_text(&runner->sources, work->statements[i], &runner->arena);
}

/* What a file may have set, made or left open ends with it. */
static const char *const clean[] = {
    "CLOSE ALL",    "RESET SESSION AUTHORIZATION", "RESET ALL", "RESET ROLE", "UNLISTEN *", "DEALLOCATE ALL",
    "DISCARD TEMP",
};

enum { CLEAN = sizeof clean / sizeof *clean };

/* True if the COMMIT went through, whatever became of what was sent along with it. */
static bool is_committed(PGresult *result)
{
    return result && strcmp(PQcmdStatus(result), "COMMIT") == 0;
}

bool work_end(Runner *runner, bool transaction)
{
    const char *statements[CLEAN + 2];
    PGresult *results[CLEAN + 2] = {0};
    size_t count = 0;

    if (transaction)
        statements[count++] = "COMMIT";
    for (size_t i = 0; i < CLEAN; i++)
        statements[count++] = clean[i];
    statements[count++] = lock_session_sql;
    return db_pipeline(runner->db, &runner->arena, statements, count, results)
        || (transaction && is_committed(results[0]));
}

/* "BEGIN" and all statements in one round trip; *failed is the statement that did. */
static bool run_statements(Runner *runner, const Work *work, size_t *failed)
{
    enum { BEFORE = 1, AFTER = 2 };
    size_t count = BEFORE + work->count + AFTER;
    const char **statements = arena_array(&runner->arena, const char *, count);
    PGresult **results = arena_array(&runner->arena, PGresult *, count);

    statements[0] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
    for (size_t i = 0; i < work->count; i++)
        statements[BEFORE + i] = work_statement(runner, work, i);
    statements[BEFORE + work->count] = "RESET SESSION AUTHORIZATION";       /* the history is ours */
    statements[BEFORE + work->count + 1] = "RESET ROLE";

    bool done = db_pipeline(runner->db, &runner->arena, statements, count, results);
    for (size_t i = 0; i < count && !done; i++)
        if (results[i] && PQresultStatus(results[i]) == PGRES_FATAL_ERROR)
            *failed = i - BEFORE;
    return done;
}

const char *work_catalog(Runner *runner, const Work *work)
{
    return work->last && work->version_after ? state_read(runner, runner->db) : NULL;
}

static bool record(Runner *runner, const Work *work)
{
    const char *catalog = work_catalog(runner, work);

    if (work->up)
        return history_insert(runner, &(HistoryEntry){.migration = work->migration, .finished = true,
                                                      .steps = work->count, .catalog = catalog});
    return history_delete(runner, work->version) && history_remember(runner, catalog)
        && history_event(runner, work->version, "reverted", work->detail);
}

/* Lost against somebody else's locks: the same again may succeed. */
static bool worth_repeating(const DbError *error)
{
    static const char *const states[] = {"55P03", "40P01", "40001"};

    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (error->failure == DB_REJECTED && strcmp(error->sqlstate, states[i]) == 0)
            return true;
    return false;
}

/* Longer each time, up to half a minute, and never in step with others. */
static void back_off(Runner *runner, const Work *work, unsigned attempt)
{
    unsigned pause = runner_jitter(500u << (attempt < 6 ? attempt : 6));

    runner_tell(runner, "%s: %s; rolled back, trying again in %u.%u s\n",
                runner_title(runner, work->version, work->name), db_error(runner->db)->message, pause / 1000,
                pause % 1000 / 100);
    db_forgive(runner->db);
    runner_sleep(pause);
}

Span work_place(const Work *work, size_t failed)
{
    return failed < work->count ? work->statements[failed] : (Span){0};
}

/* Whatever language the server speaks. */
static bool is_missing_role(const DbError *error)
{
    return strcmp(error->sqlstate, "42704") == 0 && strncmp(error->source_function, "get_role", 8) == 0;
}

void work_hint(Runner *runner, Diag *d, const Work *work)
{
    const char *state = db_error(runner->db)->sqlstate;

    if (d->hint)
        return;
    if (is_missing_role(db_error(runner->db)))
        diag_hint(&runner->diags, d, "roles are of the whole server, and no migration makes them: create it (CREATE "
                  "ROLE), and run this again; or --skip-grants leaves out what says who owns things and who may "
                  "do what");
    if (strcmp(state, "25001") == 0 && work->transaction)
        diag_hint(&runner->diags, d,
                  "\"-- ecogen: transaction off\" in the first lines of the file lets it run outside a "
                  "transaction");
    if (strcmp(state, "55P03") == 0)
        diag_hint(&runner->diags, d, "somebody holds a lock on the table for longer than --lock-timeout; "
                  "pg_blocking_pids() and pg_stat_activity name them");
}

/*
 * The history, once the session that was lost is gone: until then it may still be in its COMMIT. Its lock tells:
 * whoever gets it comes after.
 */
static bool look_again(Runner *runner, History *history)
{
    enum { PAUSE = 500, LONGEST = 15000 };
    long end = runner_clock() + (runner->settings->wait < LONGEST ? (long)runner->settings->wait : LONGEST);
    bool found = false;

    while (!found && runner_sleep(PAUSE)) {
        found = runner_connect(runner, "look") && lock_take_within(runner, 0) && history_load(runner, history);
        if (runner->db)
            db_close(runner->db);
        runner->db = NULL;
        if (runner_clock() >= end)
            break;
    }
    return found;
}

/* Both results of a COMMIT happen when its answer is lost: only the database knows. */
static void report_lost(Runner *runner, const Work *work, Diag *d)
{
    const char *title = runner_title(runner, work->version, work->name);
    History history = {0};
    Db *lost = runner->db;
    Diags unheard = {.arena = &runner->arena, .sources = &runner->sources}, heard = runner->diags;

    runner->diags = unheard;
    runner->db = NULL;
    bool found = look_again(runner, &history);
    runner->diags = heard;
    runner->db = lost;
    if (!found)
        diag_note(&runner->diags, d, (Span){0},
                  "it is not known what became of %s: the database cannot be asked, or the session that was lost, or "
                  "another runner, is still at work there; `ecorun status` tells when that is over", title);
    else
        diag_note(&runner->diags, d, (Span){0}, "%s %s; the database is at version %ld", title,
                  (history_find(&history, work->version) != NULL) == work->up ? "took effect"
                                                                                : "was rolled back by the server",
                  history_version(&history));
}

static void report_rolled_back(Runner *runner, const Work *work, size_t failed)
{
    Diag *d = runner_report(runner, work_place(work, failed));
    long version = work->up ? work->version - 1 : work->version;
    const char *title = runner_title(runner, work->version, work->name);

    if (!d)
        return;
    if (db_error(runner->db)->failure == DB_LOST) {
        report_lost(runner, work, d);
        return;
    }
    diag_note(&runner->diags, d, (Span){0}, "%s %s was rolled back; the database is at version %ld", title,
              work->up ? "up" : "down", version);
    work_hint(runner, d, work);
    if (db_forgive(runner->db) && !history_event(runner, work->version, "failed", d->message))
        db_forgive(runner->db);     /* best effort: the event is not what matters */
}

static bool do_in_transaction(Runner *runner, const Work *work)
{
    for (unsigned attempt = 0;; attempt++) {
        size_t failed = SIZE_MAX;

        if (run_statements(runner, work, &failed) && record(runner, work) && work_end(runner, true))
            return true;
        db_rollback(runner->db);
        if (!worth_repeating(db_error(runner->db)) || attempt >= runner->settings->retries) {
            report_rolled_back(runner, work, failed);
            return false;
        }
        back_off(runner, work, attempt);
    }
}

bool work_do(Runner *runner, const Work *work)
{
    return work->transaction ? do_in_transaction(runner, work) : steps_do(runner, work);
}
