/*
 * Every change, both ways, on a real server. A row gives two schemas and rows to put into the first; the rules are the same
 * for all: up leads to what a fresh build of the second gives, down leads back, up works again, the rows survive unless the
 * row says otherwise. Two observers judge: our own reader, and pg_dump from outside. (The order of columns is not compared: a column that is added
 * comes last.)
 */
#define _POSIX_C_SOURCE 200809L
#include "codegen/plan/plan.h"
#include "dsl/print.h"
#include "dsl/resolve.h"
#include "grammar/load.h"
#include "runtime/introspect/introspect.h"
#include "tests/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct Case {
    const char *name, *before, *after;
    const char *rows;               /* SQL that fills the first schema */
    const char *look;               /* a query whose answer is the same before, after up, and after down */
    const char *up;                 /* what the SQL must hold, or NULL */
} cases[] = {
#include "tests/pg/plan_cases.def"
};

typedef struct Run {
    Arena arena;
    Sources sources;
    Diags diags;
} Run;

static void begin(Run *run)
{
    *run = (Run){0};
    run->sources.arena = run->diags.arena = &run->arena;
    run->diags.sources = &run->sources;
}

static void must_be_right(Run *run)
{
    if (!diag_failed(&run->diags))
        return;
    diag_print(&run->diags, stderr, (DiagStyle){0});
    fail_msg("the schema or the plan has errors");
}

static Catalog compile(Run *run, const char *text)
{
    const Node *files = load_text("test.eco", text, strlen(text), &run->sources, &run->arena, &run->diags);
    Resolved resolved = resolve(files, &run->arena, &run->diags);

    must_be_right(run);
    return resolved.catalog;
}

static List migrations(Run *run, const Catalog *before, const Catalog *after)
{
    List planned = plan_migrations(before, after, true, &run->arena, &run->diags);

    must_be_right(run);
    return planned;
}

/* psql sends a script statement by statement; -1 makes one transaction of it. */
static void apply(Run *run, const char *database, const char *sql, bool transaction)
{
    server_psql(&run->arena, database,
                transaction ? arena_printf(&run->arena, "BEGIN;\n%s\nCOMMIT;\n", sql) : sql);
}

static void go_up(Run *run, const char *database, const List *planned)
{
    for (size_t i = 0; i < planned->count; i++) {
        const PlannedMigration *migration = planned->items[i];

        apply(run, database, migration->up, migration->up_transaction);
    }
}

static void go_down(Run *run, const char *database, const List *planned)
{
    for (size_t i = planned->count; i-- > 0;) {
        const PlannedMigration *migration = planned->items[i];

        apply(run, database, migration->down, migration->down_transaction);
    }
}

static int by_line(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* Lines in alphabetical order, without the commas at their ends: what is left when order is no matter. */
static const char *unordered(Arena *arena, const char *dump)
{
    char *text = arena_strdup(arena, dump), *rest = text;
    List lines = {0};
    const char *joined = "";

    for (char *line; (line = strtok_r(rest, "\n", &rest));) {
        size_t length = strlen(line);

        if (length && line[length - 1] == ',')
            line[length - 1] = '\0';
        list_add(&lines, arena, line);
    }
    if (lines.count)
        qsort(lines.items, lines.count, sizeof(void *), by_line);
    for (size_t i = 0; i < lines.count; i++)
        joined = arena_printf(arena, "%s%s\n", joined, (const char *)lines.items[i]);
    return joined;
}

static const char *fresh(Run *run, const Catalog *empty, const Catalog *schema)
{
    const char *database = server_new_database(&run->arena);
    List build = migrations(run, empty, schema);

    go_up(run, database, &build);
    return database;
}

/* What pg_dump sees, and what our own reader sees. */
static const char *dump_of(Run *run, const char *database)
{
    Db *db = db_open(&run->arena, &(DbOptions){.conninfo = database});
    Introspection found;

    if (!introspect(db, &run->arena, &found))
        fail_msg("introspection failed: %s", db_error(db)->message);
    assert_int_equal(found.unmanaged.count, 0);
    db_close(db);
    return arena_printf(&run->arena, "%s\n%s", unordered(&run->arena, server_dump(&run->arena, database)),
                        unordered(&run->arena, print_eco(&found.catalog, &run->arena)));
}

static void check_look(Run *run, const struct Case *c, const char *database, const char *expected)
{
    if (c->look)
        assert_string_equal(server_psql(&run->arena, database, c->look), expected);
}

static const char *all_up(Run *run, const List *planned)
{
    const char *all = "";

    for (size_t i = 0; i < planned->count; i++)
        all = arena_printf(&run->arena, "%s%s", all, ((const PlannedMigration *)planned->items[i])->up);
    return all;
}

static void check(void **state)
{
    const struct Case *c = *state;
    Run run;

    begin(&run);
    Catalog empty = compile(&run, ""), before = compile(&run, c->before), after = compile(&run, c->after);
    const char *database = fresh(&run, &empty, &before);
    const char *dump_before = dump_of(&run, database), *dump_after = dump_of(&run, fresh(&run, &empty, &after));
    List planned = migrations(&run, &before, &after);

    if (c->rows)
        server_psql(&run.arena, database, c->rows);
    const char *seen = c->look ? server_psql(&run.arena, database, c->look) : NULL;

    go_up(&run, database, &planned);
    assert_string_equal(dump_of(&run, database), dump_after);
    check_look(&run, c, database, seen);
    go_down(&run, database, &planned);
    assert_string_equal(dump_of(&run, database), dump_before);
    check_look(&run, c, database, seen);
    go_up(&run, database, &planned);
    assert_string_equal(dump_of(&run, database), dump_after);

    if (c->up && !strstr(all_up(&run, &planned), c->up))
        fail_msg("the up does not hold\n%s\nbut is\n%s", c->up, all_up(&run, &planned));
    assert_int_equal(migrations(&run, &after, &after).count, 0);
    arena_free(&run.arena);
}

/* A word of the command line picks rows by their names: plan_test "*sequence*". */
int main(int argc, char **argv)
{
    enum { COUNT = sizeof cases / sizeof *cases };
    static struct CMUnitTest tests[COUNT];

    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = check, .initial_state = (void *)&cases[i]};
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests_name("plan", tests, server_start, server_stop);
}
