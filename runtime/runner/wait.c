/*
 * wait: until the server lets us in; and ephemeral: a server for the time of one command.
 */
#include "runtime/pg/error.h"
#include "runtime/runner/commands.h"
#include "runtime/runner/runner.h"

enum { FIRST_PAUSE = 100, LONGEST_PAUSE = 1000 };   /* milliseconds between two attempts */

static unsigned at_least_one(long seconds)
{
    return seconds < 1 ? 1 : (unsigned)seconds;
}

/* One attempt, within what time is left. */
static bool attempt(Runner *runner, long end)
{
    long left = (end - runner_clock()) / 1000;

    if (runner->db)
        db_close(runner->db);
    runner->diags = (Diags){.arena = &runner->arena, .sources = &runner->sources};
    return runner_connect_within(runner, "wait", at_least_one(left));
}

int command_wait(void *settings, int count, char **words)
{
    Runner runner;
    const RunnerSettings *options = settings;
    long end = runner_clock() + (long)options->timeout;
    bool there, told = false;

    (void)count, (void)words;
    runner_begin(&runner, settings);
    for (unsigned pause = FIRST_PAUSE; !(there = attempt(&runner, end));
         pause = pause * 2 < LONGEST_PAUSE ? pause * 2 : LONGEST_PAUSE) {
        const DbError *error = runner.db ? db_error(runner.db) : NULL;

        if (!error || error->failure != DB_UNREACHABLE || runner_clock() + (long)pause > end)
            break;
        if (!told)
            runner_tell(&runner, "waiting for %s\n", db_label(runner.db));
        told = true;
        runner_sleep(pause);
    }
    if (there)
        runner_say(&runner, "%s accepts connections\n", db_label(runner.db));
    return runner_end(&runner, EXIT_DONE);
}

int command_ephemeral(void *settings, int count, char **words)
{
    Arena arena = {0};
    const char *error;
    int code = EXIT_DONE;

    (void)settings, (void)count;
    if (!ephemeral_hold(&arena, words, &code, &error)) {
        fprintf(stderr, "ecorun: %s\n", error);
        code = EXIT_UNREACHABLE;
    }
    arena_free(&arena);
    return code;
}
