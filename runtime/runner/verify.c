/*
 * verify: is the database as its migrations left it? baseline: adopt one that already is as if they had been run.
 */
#include "runtime/runner/commands.h"
#include "runtime/runner/compare.h"
#include "runtime/runner/lock.h"
#include "runtime/runner/report.h"
#include "runtime/runner/state.h"
#include "runtime/runner/target.h"

#include <string.h>

static void report_json(const Runner *runner, const StateComparison *comparison, long version)
{
    json_t *document = report_new(runner), *differences = json_array();

    for (size_t i = 0; i < comparison->differences.count; i++) {
        const StateDifference *one = comparison->differences.items[i];

        json_array_append_new(differences, json_pack("{s:s, s:s, s:b}", "what", one->what, "object", one->object,
                                                     "managed", (int)one->managed));
    }
    json_object_set_new(document, "version", json_integer(version));
    json_object_set_new(document, "equal", json_boolean(comparison->differences.count == 0));
    json_object_set_new(document, "differences", differences);
    json_object_set_new(document, "sql", comparison->sql ? json_string(comparison->sql) : json_null());
    report_print(runner, document);
}

/* What the database should be: as it remembers, else (a script migrated it) as its migrations make an empty one. */
static const char *expected_state(Runner *runner, const History *history)
{
    const char *remembered = history->count ? state_remembered(runner) : "";

    if (remembered || db_failed(runner->db))
        return remembered;
    runner_tell(runner, "the database does not remember its catalog: running the migrations on a throwaway server\n");
    if (!runner_read_folder(runner) || !compare_history(runner, history))
        return NULL;
    return state_of_migrations(runner, history_version(history));
}

int command_verify(void *settings, int count, char **words)
{
    Runner runner;
    History history = {0};
    StateComparison comparison = {0};
    const char *live, *expected;

    (void)count, (void)words;
    runner_begin(&runner, settings);
    if (!runner_connect(&runner, "verify") || !history_load(&runner, &history) ||
        !compare_unfinished(&runner, &history))
        return runner_end(&runner, EXIT_DONE);
    live = state_read(&runner, runner.db);
    expected = live ? expected_state(&runner, &history) : NULL;
    if (!live || !expected || !state_compare(&runner, live, expected, &comparison)) {
        runner_report(&runner, (Span){0});
        return runner_end(&runner, EXIT_DONE);
    }

    long version = history_version(&history);
    size_t differences = comparison.differences.count;
    if (runner_wants_json(&runner)) {
        report_json(&runner, &comparison, version);
    } else if (differences == 0) {
        runner_say(&runner, "%s equals version %ld\n", db_label(runner.db), version);
    } else {
        runner_say(&runner, "%s is not as version %ld left it: %zu difference%s\n", db_label(runner.db), version,
                   comparison.told, comparison.told == 1 ? "" : "s");
        state_print(&runner, &comparison);
        state_print_sql(&runner, &comparison);
    }
    bool left_out = state_tell_unmanaged(&runner, live) && runner.settings->strict;
    return runner_end(&runner, differences || left_out ? EXIT_DIFFERS : EXIT_DONE);
}

/* Nothing depends on a comment: a database made by other means may do without them. */
static void tell_comments(const Runner *runner, size_t count)
{
    if (count)
        runner_say(runner, "%zu comment%s: this does not stop the adoption, and the database is remembered as it is;\n"
                   "the COMMENT ON statements of the migrations, in a new migration, would set %s\n", count,
                   count == 1 ? " differs" : "s differ", count == 1 ? "it" : "them");
}

/* Things the language has no words for, and comments, are told, and stand in nobody's way. */
static bool equals_version(Runner *runner, const char *live, long version)
{
    StateComparison comparison;
    const char *expected = state_of_migrations(runner, version);

    if (!expected) {
        diag(&runner->diags, DIAG_NO_CATALOG, (Span){0}, "it cannot be told whether the database equals version %ld; "
             "--unverified records it all the same", version);
        return false;
    }
    if (!state_compare(runner, live, expected, &comparison))
        return false;
    if (comparison.differences.count)
        runner_say(runner, "%s beside version %ld:\n", db_label(runner->db), version);
    state_print(runner, &comparison);
    if (comparison.managed > comparison.comments) {
        state_print_sql(runner, &comparison);
        diag_hint(&runner->diags,
                  diag(&runner->diags, DIAG_CATALOG_DIFFERS, (Span){0}, "the database is not at version %ld", version),
                  "mend what differs, or name the version it is at; nothing was recorded");
        return false;
    }
    tell_comments(runner, comparison.comments);
    return true;
}

static bool record(Runner *runner, long version, const char *live)
{
    bool good = db_run(runner->db, "BEGIN");

    for (long i = 0; i < version && good; i++)
        good = history_insert(runner, &(HistoryEntry){.migration = &runner->migrations.items[i], .finished = true,
                                                      .catalog = i + 1 == version ? live : NULL});
    good = good && history_event(runner, version, "baseline", runner->settings->unverified ? "unverified" : "verified")
        && db_run(runner->db, "COMMIT");
    if (!good) {
        runner_report(runner, (Span){0});
        db_rollback(runner->db);
    }
    return good;
}

/* False if the folder has no such migration. */
static bool find_version(Runner *runner, Target target, long *version)
{
    long head = (long)runner->migrations.count;

    *version = target.kind == TARGET_HEAD ? head : target.number;
    if (*version >= 1 && *version <= head)
        return true;
    runner_no_migration(runner, *version);
    return false;
}

static bool has_history(Runner *runner, const History *history)
{
    if (!history->count)
        return false;
    diag_hint(&runner->diags,
              diag(&runner->diags, DIAG_NOT_EMPTY, (Span){0}, "%s has a history: it is at version %ld",
                   db_label(runner->db), history_version(history)),
              "a baseline is the first entry of a history; from there `ecorun up` goes on. Nothing was recorded");
    return true;
}

int command_baseline(void *settings, int count, char **words)
{
    Runner runner;
    History history = {0};
    Target target;
    const char *live;
    long version;

    (void)count;
    runner_begin(&runner, settings);
    if (!target_read(words[0], &target) || (target.kind != TARGET_VERSION && target.kind != TARGET_HEAD))
        return runner_refuse_word(&runner, words[0], "baseline takes a number or head");
    if (!runner_read_folder(&runner) || !find_version(&runner, target, &version)
        || !runner_connect(&runner, "baseline") || !lock_take(&runner) || !history_load(&runner, &history)
        || has_history(&runner, &history))
        return runner_end(&runner, EXIT_DONE);
    live = state_read(&runner, runner.db);
    if (!live)
        runner_report(&runner, (Span){0});
    if (live && (runner.settings->unverified || equals_version(&runner, live, version))
        && history_create(&runner) && record(&runner, version, live))
        runner_say(&runner, "%s is at version %ld; recorded, nothing was run\n", db_label(runner.db), version);
    return runner_end(&runner, EXIT_DONE);
}
