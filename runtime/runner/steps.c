/*
 * Outside a transaction: each statement is for good as soon as it is done, and the history counts them.
 */
#include "runtime/runner/apply_private.h"

/* A single statement leaves nothing behind when it fails, but for the CONCURRENTLY ones. */
static bool nothing_left(Runner *runner)
{
    PGresult *result = db_query(runner->db, &runner->arena,
                                "SELECT WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE NOT indisvalid)\n"
                                "         AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhdetachpending)");

    return result && PQntuples(result) == 1;
}

/* `ran`: the statement after those that are done went through, and noting it did not. */
static void report_stopped(Runner *runner, const Work *work, size_t done, bool ran)
{
    Diag *d = runner_report(runner, work_place(work, done));
    const char *title = runner_title(runner, work->version, work->name);

    if (!d)
        return;
    work_hint(runner, d, work);
    if (done == 0 && !ran && db_forgive(runner->db) && nothing_left(runner)
        && (work->up ? history_delete(runner, work->version) : history_stop_reverting(runner, work->version))
        && history_event(runner, work->version, "failed", d->message)) {
        diag_note(&runner->diags, d, (Span){0}, "nothing of %s was done; the database is at version %ld", title,
                  work->up ? work->version - 1 : work->version);
        return;
    }
    diag_note(&runner->diags, d, (Span){0},
              "%s runs outside a transaction: %zu of its %zu statements are done and stay", title, done + ran,
              work->count);
    if (!d->hint)
        diag_hint(&runner->diags, d, "`ecorun status` says how to go on");
    if (db_forgive(runner->db))
        history_event(runner, work->version, "failed", d->message);
}

bool steps_do(Runner *runner, const Work *work)
{
    size_t done = 0;
    bool ran = false;
    bool started = work->up
                     ? history_insert(runner, &(HistoryEntry){.migration = work->migration, .steps = work->count})
                     : history_start_reverting(runner, work->version, work->count);

    /* Waits of CONCURRENTLY block nobody: a short lock_timeout would only leave invalid indexes. */
    if (!started || !db_run(runner->db, "SET lock_timeout = 0")) {
        runner_report(runner, (Span){0});
        return false;
    }
    while (done < work->count && (ran = db_run(runner->db, work_statement(runner, work, done)))
           && history_step(runner, work->version, done + 1))
        done++;
    if (done < work->count) {
        report_stopped(runner, work, done, ran);
        return false;
    }

    const char *catalog = work_catalog(runner, work);
    bool recorded = work_end(runner, false)
                 && (work->up ? history_finish(runner, work->version, catalog)
                              : history_delete(runner, work->version) && history_remember(runner, catalog)
                                    && history_event(runner, work->version, "reverted", work->detail));
    return recorded || runner_report(runner, (Span){0}) == NULL;
}
