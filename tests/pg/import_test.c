/*
 * import as a law: what a database holds, imported, compiled and built in an empty database, is the same to our own
 * reader and to pg_dump, and importing that gives the same bytes again; the way down leaves nothing behind. A case is
 * DDL; a new kind is more rows.
 */
#define _DEFAULT_SOURCE
#include "codegen/plan/plan.h"
#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"
#include "dsl/print.h"
#include "runtime/introspect/introspect.h"
#include "tests/compile.h"
#include "tests/server.h"
#include "tests/suite.h"


#include <stdlib.h>
#include <string.h>

#define HOSTILE "\"; DROP SCHEMA public; --\n'\\\"\"ü\xf0\x9f\x98\x80\""
#define LONGEST "\"X23456789 123456789 123456789 123456789 123456789 123456789 12Z\""

static const struct Case {
    const char *name, *ddl;
    const char *eco;                /* what the text must hold, or NULL */
    int since;                      /* the oldest server that has it; 0: all */
} cases[] = {
#include "tests/pg/import_cases.def"
#include "tests/pg/import_types_cases.def"
    {"C336 C339 every kind there is no word for, at once, beside what uses it", "\\i tests/pg/import/raw.sql\n",
     "sql \"aggregate app.total(integer)\"\n"},
    {"C372 a name that means harm, for every kind there is", "\\i tests/pg/import/hostile.sql\n"},
};

enum { COUNT = sizeof cases / sizeof *cases };

static const char *ecogen(Arena *arena, const char *const *words)
{
    const char *line[16] = {getenv("ECOGEN")};
    int exit_code;

    for (size_t i = 0; words[i]; i++)
        line[i + 1] = words[i];

    const char *output = run_program(arena, line, NULL, &exit_code);
    if (exit_code != 0)
        fail_msg("ecogen %s exited with %d:\n%s", words[0], exit_code, output);
    return output;
}

#define ECOGEN(arena, ...) ecogen((arena), (const char *const[]){__VA_ARGS__, NULL})

/* Texts are long: what differs is told line by line. */
static void same(Arena *arena, const char *what, const char *actual, const char *expected)
{
    char folder[] = "/tmp/eco-import-XXXXXX";
    const char *error, *script;
    int ignored;
    bool written;

    if (strcmp(actual, expected) == 0)
        return;
    assert_non_null(mkdtemp(folder));
    const char *one = file_join(arena, folder, "expected"), *other = file_join(arena, folder, "actual");
    assert_true(file_write(arena, one, (Bytes){expected, strlen(expected)}, &written, &error));
    assert_true(file_write(arena, other, (Bytes){actual, strlen(actual)}, &written, &error));
    script = arena_printf(arena, "diff %s %s; rm -r %s", one, other, folder);
    fail_msg("%s (> is, < should be)\n%s", what,
             run_program(arena, (const char *const[]){"sh", "-c", script, NULL}, NULL, &ignored));
}

static const char *seen(Arena *arena, const char *database)
{
    Db *db = db_open(arena, &(DbOptions){.conninfo = database});
    Introspection found;

    if (!introspect(db, arena, &found))
        fail_msg("introspection failed: %s", db_error(db)->message);
    db_close(db);
    assert_int_equal(found.unmanaged.count, 0);
    return print_eco(&found.catalog, arena);
}

static const Catalog *compiled(Arena *arena, const char *text)
{
    Compiled *compiled = compile_text(arena, text);

    if (diag_failed(&compiled->diags))
        fail_msg("%s\n%s", compile_complaints(compiled, arena), text);
    return &compiled->resolved.catalog;
}

/* What was run, as PlannedMigrations. */
static List build(Arena *arena, const char *database, const Catalog *schema)
{
    Diags diags = {.arena = arena};
    List planned = plan_migrations(compiled(arena, ""), schema, (PlanOptions){0}, arena, &diags);

    assert_false(diag_failed(&diags));
    for (size_t i = 0; i < planned.count; i++)
        server_psql(arena, database, ((const PlannedMigration *)planned.items[i])->up);
    return planned;
}

static void check_down(Arena *arena, const char *database, List planned, const char *before)
{
    for (size_t i = planned.count; i > 0; i--)
        server_psql(arena, database, ((const PlannedMigration *)planned.items[i - 1])->down);
    same(arena, "down", seen(arena, database), before);
}

/* What is printed needs no formatting. */
static void check_layout(Arena *arena, const char *folder, const char *text)
{
    const char *path = file_join(arena, folder, "all.eco"), *error;
    bool written;

    assert_true(file_write(arena, path, (Bytes){text, strlen(text)}, &written, &error));
    ECOGEN(arena, "fmt", "--check", path, file_join(arena, folder, "main.eco"));
}

/* One file for each schema says the same as one for all. */
static void check_files(Arena *arena, const char *database, const char *text)
{
    char folder[] = "/tmp/eco-import-XXXXXX";

    assert_non_null(mkdtemp(folder));
    const char *main_file = file_join(arena, folder, "main.eco");
    ECOGEN(arena, "import", database, "--split", folder);
    same(arena, "split", ECOGEN(arena, "import", main_file), text);
    check_layout(arena, folder, text);
    assert_int_equal(system(arena_printf(arena, "rm -rf %s", folder)), 0);
}

static void comes_back(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    const char *database = server_new_database(&arena), *other = server_new_database(&arena);

    if (atoi(server_psql(&arena, database, "show server_version_num")) / 10000 < c->since) {
        arena_free(&arena);
        skip();
    }
    server_psql(&arena, database, c->ddl);

    const char *text = ECOGEN(&arena, "import", database), *nothing = seen(&arena, other);
    List planned = build(&arena, other, compiled(&arena, text));
    same(&arena, "our reader", seen(&arena, other), seen(&arena, database));
    if (server_can_dump())
        same(&arena, "pg_dump", server_dump(&arena, other), server_dump(&arena, database));
    same(&arena, "import again", ECOGEN(&arena, "import", other), text);
    assert_string_equal(ECOGEN(&arena, "diff", "--from", database, "--to", other, "--exit-code"), "");
    check_files(&arena, database, text);
    check_down(&arena, other, planned, nothing);
    if (c->eco && !strstr(text, c->eco))
        fail_msg("the text does not hold\n%s\nbut is\n%s", c->eco, text);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("import", count, words);

    SUITE_ROWS(&suite, cases, name, comes_back);
    return suite_run(&suite, server_start, server_stop);
}
