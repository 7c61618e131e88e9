/*
 * up, down, redo: a way through the versions, checked as a whole before the first step.
 */
#include "runtime/runner/apply.h"
#include "runtime/runner/commands.h"
#include "runtime/runner/compare.h"
#include "runtime/runner/lock.h"
#include "runtime/runner/report.h"
#include "runtime/runner/state.h"
#include "runtime/runner/target.h"

#include <string.h>

/* The work of one command, in order. */
typedef struct Way {
    Work *steps;
    size_t count;
    ReportLine *done;               /* what was done, for the report */
} Way;

/* Where `up` shall end; -1 if there is no such version there, which is reported. */
static long goal_up(Runner *runner, Target target, long now)
{
    long head = (long)runner->migrations.count;
    long goal = target.kind == TARGET_VERSION ? target.number : target.kind == TARGET_MORE ? now + target.number : head;

    if (goal > head) {
        runner_no_migration(runner, goal);
        return -1;
    }
    if (goal < now) {
        diag_hint(&runner->diags,
                  diag(&runner->diags, DIAG_UNKNOWN_VERSION, (Span){0}, "the database is at version %ld already", now),
                  "`ecorun down %ld` goes back", goal);
        return -1;
    }
    return goal;
}

static long goal_down(Runner *runner, Target target, long now)
{
    long goal = target.kind == TARGET_VERSION ? target.number
              : target.kind == TARGET_BASE    ? 0
              : target.kind == TARGET_LESS    ? now - target.number
                                              : now - 1;

    if (target.kind == TARGET_NONE && now == 0)
        return 0;
    if (goal < 0 || goal > now) {
        Diag *d = diag(&runner->diags, DIAG_UNKNOWN_VERSION, (Span){0},
                       "the database is at version %ld: there is no way "
                       "down to %ld",
                       now, goal);

        if (goal > now && goal <= (long)runner->migrations.count)
            diag_hint(&runner->diags, d, "`ecorun up %ld` goes there", goal);
        if (goal < 0)
            diag_hint(&runner->diags, d, "`ecorun down base` takes back all there is");
        return -1;
    }
    return goal;
}

/* The ordinary start of a container: one round trip says that there is nothing to do. */
static bool nothing_to_do(Runner *runner, const HistoryPeek *peek, Target target)
{
    long head = (long)runner->migrations.count, goal = target.kind == TARGET_VERSION ? target.number : head;

    if (target.kind == TARGET_MORE || peek->version != goal)
        return false;
    return goal == 0
        || (goal <= head && strcmp(peek->state, "applied") == 0
            && strcmp(peek->chain, runner->migrations.items[goal - 1].down.chain) == 0);
}

static bool plan_up(Runner *runner, long from, long to, Way *way)
{
    bool good = true;

    for (long version = from + 1; version <= to; version++)
        good = work_up(runner, &runner->migrations.items[version - 1], &way->steps[way->count++]) && good;
    return good;
}

static bool plan_down(Runner *runner, const History *history, long to, Way *way)
{
    bool good = true;

    for (size_t i = history->count; i > 0 && history->rows[i - 1].version > to; i--) {
        Work *work = &way->steps[way->count++];

        good = work_down(runner, &history->rows[i - 1], work) && good;
        work->version_after = i > 1 ? history->rows[i - 2].version : 0;
    }
    return good;
}

static Way new_way(Runner *runner, size_t most)
{
    return (Way){.steps = arena_array(&runner->arena, Work, most + 1),
                 .done = arena_array(&runner->arena, ReportLine, most + 1)};
}

/* After a failure the newest row may be one without its catalog: its step was not to be the last. */
static void remember_anyway(Runner *runner)
{
    if (!db_forgive(runner->db))
        return;

    const char *catalog = state_read(runner, runner->db);
    if (catalog)
        history_remember(runner, catalog);
}

static int go(Runner *runner, Way *way, long version)
{
    size_t done = 0;

    if (way->count)
        way->steps[way->count - 1].last = true;
    for (bool good = true; done < way->count && good;) {
        const Work *work = &way->steps[done];
        long start = runner_clock();

        if (runner->settings->verbose)
            runner_tell(runner, "%s %s …\n", runner_title(runner, work->version, work->name), work->up ? "up" : "down");
        good = work_do(runner, work);
        if (!good) {
            if (done)
                remember_anyway(runner);
            break;
        }
        way->done[done++] = (ReportLine){.version = work->version, .name = work->name, .up = work->up,
                                         .statements = work->count, .milliseconds = runner_clock() - start};
        version = work->version_after;
        report_line(runner, &way->done[done - 1]);
    }
    report_end(runner, way->done, done, version);
    return runner_end(runner, EXIT_DONE);
}

/* Lock, then the history: in this order. */
static bool begin_change(Runner *runner, bool create, History *history)
{
    return lock_take(runner) && (!create || history_create(runner)) && history_load(runner, history)
        && compare_unfinished(runner, history);
}

int command_up(void *settings, int count, char **words)
{
    Runner runner;
    Target target;
    HistoryPeek peek = {0};
    History history = {0};

    runner_begin(&runner, settings);
    if (!target_read(count ? words[0] : NULL, &target) || target.kind == TARGET_LESS || target.kind == TARGET_BASE)
        return runner_refuse_word(&runner, words[0], "up takes a number, +K or head");
    if (!runner_read_folder(&runner) || !runner_connect(&runner, "up") || !history_peek(&runner, &peek))
        return runner_end(&runner, EXIT_DONE);
    if (nothing_to_do(&runner, &peek, target)) {
        report_end(&runner, NULL, 0, peek.version);
        return runner_end(&runner, EXIT_DONE);
    }
    if (!begin_change(&runner, !peek.present, &history) || !compare_history(&runner, &history))
        return runner_end(&runner, EXIT_DONE);

    long version = history_version(&history), goal = goal_up(&runner, target, version);
    Way way = new_way(&runner, goal > version ? (size_t)(goal - version) : 0);
    if (goal < 0 || !plan_up(&runner, version, goal, &way))
        return runner_end(&runner, EXIT_DONE);
    return go(&runner, &way, version);
}

int command_down(void *settings, int count, char **words)
{
    Runner runner;
    Target target;
    History history = {0};

    runner_begin(&runner, settings);
    if (!target_read(count ? words[0] : NULL, &target) || target.kind == TARGET_MORE || target.kind == TARGET_HEAD)
        return runner_refuse_word(&runner, words[0], "down takes a number, -K or base");
    if (!runner_connect(&runner, "down") || !begin_change(&runner, false, &history))
        return runner_end(&runner, EXIT_DONE);

    long version = history_version(&history), goal = goal_down(&runner, target, version);
    Way way = new_way(&runner, history.count);
    if (goal < 0 || !plan_down(&runner, &history, goal, &way))
        return runner_end(&runner, EXIT_DONE);
    return go(&runner, &way, version);
}

/* Its own file may have changed since: that is what people redo a migration for. */
int command_redo(void *settings, int count, char **words)
{
    Runner runner;
    History history = {0};

    (void)count, (void)words;
    runner_begin(&runner, settings);
    if (!runner_read_folder(&runner) || !runner_connect(&runner, "redo") || !begin_change(&runner, false, &history))
        return runner_end(&runner, EXIT_DONE);

    long version = history_version(&history);
    History earlier = {.rows = history.rows, .count = history.count ? history.count - 1 : 0};
    Way way = new_way(&runner, 2);
    if (version > (long)runner.migrations.count)
        compare_history(&runner, &history);
    else if (version == 0)
        diag_hint(&runner.diags,
                  diag(&runner.diags, DIAG_UNKNOWN_VERSION, (Span){0},
                       "there is nothing to redo: no migration is applied"),
                  "`ecorun up` applies them");
    if (diag_failed(&runner.diags) || !compare_history(&runner, &earlier)
        || !plan_down(&runner, &history, history_version(&earlier), &way)
        || !plan_up(&runner, history_version(&earlier), version, &way))
        return runner_end(&runner, EXIT_DONE);
    return go(&runner, &way, version);
}
