#include "runtime/runner/compare.h"

#include <string.h>

static const Migration *in_folder(const Runner *runner, long version)
{
    return version > 0 && version <= (long)runner->migrations.count ? &runner->migrations.items[version - 1] : NULL;
}

static void report_newer(Runner *runner, const HistoryRow *first, long last)
{
    Diag *d = diag(&runner->diags, DIAG_HISTORY_NEWER, (Span){0},
                   "the database is at version %ld, and %s ends with %zu", last, runner->settings->folder,
                   runner->migrations.count);

    diag_note(&runner->diags, d, (Span){0}, "migration %s was applied %s by %s on %s",
              runner_title(runner, first->version, first->name), first->started_at, first->applied_by, first->host);
    diag_hint(&runner->diags, d, "run the release that these migrations belong to, or take them back: "
              "`ecorun down %zu` needs no files", runner->migrations.count);
}

/* Which of the files it was, as far as the row can tell. */
static void report_edited(Runner *runner, const HistoryRow *row, const Migration *migration)
{
    const MigrationFile *file = strcmp(row->checksum, migration->up.sha256) != 0 ? &migration->up : &migration->down;
    Diag *d = strcmp(row->name, migration->name) != 0
                ? diag(&runner->diags, DIAG_HISTORY_EDITED, (Span){0}, "migration %04ld is called \"%s\" here, and was "
                       "\"%s\" when it was applied", row->version, migration->name, row->name)
                : diag(&runner->diags, DIAG_HISTORY_EDITED, (Span){0},
                       "%s is not the text that was applied to this database", file->path);

    diag_note(&runner->diags, d, (Span){0}, "applied %s by %s on %s; SHA-256 then %.12s…, now %.12s…", row->started_at,
              row->applied_by, row->host, file == &migration->up ? row->checksum : row->checksum_down, file->sha256);
    diag_hint(&runner->diags, d, "bring the file back as it was, and put the change into a new migration");
}

static void report_gap(Runner *runner, long version, const HistoryRow *row)
{
    Diag *d = diag(&runner->diags, DIAG_HISTORY_GAP, (Span){0}, "migration %s was never applied here, but %s was",
                   runner_title(runner, version, in_folder(runner, version)->name),
                   runner_title(runner, row->version, row->name));

    diag_hint(&runner->diags, d, "they are applied in order, so somebody removed its row: put that back into %s, where "
              "a backup has it", history_sql(&runner->arena, runner->settings->schema, "${history}"));
}

static bool same(const HistoryRow *row, const Migration *migration)
{
    return strcmp(row->checksum, migration->up.sha256) == 0 && strcmp(row->checksum_down, migration->down.sha256) == 0
        && strcmp(row->name, migration->name) == 0;
}

bool compare_history(Runner *runner, const History *history)
{
    size_t errors = runner->diags.errors;
    long expected = 1;

    for (size_t i = 0; i < history->count; i++) {
        const HistoryRow *row = &history->rows[i];
        const Migration *migration = in_folder(runner, row->version);

        if (row->version > (long)runner->migrations.count) {
            report_newer(runner, row, history->rows[history->count - 1].version);
            break;
        }
        if (!migration) {
            diag(&runner->diags, DIAG_FOREIGN_HISTORY, (Span){0}, "the history has a row for version %ld",
                 row->version);
            continue;
        }
        for (; expected < row->version; expected++)
            report_gap(runner, expected, row);
        if (!same(row, migration))
            report_edited(runner, row, migration);
        expected = row->version + 1;
    }
    return runner->diags.errors == errors;
}

/* Indexes that an interrupted CREATE INDEX CONCURRENTLY left behind. */
static const char *invalid_indexes(Runner *runner)
{
    PGresult *result = db_query(runner->db, &runner->arena,
                                "SELECT string_agg(indexrelid::regclass::text, ', ' ORDER BY indexrelid)\n"
                                "FROM pg_catalog.pg_index WHERE NOT indisvalid");

    return result ? db_value(result, 0, 0) : NULL;
}

bool compare_unfinished(Runner *runner, const History *history)
{
    const HistoryRow *row = history->count ? &history->rows[history->count - 1] : NULL;
    const char *schema = runner->settings->schema;

    if (!row || strcmp(row->state, "applied") == 0)
        return true;

    bool down = strcmp(row->state, "reverting") == 0;
    const char *title = runner_title(runner, row->version, row->name), *invalid = invalid_indexes(runner);
    Diag *d = diag(&runner->diags, DIAG_UNFINISHED, (Span){0}, "migration %s stopped half way %s", title,
                   down ? "down" : "up");

    diag_note(&runner->diags, d, (Span){0},
              "it runs outside a transaction: %ld of its %ld statements are done and stay; "
              "statement %ld may have run or not",
              row->step_done, row->step_total, row->step_done + 1);
    if (invalid)
        diag_note(&runner->diags, d, (Span){0}, "invalid indexes that an interrupted CREATE INDEX left behind: %s",
                  invalid);
    diag_hint(
        &runner->diags, d,
        "finish it by hand with psql: drop what is invalid, run what is left from statement %ld on of %s.%s.sql, and "
        "then %s;\n              or undo statements 1 to %ld by hand, and then %s",
        row->step_done + 1, title, down ? "down" : "up",
        history_sql(&runner->arena, schema,
                    arena_printf(&runner->arena,
                                 down ? "DELETE FROM ${history} WHERE version = %ld"
                                      : "UPDATE ${history} SET state = 'applied', step_done = step_total, "
                                        "finished_at = now() WHERE version = %ld",
                                 row->version)),
        row->step_done + 1,
        history_sql(&runner->arena, schema,
                    arena_printf(&runner->arena,
                                 down ? "UPDATE ${history} SET state = 'applied', step_done = step_total WHERE "
                                        "version = %ld"
                                      : "DELETE FROM ${history} WHERE version = %ld",
                                 row->version)));
    return false;
}
