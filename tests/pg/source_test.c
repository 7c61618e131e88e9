/*
 * Schema sources as people use them: a case is a folder, a database ($URL, $CONNINFO), and what is
 * done step by step in the words of a shell.
 */
#define _DEFAULT_SOURCE
#include "dsl/base/file.h"
#include "tests/server.h"
#include "tests/suite.h"


#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_STEPS = 16 };

/* NULL: anything; "": nothing. */
typedef struct Step {
    const char *command;
    int exit_code;
    const char *out, *err;          /* part of what it says there */
} Step;

/*
 * "eco TEXT" writes a.eco, "sql TEXT" a.sql, "db TEXT" runs SQL in the database; "plan TEXT" makes the migrations to a
 * schema, "up TEXT" runs them, too.
 */
static const char prelude[] =
    "ecogen() { \"$ECOGEN\" \"$@\"; }\n"
    "ecorun() { \"${ECOGEN%ecogen}ecorun\" \"$@\" --db \"$URL\" --dir out/migrations; }\n"
    "plan() { eco \"$1\"; ecogen -q a.eco; }\n"
    "up() { plan \"$1\" && ecorun -q up; }\n"
    "diff_() { ecogen diff --exit-code \"$@\"; }\n"
    "eco() { printf '%s\\n' \"$1\" >a.eco; }\n"
    "sql() { printf '%s\\n' \"$1\" >a.sql; }\n"
    "db() { \"$PSQL\" -Xqd \"$CONNINFO\" -v ON_ERROR_STOP=1 -c \"$1\"; }\n"
    "cd \"$DIR\" || exit 98\n"
    "exec 2>\"$DIR.err\"\n";

static const struct Case {
    const char *name;
    Step steps[MOST_STEPS];
    int since;                      /* the oldest server that can; 0: all */
} cases[] = {
#include "tests/pg/source_cases.def"
#include "tests/pg/same_cases.def"
#include "tests/pg/refused_cases.def"
#include "tests/pg/source_command_cases.def"
};

static const char *content_of(Arena *arena, const char *path)
{
    const char *error;
    Bytes text;

    assert_true(file_read(arena, path, 0, &text, &error));
    return text.text;
}

static bool said(const char *output, const char *wanted)
{
    return !wanted || (*wanted ? strstr(output, wanted) != NULL : !*output);
}

static void do_step(Arena *arena, const char *folder, const Step *step)
{
    const char *words[] = {"sh", "-c", arena_printf(arena, "%s%s", prelude, step->command), NULL};
    int exit_code;
    const char *out = run_program(arena, words, NULL, &exit_code);
    const char *err = content_of(arena, arena_printf(arena, "%s.err", folder));

    if (exit_code != step->exit_code || !said(out, step->out) || !said(err, step->err))
        fail_msg("%s: exit %d, expected %d, \"%s\" and \"%s\"; it said:\n%s\nand complained:\n%s", step->command,
                 exit_code, step->exit_code, step->out ? step->out : "…", step->err ? step->err : "…", out, err);
}

/* The server's own program, or the one in PATH. */
static void set_program(Arena *arena, const char *variable, const char *folder, const char *name)
{
    const char *path = file_join(arena, folder, name);

    setenv(variable, access(path, X_OK) == 0 ? path : name, 1);
}

static void set_programs(Arena *arena, const char *database)
{
    const char *line = server_psql(arena, database, "select setting from pg_config where name = 'BINDIR'");
    const char *folder = arena_strndup(arena, line, strcspn(line, "\n"));

    set_program(arena, "PSQL", folder, "psql");
    set_program(arena, "PG_DUMP", folder, "pg_dump");
}

/* A pg_dump that is older than the server reads nothing of it. */
static bool misses_dump(const struct Case *c)
{
    for (size_t i = 0; i < MOST_STEPS && c->steps[i].command; i++)
        if (strstr(c->steps[i].command, "$PG_DUMP") && !server_can_dump())
            return true;
    return false;
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    char folder[] = "/tmp/eco-source-XXXXXX";
    const char *database = server_new_database(&arena);

    if (server_major() < c->since || misses_dump(c)) {
        arena_free(&arena);
        skip();
    }
    assert_non_null(mkdtemp(folder));
    set_programs(&arena, database);
    setenv("DIR", folder, 1);
    setenv("CONNINFO", database, 1);
    setenv("URL", server_url(&arena, database), 1);
    for (size_t i = 0; i < MOST_STEPS && c->steps[i].command; i++)
        do_step(&arena, folder, &c->steps[i]);
    assert_int_equal(system(arena_printf(&arena, "rm -rf '%s' '%s.err'", folder, folder)), 0);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("source", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, server_start, server_stop);
}
