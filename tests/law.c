#define _POSIX_C_SOURCE 200809L
#include "tests/law.h"

#include "codegen/plan/plan.h"
#include "dsl/base/strbuf.h"
#include "dsl/print.h"
#include "dsl/sqltext.h"
#include "runtime/introspect/introspect.h"
#include "tests/compile.h"
#include "tests/empty.h"
#include "tests/server.h"
#include "tests/stand_in.h"

#include <stdlib.h>
#include <string.h>

/* What two observers see of a database: lists of lines, sorted. */
typedef struct Seen {
    List ours, dump;
    bool is_dumped;                 /* else nobody looked from outside yet */
} Seen;

/* A case under way. */
typedef struct Way {
    const LawCase *c;
    Catalog before, after;
    List planned;                   /* of PlannedMigration */
    const char *rows;               /* what there was to see of them before */
} Way;

typedef struct Trial {
    Law *law;
    Way *ways;
    size_t count;
    Arena *arena;
    Db *db;
    Compiled *compiled;             /* whose diagnostics take what planning says */
    bool dumped;                    /* pg_dump looks as well */
    bool apart;                     /* plans are unfolded */
    const char *broken;             /* the first thing that went wrong */
} Trial;

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

static bool fail(Trial *trial, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool fail(Trial *trial, const char *format, ...)
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
        || fail(trial, "a schema has errors:\n%s\n%s", compile_complaints(trial->compiled, trial->arena), text);
}

static bool plan(Trial *trial, const Catalog *before, const Catalog *after, List *planned)
{
    PlanOptions options = {.online = true, .apart = trial->apart};

    *planned = plan_migrations(before, after, options, trial->arena, &trial->compiled->diags);
    return !diag_failed(&trial->compiled->diags)
        || fail(trial, "planning failed:\n%s", compile_complaints(trial->compiled, trial->arena));
}

/* Applying. */

static bool run(Trial *trial, const char *what, const char *sql, bool done)
{
    const DbError *error = db_error(trial->db);

    return done || fail(trial, "%s: %s %s\n%s\n%s", what, error->sqlstate, error->message, error->detail, sql);
}

static bool run_one_by_one(Trial *trial, const char *what, const char *sql)
{
    SqlStatement *statements;
    size_t count, at;
    const char *error;

    if (!sql_split(trial->arena, sql, strlen(sql), &statements, &count, &error, &at))
        return fail(trial, "%s: %s\n%s", what, error, sql);
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

/* Looking. */

static int by_line(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* Statistics name their columns in the order in which the table has them. */
static const char *sorted_words(Arena *arena, const char *line)
{
    StrBuf text = {.arena = arena};
    List words = {0};

    for (char *rest = arena_strdup(arena, line), *word; (word = strtok_r(rest, " ,", &rest));)
        list_add(&words, arena, word);
    if (words.count)
        qsort(words.items, words.count, sizeof(void *), by_line);
    for (size_t i = 0; i < words.count; i++)
        strbuf_printf(&text, "%s ", (const char *)words.items[i]);
    return strbuf_text(&text);
}

/* Lines in alphabetical order, without the commas at their ends: what is left when order is no matter. */
static List lines_of(Arena *arena, const char *text)
{
    char *rest = arena_strdup(arena, text);
    static const char identity[] = "    SEQUENCE NAME ";      /* it keeps its name where its table gets another */
    List lines = {0};

    for (char *line; (line = strtok_r(rest, "\n", &rest));) {
        size_t length = strlen(line);

        if (strncmp(line, identity, sizeof identity - 1) == 0)
            continue;
        if (length && line[length - 1] == ',')
            line[length - 1] = '\0';
        list_add(&lines, arena, strncmp(line, "CREATE STATISTICS ", 18) ? line : sorted_words(arena, line));
    }
    if (lines.count)
        qsort(lines.items, lines.count, sizeof(void *), by_line);
    return lines;
}

/* Lines that only one of two has: "- one" and "+ other". */
static const char *difference(Arena *arena, const List *expected, const List *actual)
{
    StrBuf text = {.arena = arena};

    for (size_t e = 0, a = 0; e < expected->count || a < actual->count;) {
        int order = e == expected->count ? 1
                  : a == actual->count   ? -1
                                         : strcmp(expected->items[e], actual->items[a]);

        if (order)
            strbuf_printf(&text, "%c %s\n", order < 0 ? '-' : '+',
                          (const char *)(order < 0 ? expected->items[e] : actual->items[a]));
        e += order <= 0;
        a += order >= 0;
    }
    return strbuf_text(&text);
}

static const char *answer(Trial *trial, const char *look)
{
    StrBuf text = {.arena = trial->arena};
    PGresult *result = look ? db_query(trial->db, trial->arena, look) : NULL;

    for (int row = 0; result && row < PQntuples(result); row++)
        for (int column = 0; column < PQnfields(result); column++)
            strbuf_printf(&text, "%s%c", PQgetvalue(result, row, column), column + 1 < PQnfields(result) ? '|' : '\n');
    if (db_failed(trial->db))
        fail(trial, "%s: %s", look, db_error(trial->db)->message);
    return strbuf_text(&text);
}

/* The schema, and the rows that go with it. */
static bool look_ourselves(Trial *trial, Arena *arena, bool is_after, List *lines)
{
    StrBuf text = {.arena = trial->arena};
    Introspection found;

    if (!introspect(trial->db, trial->arena, &found))
        return fail(trial, "introspection failed: %s", db_error(trial->db)->message);
    if (found.unmanaged.count)
        return fail(trial, "the reader has no word for %s", ((const Unmanaged *)found.unmanaged.items[0])->identity);
    strbuf_puts(&text, print_eco(&found.catalog, trial->arena));
    for (size_t i = 0; i < trial->count; i++)
        strbuf_puts(&text, answer(trial, is_after ? trial->ways[i].c->held_after : trial->ways[i].c->held));
    *lines = lines_of(arena, strbuf_text(&text));
    return !trial->broken;
}

/* From outside. What pg_dump sees is not the matter of the sanitizers: the plain pass has looked at it. */
static bool is_observed(const Trial *trial)
{
#ifdef __SANITIZE_ADDRESS__
    return (void)trial, false;
#else
    return trial->dumped && server_can_dump();
#endif
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

    if (seen && (seen->is_dumped || !is_observed(trial)))
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
    if (!built || !look_ourselves(trial, arena, is_after, &seen->ours))
        return NULL;
    seen->is_dumped = is_observed(trial);
    if (seen->is_dumped)
        seen->dump = lines_of(arena, server_dump(trial->arena, trial->law->database));
    return map_put(&trial->law->built, arena, arena_strdup(arena, text), seen);
}

static bool is_ours(Trial *trial, const char *leg, bool is_after, const Seen *expected)
{
    List lines = {0};

    if (!look_ourselves(trial, trial->arena, is_after, &lines))
        return false;

    const char *unlike = difference(trial->arena, &expected->ours, &lines);
    return !*unlike || fail(trial, "%s: our reader sees something else (- expected)\n%s", leg, unlike);
}

/* Without folding our own reader is enough: the case itself was looked at from outside. */
static bool looks_dumped(Trial *trial, const char *leg, const Seen *expected)
{
    if (trial->apart || !is_observed(trial))
        return true;

    List lines = lines_of(trial->arena, server_dump(trial->arena, trial->law->database));
    const char *unlike = difference(trial->arena, &expected->dump, &lines);

    return !*unlike || fail(trial, "%s: pg_dump sees something else (- expected)\n%s", leg, unlike);
}

static bool answers(Trial *trial, const char *leg, const char *look, const char *expected)
{
    const char *now = answer(trial, look);

    return !trial->broken
        && (strcmp(now, expected) == 0 || fail(trial, "%s: rows changed from\n%sto\n%s", leg, expected, now));
}

/* The legs. */

static bool holds(Trial *trial, const Way *way)
{
    StrBuf all = {.arena = trial->arena};
    const char *part = way->c->up;

    for (size_t i = 0; i < way->planned.count; i++)
        strbuf_puts(&all, ((const PlannedMigration *)way->planned.items[i])->up);
    return !part || trial->apart || strstr(strbuf_text(&all), part)
        || fail(trial, "the up does not hold\n%s\nbut is\n%s", part, strbuf_text(&all));
}

static bool fill(Trial *trial, Way *way)
{
    const LawCase *c = way->c;

    if (c->rows && !run(trial, "rows", c->rows, db_script(trial->db, c->rows)))
        return false;
    way->rows = answer(trial, c->look);
    return !trial->broken;
}

static bool up(Trial *trial, Way *way)
{
    const LawCase *c = way->c;

    return go_up(trial, "up", &way->planned)
        && answers(trial, "up", c->look_after ? c->look_after : c->look, way->rows);
}

static bool down(Trial *trial, Way *way)
{
    return go_down(trial, "down", &way->planned) && answers(trial, "down", way->c->look, way->rows);
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
    if (!each(trial, fill, which) || !each(trial, up, which) || !is_ours(trial, "up", true, after)
        || !looks_dumped(trial, "up", after) || !each(trial, down, which) || !is_ours(trial, "down", false, before)
        || !looks_dumped(trial, "down", before) || !each(trial, up_again, which))
        return false;
    for (size_t i = 0; i < trial->count; i++)
        if (!holds(trial, &trial->ways[i]))
            return false;
    return trial->apart || is_ours(trial, "up again", true, after);
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
    return !none.count || fail(trial, "a schema differs from itself");
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
