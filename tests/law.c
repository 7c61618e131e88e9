#include "tests/law_private.h"

#include "codegen/plan/plan.h"
#include "dsl/base/strbuf.h"
#include "dsl/sqltext.h"
#include "tests/empty.h"
#include "tests/server.h"
#include "tests/stand_in.h"

#include <string.h>

/* Roles that rows speak of; they are of the whole server, and a schema does not make them. */
static const char roles[] =
    "do $$ declare one text; begin\n"
    "for one in select name from unnest(array['app_owner', 'reader', 'writer', 'we\"ird; drop role x']) r (name)\n"
    "           where name not in (select rolname from pg_roles)\n"
    "loop execute format('create role %I', one); end loop; end $$";

/* Tablespaces are of the whole server as well; since 15 they can be made without a folder. */
static void make_tablespace(Db *db, Arena *arena)
{
    PGresult *found = db_query(db, arena, "select 1 from pg_tablespace where spcname = 'fast'");

    if (found && PQntuples(found) == 0) {
        db_run(db, "set allow_in_place_tablespaces = on");
        db_run(db, "create tablespace fast location ''");
    }
}

Law law_begin(Arena *arena)
{
    Law law = {.arena = arena, .database = server_new_database(arena)};
    Db *db = db_open(arena, &(DbOptions){.conninfo = law.database});

    db_run(db, roles);
    if (db_version(db) >= 150000)
        make_tablespace(db, arena);
    db_close(db);
    return law;
}

bool trial_fail(Trial *trial, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (!trial->broken)
        trial->broken = arena_vprintf(trial->arena, format, arguments);
    va_end(arguments);
    return false;
}

/* Schemas and plans. */

static bool compile(Trial *trial, const char *text, Catalog *catalog)
{
    trial->compiled = compile_text(trial->arena, text);
    *catalog = trial->compiled->resolved.catalog;
    return !diag_failed(&trial->compiled->diags)
        || trial_fail(trial, "a schema has errors:\n%s\n%s", compile_complaints(trial->compiled, trial->arena), text);
}

static bool plan(Trial *trial, const Catalog *before, const Catalog *after, List *planned)
{
    PlanOptions options = {.online = true, .apart = trial->apart};

    *planned = plan_migrations(before, after, options, trial->arena, &trial->compiled->diags);
    return !diag_failed(&trial->compiled->diags)
        || trial_fail(trial, "planning failed:\n%s", compile_complaints(trial->compiled, trial->arena));
}

/* Applying. */

static bool run(Trial *trial, const char *what, const char *sql, bool done)
{
    const DbError *error = db_error(trial->db);

    return done || trial_fail(trial, "%s: %s %s\n%s\n%s", what, error->sqlstate, error->message, error->detail, sql);
}

static bool run_one_by_one(Trial *trial, const char *what, const char *sql)
{
    SqlStatement *statements;
    size_t count, at;
    const char *error;

    if (!sql_split(trial->arena, sql, strlen(sql), &statements, &count, &error, &at))
        return trial_fail(trial, "%s: %s\n%s", what, error, sql);
    for (size_t i = 0; i < count; i++) {
        size_t start = statements[i].start, length = statements[i].end - start;

        if (!run(trial, what, sql, db_run(trial->db, arena_strndup(trial->arena, sql + start, length))))
            return false;
    }
    return true;
}

static bool apply(Trial *trial, const char *what, const char *sql, bool transaction)
{
    sql = stand_in(trial->arena, sql);
    return transaction ? run(trial, what, sql, db_script(trial->db, sql)) : run_one_by_one(trial, what, sql);
}

static bool go_up(Trial *trial, const char *what, const List *planned)
{
    for (size_t i = 0; i < planned->count; i++) {
        const PlannedMigration *migration = planned->items[i];

        if (!apply(trial, what, migration->up, migration->up_transaction))
            return false;
    }
    return true;
}

static bool go_down(Trial *trial, const char *what, const List *planned)
{
    for (size_t i = planned->count; i-- > 0;) {
        const PlannedMigration *migration = planned->items[i];

        if (!apply(trial, what, migration->down, migration->down_transaction))
            return false;
    }
    return true;
}

static const Catalog *side(const Way *way, bool is_after)
{
    return is_after ? &way->after : &way->before;
}

static bool build(Trial *trial, bool is_after, size_t *which)
{
    const char *emptying = empty_database(trial->arena);
    bool done = run(trial, "emptying", emptying, db_run(trial->db, emptying));
    Catalog empty;
    List planned;

    for (size_t i = 0; done && i < trial->count; i++) {
        *which = i;
        done = compile(trial, "", &empty) && plan(trial, &empty, side(&trial->ways[i], is_after), &planned)
            && go_up(trial, "building a schema", &planned);
    }
    return done;
}

/* The texts of one side of all cases. */
static const char *text_of(const Trial *trial, bool is_after)
{
    StrBuf text = {.arena = trial->arena};

    for (size_t i = 0; i < trial->count; i++)
        strbuf_puts(&text, is_after ? trial->ways[i].c->after : trial->ways[i].c->before);
    return strbuf_text(&text);
}

/* What a fresh build of a side looks like: the database is left holding it, or as it was if that is known already. */
static const Seen *fresh(Trial *trial, bool is_after, size_t *which)
{
    const char *text = text_of(trial, is_after);
    Arena *arena = trial->law->arena;
    Seen *seen = map_get(&trial->law->built, text);

    if (seen && (seen->is_dumped || !trial_is_observed(trial)))
        return seen;
    trial->law->holds = arena_strdup(arena, text);
    if (!seen)
        seen = arena_new(arena, Seen);

    bool apart = trial->apart;
    trial->apart = false;           /* what others are measured by is built as a user would build it */
    bool built = build(trial, is_after, which);
    trial->apart = apart;
    if (built)
        *which = trial->count;
    if (!built || !trial_look(trial, arena, is_after, &seen->ours))
        return NULL;
    seen->is_dumped = trial_is_observed(trial);
    if (seen->is_dumped)
        seen->dump = trial_dump(trial, arena);
    return map_put(&trial->law->built, arena, arena_strdup(arena, text), seen);
}

/* The legs. */

static bool holds(Trial *trial, const Way *way)
{
    StrBuf all = {.arena = trial->arena};
    const char *part = way->c->up;

    for (size_t i = 0; i < way->planned.count; i++)
        strbuf_puts(&all, ((const PlannedMigration *)way->planned.items[i])->up);
    return !part || trial->apart || strstr(strbuf_text(&all), part)
        || trial_fail(trial, "the up does not hold\n%s\nbut is\n%s", part, strbuf_text(&all));
}

static bool fill(Trial *trial, Way *way)
{
    const LawCase *c = way->c;

    if (c->rows && !run(trial, "rows", c->rows, db_script(trial->db, c->rows)))
        return false;
    way->rows = trial_answer(trial, c->look);
    return !trial->broken;
}

static bool up(Trial *trial, Way *way)
{
    const LawCase *c = way->c;

    return go_up(trial, "up", &way->planned)
        && trial_answers(trial, "up", c->look_after ? c->look_after : c->look, way->rows);
}

static bool down(Trial *trial, Way *way)
{
    return go_down(trial, "down", &way->planned) && trial_answers(trial, "down", way->c->look, way->rows);
}

static bool up_again(Trial *trial, Way *way)
{
    return trial->apart || go_up(trial, "up again", &way->planned);
}

/* All cases go a leg; which one did not, if one did not. */
static bool each(Trial *trial, bool (*leg)(Trial *, Way *), size_t *which)
{
    for (size_t i = 0; i < trial->count; i++) {
        *which = i;
        if (!leg(trial, &trial->ways[i]))
            return false;
    }
    *which = trial->count;
    return true;
}

static bool travel(Trial *trial, const Seen *before, const Seen *after, size_t *which)
{
    bool there_and_back = each(trial, fill, which)
                       && each(trial, up, which)
                       && trial_is_ours(trial, "up", true, after)
                       && trial_is_dumped_alike(trial, "up", after)
                       && each(trial, down, which)
                       && trial_is_ours(trial, "down", false, before)
                       && trial_is_dumped_alike(trial, "down", before)
                       && each(trial, up_again, which);

    if (!there_and_back)
        return false;
    for (size_t i = 0; i < trial->count; i++)
        if (!holds(trial, &trial->ways[i]))
            return false;
    return trial->apart || trial_is_ours(trial, "up again", true, after);
}

static bool prepare(Trial *trial, Way *way)
{
    Catalog *before = &way->before, *after = &way->after;
    List none;

    if (!compile(trial, way->c->before, before) || !compile(trial, way->c->after, after)
        || !plan(trial, before, after, &way->planned) || !plan(trial, after, after, &none))
        return false;
    if (trial->law->watch)
        trial->law->watch(trial->law->watcher, before, after);
    return !none.count || trial_fail(trial, "a schema differs from itself");
}

static void attempt(Trial *trial, size_t *which)
{
    if (!each(trial, prepare, which))
        return;

    const Seen *end = fresh(trial, true, which), *start = end ? fresh(trial, false, which) : NULL;
    bool is_there = start && trial->law->holds && strcmp(trial->law->holds, text_of(trial, false)) == 0;
    bool ready = start && (is_there || build(trial, false, which));

    trial->law->holds = NULL;
    if (ready)
        travel(trial, start, end, which);
}

Db *law_connect(const Law *law, Arena *arena)
{
    return db_open(arena, &(DbOptions){
                              .conninfo = law->database, .search_path = "public, pg_temp", .keep_plans = true});
}

const char *law_broken_together(Law *law, const LawCase *cases, size_t count, Arena *arena, size_t *which)
{
    Trial trial = {.law = law, .count = count, .arena = arena, .apart = cases->apart, .dumped = !cases->undumped};

    trial.ways = arena_array(arena, Way, count);
    for (size_t i = 0; i < count; i++)
        trial.ways[i] = (Way){.c = &cases[i]};
    if (!law->db)
        law->db = law_connect(law, law->arena);
    trial.db = law->db;
    attempt(&trial, which);
    if (db_failed(trial.db)) {
        db_close(law->db);
        law->db = NULL;
    }
    return trial.broken;
}

const char *law_broken(Law *law, const LawCase *c, Arena *arena)
{
    size_t which;

    return law_broken_together(law, c, 1, arena, &which);
}
