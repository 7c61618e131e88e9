/*
 * sql: a run as one script, with the history kept as a run would (but for the catalog and the events, which take a look
 * at the database): for those who may not, or do not want to, let a program at it. psql runs it; no database is asked.
 *
 * Every migration looks for itself whether the one before it was applied, so that a script that goes on after an error
 * does no harm.
 */
#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "runtime/runner/apply.h"
#include "runtime/runner/commands.h"
#include "runtime/runner/lock.h"
#include "runtime/runner/target.h"

#include <string.h>
#include <strings.h>

typedef struct Script {
    Runner *runner;
    StrBuf text;
    const char *schema;
} Script;

static void put(Script *script, const char *template)
{
    strbuf_puts(&script->text, history_sql(&script->runner->arena, script->schema, template));
}

/* Fails unless the newest applied migration is the one expected. The body is a literal: no name can end it early. */
static void put_guard(Script *script, long version)
{
    Arena *arena = &script->runner->arena;
    const char *body = history_sql(
        arena, script->schema,
        arena_printf(arena,
                     "\nDECLARE\n    now bigint;\nBEGIN\n"
                     "    SELECT coalesce(max(version), 0) INTO now FROM ${history};\n"
                     "    IF now <> %ld THEN\n"
                     "        RAISE EXCEPTION 'the database is at version %%, and this part of the script goes on from "
                     "%ld', now;\n"
                     "    END IF;\n"
                     "    IF EXISTS (SELECT FROM ${history} WHERE state <> 'applied') THEN\n"
                     "        RAISE EXCEPTION 'a migration stopped half way: ecorun status says how to go on';\n"
                     "    END IF;\nEND\n",
                     version, version));

    strbuf_printf(&script->text, "DO %s;\n\n", quote_literal(arena, body));
}

/* What is left out stays there as comments. */
static void put_commented(Script *script, const char *from, const char *to)
{
    strbuf_puts(&script->text, "-- left out: ");
    for (; from < to; from++) {
        strbuf_putc(&script->text, *from);
        if (*from == '\n')
            strbuf_puts(&script->text, "-- ");
    }
    strbuf_putc(&script->text, '\n');
}

static void put_text(Script *script, const Work *work, const char *text)
{
    const Source *source = work->source;

    for (size_t i = 0; work->skipped && i < work->count; i++) {
        const char *start = source->text + (work->statements[i].start - source->base);
        const char *end = source->text + (work->statements[i].end - source->base);

        if (!work->skipped[i])
            continue;
        strbuf_putn(&script->text, text, (size_t)(start - text));
        put_commented(script, start, end);
        text = end;
    }
    strbuf_puts(&script->text, text);
}

/* The text of a file, its last statement with a semicolon. */
static void put_file(Script *script, const Work *work)
{
    const Source *source = work->source;
    const char *text = source->text + (strncmp(source->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0);
    size_t length = strlen(text);

    put_text(script, work, text);
    if (length && text[length - 1] != '\n')
        strbuf_putc(&script->text, '\n');
    if (!work->count)
        return;

    const char *after = source->text + (work->statements[work->count - 1].end - source->base);
    if (after[strspn(after, " \t\r\n")] != ';')
        strbuf_puts(&script->text, ";\n");
}

/* --role: as in a run, it owns what is made, the history too. */
static void put_role(Script *script)
{
    const char *role = script->runner->settings->role;

    if (role)
        strbuf_printf(&script->text, "SET ROLE %s;\n", quote_name(&script->runner->arena, role));
}

/* In any case, anywhere: once too often does no harm. */
static bool mentions(const char *text, const char *word)
{
    size_t length = strlen(word);

    while (*text && strncasecmp(text, word, length) != 0)
        text++;
    return *text;
}

/* The history is written by who runs the script, whatever role the file took on. */
static void put_statements(Script *script, const Work *work)
{
    put_file(script, work);
    if (mentions(work->source->text, "role") || mentions(work->source->text, "authorization")) {
        strbuf_puts(&script->text, "RESET SESSION AUTHORIZATION;\n");
        put_role(script);
    }
    strbuf_putc(&script->text, '\n');
}

static void put_title(Script *script, const Migration *migration, const char *direction)
{
    strbuf_printf(&script->text, "\n-- %s %s\n\n", runner_title(script->runner, migration->number, migration->name),
                  direction);
}

static bool put_up(Script *script, const Migration *migration)
{
    Runner *runner = script->runner;
    bool transaction = migration->up.transaction;
    Work work;

    if (!work_up(runner, migration, &work))
        return false;

    HistoryEntry entry = {.migration = migration, .finished = transaction, .steps = work.count};
    const char *insert = history_insert_text(&runner->arena, script->schema, &entry);

    put_title(script, migration, "up");
    if (transaction)
        strbuf_printf(&script->text, "BEGIN;\nSET LOCAL lock_timeout = '%ums';\n", runner->settings->lock_timeout);
    put_guard(script, migration->number - 1);
    if (!transaction)
        strbuf_printf(&script->text, "%s;\nSET lock_timeout = 0;\n\n", insert);
    put_statements(script, &work);
    if (transaction)
        strbuf_printf(&script->text, "%s;\n\nCOMMIT;\n", insert);
    else
        put(script, arena_printf(&runner->arena,
                                 "UPDATE ${history} SET state = 'applied', step_done = step_total,\n"
                                 "    finished_at = clock_timestamp() WHERE version = %d;\n", migration->number));
    return true;
}

static bool put_down(Script *script, const Migration *migration)
{
    Runner *runner = script->runner;
    bool transaction = migration->down.transaction;
    const HistoryRow row = {
        .version = migration->number, .name = migration->name, .down_sql = migration->down.text.text,
        .started_at = "", .applied_by = "", .host = "", .application = "",
    };
    Work work;

    if (!work_down(runner, &row, &work))
        return false;
    put_title(script, migration, "down");
    if (transaction)
        strbuf_printf(&script->text, "BEGIN;\nSET LOCAL lock_timeout = '%ums';\n", runner->settings->lock_timeout);
    put_guard(script, migration->number);
    if (!transaction)
        put(script, arena_printf(&runner->arena, "UPDATE ${history} SET state = 'reverting', step_done = 0\n"
                                 "WHERE version = %d;\nSET lock_timeout = 0;\n\n", migration->number));
    put_statements(script, &work);
    put(script, arena_printf(&runner->arena, "DELETE FROM ${history} WHERE version = %d;\n", migration->number));
    strbuf_puts(&script->text, transaction ? "\nCOMMIT;\n" : "");
    return true;
}

static void put_beginning(Script *script, long from, long to)
{
    size_t count;
    Arena *arena = &script->runner->arena;
    const char *const *tables = history_create_statements(arena, script->schema, &count);
    const char *key = lock_key_text(arena, script->schema);

    strbuf_printf(
        &script->text,
        "-- ecorun sql %ld:%ld, for psql: psql -X -f THIS_FILE\n\n"
        "\\set ON_ERROR_STOP on\n"
        "SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\nSET search_path = public, pg_temp;\n"
        "SET client_min_messages = warning;\n",
        from, to);
    put_role(script);
    strbuf_printf(&script->text, "\n-- As long as this session lives, no runner works on the database.\nDO %s;\n\n",
                  quote_literal(arena, arena_printf(arena, "\nBEGIN\n    IF NOT pg_try_advisory_lock(%s) THEN\n"
                                                    "        RAISE EXCEPTION 'another runner works on this database';\n"
                                                    "    END IF;\nEND\n", key)));
    for (size_t i = 0; i < count; i++)
        strbuf_printf(&script->text, "%s;\n\n", tables[i]);
}

/* "", "3" (from nothing), "1:3", "3:1", "base:head"; false if it is none of these. */
static bool read_range(Runner *runner, const char *word, long *from, long *to)
{
    long head = (long)runner->migrations.count;
    const char *colon = word ? strchr(word, ':') : NULL;
    const char *words[] = {
        colon ? arena_strndup(&runner->arena, word, (size_t)(colon - word)) : "base",
        colon ? colon + 1 : word ? word : "head",
    };
    long *ends[] = {from, to};

    for (size_t i = 0; i < 2; i++) {
        Target target;

        if (!target_read(*words[i] ? words[i] : i ? "head" : "base", &target) || target.kind == TARGET_MORE
            || target.kind == TARGET_LESS)
            return false;
        *ends[i] = target.kind == TARGET_VERSION ? target.number : target.kind == TARGET_HEAD ? head : 0;
    }
    return true;
}

int command_sql(void *settings, int count, char **words)
{
    Runner runner;
    Script script = {.runner = &runner, .schema = ((RunnerSettings *)settings)->schema};
    long from = 0, to = 0, head;

    runner_begin(&runner, settings);
    script.text.arena = &runner.arena;
    if (!runner_read_folder(&runner))
        return runner_end(&runner, EXIT_DONE);
    if (!read_range(&runner, count ? words[0] : NULL, &from, &to)) {
        fprintf(stderr, "ecorun: \"%s\" is no range of versions: FROM:TO, each a number, base or head\n", words[0]);
        return runner_end(&runner, EXIT_USAGE);
    }
    head = (long)runner.migrations.count;
    if (from > head || to > head)
        runner_no_migration(&runner, from > head ? from : to);

    put_beginning(&script, from, to);
    for (long version = from + 1; version <= to && to <= head; version++)
        put_up(&script, &runner.migrations.items[version - 1]);
    for (long version = from; version > to && from <= head; version--)
        put_down(&script, &runner.migrations.items[version - 1]);
    if (!diag_failed(&runner.diags))
        fputs(strbuf_text(&script.text), stdout);
    return runner_end(&runner, EXIT_DONE);
}
