#include "runtime/runner/state.h"

#include "dsl/base/strbuf.h"
#include "dsl/print.h"
#include "dsl/sqlscript.h"
#include "runtime/introspect/introspect.h"
#include "runtime/pg/error.h"
#include "runtime/runner/apply.h"

#include <string.h>

#define UNMANAGED "// unmanaged: "

/* A name may hold anything: a line of comment stays one line. */
static const char *one_line(Arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);

    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    return copy;
}

const char *state_read(Runner *runner, Db *db)
{
    Arena *arena = &runner->arena;
    StrBuf text = {.arena = arena};
    Introspection found;

    if (!introspect_beside(db, arena, runner->settings->schema, &found))
        return NULL;
    strbuf_puts(&text, print_eco(&found.catalog, arena));
    for (size_t i = 0; i < found.unmanaged.count; i++) {
        const Unmanaged *one = found.unmanaged.items[i];

        strbuf_printf(&text, UNMANAGED "%s %s\n", one->kind, one_line(arena, one->identity));
    }
    return strbuf_text(&text);
}

const char *state_remembered(Runner *runner)
{
    PGresult *result = db_query(runner->db, &runner->arena,
                                history_sql(&runner->arena, runner->settings->schema,
                                            "SELECT catalog FROM ${history} ORDER BY version DESC LIMIT 1"));

    return result && PQntuples(result) ? db_value(result, 0, 0) : NULL;
}

static bool run_all(Runner *runner, Db *db, const Work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        if (db_run(db, sources_text(&runner->sources, work->statements[i], &runner->arena)))
            continue;
        error_report(&runner->diags, work->statements[i], db_error(db));
        return false;
    }
    return true;
}

/* On a server of their own, in autocommit: nobody looks, and nothing of it stays. */
static const char *run_migrations(Runner *runner, const Ephemeral *server, long version)
{
    Db *db = db_open(&runner->arena, &(DbOptions){.conninfo = server->conninfo, .search_path = "public, pg_temp"});
    bool good = !db_failed(db);
    const char *state = NULL;

    if (!good)
        error_report(&runner->diags, (Span){0}, db_error(db));
    for (long i = 0; i < version && good; i++) {
        Work work;

        good = work_up(runner, &runner->migrations.items[i], &work) && run_all(runner, db, &work);
    }
    if (good && !(state = state_read(runner, db)))
        error_report(&runner->diags, (Span){0}, db_error(db));
    db_close(db);
    return state;
}

const char *state_of_migrations(Runner *runner, long version)
{
    Ephemeral server = {0};
    const char *error, *state;

    if (!ephemeral_start(&runner->arena, &(EphemeralOptions){0}, &server, &error)) {
        Diag *d =
            diag(&runner->diags, DIAG_NO_CATALOG, (Span){0}, "no throwaway server to run the migrations on: %s", error);

        diag_hint(&runner->diags, d, "install PostgreSQL's server programs here (ECO_PG_BIN says where)");
        return NULL;
    }
    state = run_migrations(runner, &server, version);
    ephemeral_stop(&server);
    return state;
}

static void add(Runner *runner, StateComparison *into, const char *what, const char *object, bool managed)
{
    StateDifference *difference = arena_new(&runner->arena, StateDifference);

    *difference = (StateDifference){.what = what, .object = object, .managed = managed};
    list_add(&into->differences, &runner->arena, difference);
    into->managed += managed;
}

/* True if the text has this very line. */
static bool has_line(const char *text, const char *line, size_t length)
{
    for (const char *at = text; (at = strstr(at, UNMANAGED)); at++)
        if ((at == text || at[-1] == '\n') && strncmp(at, line, length) == 0 && (at[length] == '\n' || !at[length]))
            return true;
    return false;
}

static void add_unmanaged(Runner *runner, StateComparison *into, const char *what, const char *text, const char *other)
{
    for (const char *at = text; (at = strstr(at, UNMANAGED)); at += strlen(UNMANAGED)) {
        size_t length = strcspn(at, "\n");

        if ((at == text || at[-1] == '\n') && !has_line(other, at, length))
            add(runner, into, what,
                arena_strndup(&runner->arena, at + strlen(UNMANAGED), length - strlen(UNMANAGED)), false);
    }
}

static void add_changes(Runner *runner, StateComparison *into, const Changes *changes)
{
    Arena *arena = &runner->arena;

    for (size_t i = 0; i < changes->renames.items.count; i++) {
        const Rename *rename = changes->renames.items.items[i];

        add(runner, into, "renamed",
            arena_printf(arena, "%s, expected \"%s\"", object_describe(rename->before, arena), rename->name), true);
    }
    for (size_t i = 0; i < changes->items.count; i++) {
        const Change *change = changes->items.items[i];
        const char *what = !change->before ? "missing" : !change->after ? "unexpected" : "different";

        add(runner, into, what, object_describe(change->before ? change->before : change->after, arena), true);
    }
}

bool state_compare(Runner *runner, const char *live, const char *expected, StateComparison *comparison)
{
    const RunnerTools *tools = runner->settings->tools;
    Arena *arena = &runner->arena;
    Catalog before, after;
    Diags unheard = {.arena = arena, .sources = &runner->sources};

    *comparison = (StateComparison){.sql = ""};
    if (strcmp(live, expected) == 0)
        return true;
    if (!tools->compile("the database", live, &runner->sources, arena, &runner->diags, &before)
        || !tools->compile("the remembered catalog", expected, &runner->sources, arena, &runner->diags, &after))
        return false;

    Changes changes = diff_catalogs(&before, &after, false, arena, &unheard);
    add_changes(runner, comparison, &changes);
    add_unmanaged(runner, comparison, "missing", expected, live);
    add_unmanaged(runner, comparison, "unexpected", live, expected);
    if (comparison->managed)
        comparison->sql = tools->plan(&changes, arena);
    return true;
}

void state_print(const Runner *runner, const StateComparison *comparison)
{
    for (size_t i = 0; i < comparison->differences.count; i++) {
        const StateDifference *difference = comparison->differences.items[i];

        runner_say(runner, "    %-11s %s%s\n", difference->what, difference->object,
                   difference->managed ? "" : "  (not managed)");
    }
    if (comparison->managed && comparison->sql)
        runner_say(runner, "\nthis SQL would mend it:\n\n%s", comparison->sql);
}
