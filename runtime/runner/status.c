/*
 * status and history: what the database says of itself, beside what the folder says.
 */
#include "runtime/runner/commands.h"
#include "runtime/runner/compare.h"
#include "runtime/runner/report.h"

#include <string.h>

static void print_text(Runner *runner, const History *history, long version)
{
    const Migrations *migrations = &runner->migrations;

    runner_say(runner, "database  %s\n", db_label(runner->db));
    runner_say(runner, "folder    %s, %zu migration%s\n", migrations->folder, migrations->count,
               migrations->count == 1 ? "" : "s");
    if (version)
        runner_say(runner, "version   %s\n",
                   runner_title(runner, version, history->rows[history->count - 1].name));
    else
        runner_say(runner, "version   0, no migration is applied\n");
    for (size_t i = (size_t)version; i < migrations->count; i++)
        runner_say(runner, "%-9s %s\n", i == (size_t)version ? "pending" : "",
                   runner_title(runner, migrations->items[i].number, migrations->items[i].name));
    if (!diag_failed(&runner->diags) && version == (long)migrations->count)
        runner_say(runner, "up to date\n");
}

static void print_json(Runner *runner, const History *history, long version)
{
    json_t *document = report_new(runner), *pending = json_array(), *problems = json_array();

    for (size_t i = (size_t)version; i < runner->migrations.count; i++)
        json_array_append_new(pending,
                              json_pack("{s:i, s:s}", "version", runner->migrations.items[i].number, "name",
                                        runner->migrations.items[i].name));
    for (size_t i = 0; i < runner->diags.all.count; i++) {
        const Diag *d = runner->diags.all.items[i];

        json_array_append_new(problems,
                              json_pack("{s:s, s:s}", "code", diag_code_text(d->code), "message", d->message));
    }
    json_object_set_new(document, "version", json_integer(version));
    json_object_set_new(document, "head", json_integer((json_int_t)runner->migrations.count));
    json_object_set_new(document, "state",
                        json_string(history->count ? history->rows[history->count - 1].state : "empty"));
    json_object_set_new(document, "pending", pending);
    json_object_set_new(document, "problems", problems);
    report_print(runner, document);
}

/* What is wrong is part of the answer: it is printed, and does not change the exit code but with --exit-code. */
int command_status(void *settings, int count, char **words)
{
    Runner runner;
    History history = {0};

    (void)count, (void)words;
    runner_begin(&runner, settings);
    if (!runner_read_folder(&runner) || !runner_connect(&runner, "status") || !history_load(&runner, &history))
        return runner_end(&runner, EXIT_DONE);

    long version = history_version(&history);
    compare_unfinished(&runner, &history);
    compare_history(&runner, &history);
    if (db_failed(runner.db)) {
        runner_report(&runner, (Span){0});
        return runner_end(&runner, EXIT_DONE);
    }

    bool differs = diag_failed(&runner.diags) || version != (long)runner.migrations.count;
    (runner_wants_json(&runner) ? print_json : print_text)(&runner, &history, version);
    runner_end(&runner, EXIT_DONE);
    return differs && ((RunnerSettings *)settings)->exit_code ? EXIT_DIFFERS : EXIT_DONE;
}

typedef struct Event {
    const char *at, *kind, *by, *host, *version, *detail;
} Event;

/* Failures and reverts, oldest first; none if the table is not there. */
static Event *load_events(Runner *runner, size_t *count)
{
    PGresult *result = db_query(
        runner->db, &runner->arena,
        history_sql(&runner->arena, runner->settings->schema,
                    "SELECT to_char(at, 'YYYY-MM-DD HH24:MI:SS.MS\"Z\"'), kind, by, host, version, detail\n"
                    "FROM ${event} ORDER BY id"));

    *count = result ? (size_t)PQntuples(result) : 0;
    Event *events = arena_array(&runner->arena, Event, *count + 1);
    for (int i = 0; i < (int)*count; i++)
        events[i] = (Event){db_value(result, i, 0), db_value(result, i, 1), db_value(result, i, 2),
                            db_value(result, i, 3), db_value(result, i, 4), db_value(result, i, 5)};
    return events;
}

/* What happened says in its own words which migration it was, or else its number does. */
static void event_text(Runner *runner, const Event *event)
{
    const char *number = arena_printf(&runner->arena, "%04ld", strtol(event->version, NULL, 10));
    bool named = strncmp(event->detail, number, strlen(number)) == 0;

    runner_say(runner, "%s  %-9s %s%s%s; by %s on %s\n", event->at, event->kind, named ? "" : number, named ? "" : ": ",
               event->detail, event->by, event->host);
}

static void history_text(Runner *runner, const History *history, const Event *events, size_t event_count)
{
    size_t event = 0;

    if (!history->count && !event_count)
        runner_say(runner, "%s has no history\n", db_label(runner->db));
    for (size_t i = 0; i <= history->count; i++) {
        const HistoryRow *row = i < history->count ? &history->rows[i] : NULL;

        for (; event < event_count && (!row || strcmp(events[event].at, row->started_at) < 0); event++)
            event_text(runner, &events[event]);
        if (row)
            runner_say(runner, "%s  %-9s %-40s  %s ms, by %s on %s with %s\n", row->started_at, row->state,
                       runner_title(runner, row->version, row->name), row->milliseconds ? row->milliseconds : "?",
                       row->applied_by, row->host, row->tool);
    }
}

static void history_json(Runner *runner, const History *history, const Event *events, size_t event_count)
{
    json_t *document = report_new(runner), *rows = json_array(), *others = json_array();

    for (size_t i = 0; i < history->count; i++) {
        const HistoryRow *row = &history->rows[i];

        json_array_append_new(rows, json_pack("{s:I, s:s, s:s, s:s, s:s?, s:s, s:s, s:s, s:s, s:s}", "version",
                                              (json_int_t)row->version, "name", row->name, "state", row->state,
                                              "started_at", row->started_at, "finished_at", row->finished_at, "by",
                                              row->applied_by, "host", row->host, "application", row->application,
                                              "tool", row->tool, "checksum", row->checksum));
    }
    for (size_t i = 0; i < event_count; i++)
        json_array_append_new(others, json_pack("{s:s, s:s, s:I, s:s, s:s, s:s}", "at", events[i].at, "kind",
                                                events[i].kind, "version",
                                                (json_int_t)strtol(events[i].version, NULL, 10), "by", events[i].by,
                                                "host", events[i].host, "detail", events[i].detail));
    json_object_set_new(document, "applied", rows);
    json_object_set_new(document, "events", others);
    report_print(runner, document);
}

int command_history(void *settings, int count, char **words)
{
    Runner runner;
    History history = {0};
    size_t event_count = 0;
    Event *events = NULL;

    (void)count, (void)words;
    runner_begin(&runner, settings);
    if (!runner_connect(&runner, "history") || !history_load(&runner, &history))
        return runner_end(&runner, EXIT_DONE);
    if (history.present)
        events = load_events(&runner, &event_count);
    if (!runner_report(&runner, (Span){0}))
        (runner_wants_json(&runner) ? history_json : history_text)(&runner, &history, events, event_count);
    return runner_end(&runner, EXIT_DONE);
}
