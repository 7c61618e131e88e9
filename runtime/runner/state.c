#include "runtime/runner/state.h"

#include "dsl/base/strbuf.h"
#include "dsl/print.h"
#include "dsl/sqlscript.h"
#include "runtime/introspect/introspect.h"
#include "runtime/pg/error.h"
#include "runtime/runner/apply.h"

#include <string.h>

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
    introspect_tell_newer(&runner->diags, db_version(db));
    strbuf_puts(&text, print_eco(&found.catalog, arena));
    for (size_t i = 0; i < found.unmanaged.count; i++) {
        const Unmanaged *one = found.unmanaged.items[i];

        strbuf_printf(&text, STATE_UNMANAGED "%s %s\n", one->kind, one_line(arena, one->identity));
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
