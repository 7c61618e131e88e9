/*
 * Schema sources as people use them: a case is a folder, a database ($URL, $CONNINFO), and what is
 * done step by step in the words of a shell.
 */
#define _DEFAULT_SOURCE
#include "dsl/base/file.h"
#include "tests/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
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

/* "eco TEXT" writes a.eco, "sql TEXT" a.sql, "db TEXT" runs SQL in the database. */
static const char prelude[] =
    "ecogen() { \"$ECOGEN\" \"$@\"; }\n"
    "diff_() { ecogen diff --exit-code \"$@\"; }\n"
    "eco() { printf '%s\\n' \"$1\" >a.eco; }\n"
    "sql() { printf '%s\\n' \"$1\" >a.sql; }\n"
    "db() { \"$PSQL\" -Xqd \"$CONNINFO\" -v ON_ERROR_STOP=1 -c \"$1\"; }\n"
    "cd \"$DIR\" || exit 98\n"
    "exec 2>\"$DIR.err\"\n";

#define USERS "table users { id int primary key; name varchar(20) = 'x'; check (name <> ''); at timestamptz = now() }"
#define USERS_SQL "create table users (id int primary key, name varchar(20) not null default 'x' check (name <> ''), "     \
                  "at timestamptz not null default now())"

static const struct Case {
    const char *name;
    Step steps[MOST_STEPS];
    int since;                      /* the oldest server that can; 0: all */
} cases[] = {
    {
        "each kind of source says the same",
        {
            {"eco \"" USERS "\"; sql \"" USERS_SQL "\"; db \"" USERS_SQL "\"; ecogen -q a.eco", 0, "", ""},
            {"for one in a.eco a.sql out/migrations \"$URL\" \"$CONNINFO\"; do for other in a.eco a.sql out/migrations "
             "\"$URL\" \"$CONNINFO\"; do diff_ --from \"$one\" --to \"$other\" || exit; done; done", 0, "", ""},
            {"for one in a.eco a.sql out/migrations \"$URL\"; do diff_ --from empty --to $one --format sql; done | grep "
             "-c 'CREATE TABLE users'", 0, "4\n", ""},
            {"for one in a.eco a.sql out/migrations \"$URL\"; do diff_ --to ephemeral: --from $one --format sql; done | "
             "grep -c 'DROP TABLE users'", 0, "4\n", "rows of users are lost"},
            {"diff_ --from empty --to ephemeral:", 0, "", ""},
            {"ecogen import \"$URL\" >1; ecogen import a.sql >2; ecogen import out/migrations >3; cmp 1 2", 0, "", ""},
            {"ecogen import empty; ecogen import ephemeral:", 0, "", ""},
        },
    },
    {
        "what PostgreSQL calls equal is no difference, and the SQL is the user's text",
        {
            {"db \"create table t (a int, b text, c varchar(5) check (c in ('a', 'b')), d timestamptz default now() + "
             "'1 day', unique (a, b)); create index i on t (lower(c)) where a > 1 and b <> ''\"", 0, "", ""},
            {"eco \"table t { a int?; b text?; c varchar(5)?; d timestamptz? = (now() + interval '24 hours'); unique (a, b)"
             "; check (c in ('a','b')); index i (lower( c )) where ((a > 1) and b <> '') }\"", 0, "", ""},
            {"diff_ --from \"$URL\" --to a.eco", 3, "~ default of column \"d\" of table \"t\": value\n", ""},
            {"diff_ --to \"$URL\" --from a.eco", 3, "~ default of column \"d\" of table \"t\": value\n", ""},
            {"diff_ --from \"$URL\" --to a.eco --format sql", 3,
             "ALTER TABLE t ALTER COLUMN d SET DEFAULT (now() + interval '24 hours');\n", ""},
            {"sed -i 's/b text?/body text? was b/; s/(a, b)/(a, body)/; s/b <>/body <>/; s/24 hours/1 day/' a.eco; diff_ "
             "--from \"$URL\" --to a.eco --format sql", 3, "ALTER TABLE t RENAME COLUMN b TO body;\n", ""},
            {"diff_ --from \"$URL\" --to a.eco", 3, "> column \"b\" of table \"t\" becomes \"body\"\n", ""},
            {"db \"alter table t rename b to body\"; diff_ --from \"$URL\" --to a.eco", 3,
             "> unique constraint \"t_a_b_key\" of table \"t\" becomes \"t_a_body_key\"\n", ""},
        },
    },
    {
        "a dump of pg_dump is a schema",
        {
            {"db \"create schema app; create type app.e as enum ('a'); create role eco_dump_owner; create table app.t (id "
             "bigserial primary key, e app.e default 'a'); alter table app.t owner to eco_dump_owner; insert into app.t "
             "(e) select 'a' from generate_series(1, 3); comment on table app.t is E'\\\\\\\\i x; copy t from stdin;'\"",
             0, "", ""},
            {"\"$PG_DUMP\" -d \"$CONNINFO\" >a.sql; \"$PG_DUMP\" -C -d \"$CONNINFO\" >b.sql; \"$PG_DUMP\" --inserts -d "
             "\"$CONNINFO\" >c.sql; grep -c 'FROM stdin' a.sql", 0, "1\n", ""},
            {"for dump in a b c; do diff_ --from $dump.sql --to \"$URL\" || exit; ecogen import $dump.sql -o $dump.eco -q; "
             "done; cmp a.eco b.eco && cmp a.eco c.eco", 0, "", NULL},
            {"ecogen import a.sql -q --strict", 3, "id  bigserial  primary key", "1 object that the language has no words"},
        },
    },
    {
        "what only psql can do is refused where it stands",
        {
            {"sql 'create table a (i int);\n\\i other.sql\ncreate table b (i int);'; ecogen import a.sql", 1, "",
             "a.sql:2:1: error[E0716]: \"\\i\" is a command of psql, not SQL"},
            {"sql 'select 1 \\gexec'; ecogen import a.sql", 1, "", "a.sql:1:10: error[E0716]: \"\\gexec\""},
            {"sql '\\copy t from x.csv'; ecogen import a.sql", 1, "", "a.sql:1:1: error[E0716]: \"\\copy\""},
            {"sql '\\set x 5\ncreate table a (i int default :x)'; ecogen import a.sql", 1, "",
             "a.sql:1:1: error[E0716]: \"\\set\""},
            {"sql 'copy t to stdout;'; ecogen import a.sql", 1, "", "a.sql:1:1: error[E0716]: COPY"},
            {"sql 'create table a (i int);\nrollback;'; ecogen import a.sql", 1, "", "a.sql:2:1: error[E0717]:"},
            {"sql 'create table a (i nosuch);'; ecogen import a.sql", 1, "", "a.sql:1:19: error[E0701]: type \"nosuch\""},
            {"sql \"create table a (i text default 'x\"; ecogen import a.sql", 1, "", "a.sql:1:32: error[E0716]"},
            {"printf 'create table \\377 ();' >a.sql; ecogen import a.sql", 1, "", "a.sql:1:14: error[E0716]"},
            {"ecogen import nosuch.sql", 1, "", "cannot read nosuch.sql: No such file"},
        },
    },
    {
        "what says nothing of a schema is passed over",
        {
            {"sql '\\restrict x\n\\connect \"it'\\''s\"\n\\echo hi; there\n\\set ON_ERROR_STOP on\n\\unrestrict x\nBEGIN;\n"
             "SET no_such_setting = 1;\ncreate schema public;\ncreate table a (i int, t text default '\\''\\i\n\\.'\\'');\n"
             "COPY a (i) FROM stdin WITH (format csv);\n\\i nothing\n$$ it'\\''s\n\\.\n\ncommit;\ncreate table b (i int);"
             "alter database x set a = 1; create function f() returns int language sql as $q$ select 1; -- \\gexec\n$q$;'; "
             "ecogen import a.sql", 0, "table a {\n    i  integer?\n    t  text?     = ", NULL},
            {"ecogen import a.sql | grep -c ^table", 0, "2\n", NULL},
        },
    },
    {
        "a password is never told",
        {
            {"for url in postgresql://u:hush@127.0.0.1:1/x 'host=127.0.0.1 port=1 password=hush' postgresql://u:hu@sh:1/x "
             "postgres:/u:hush@h/x u:hush@h/x 'postgresql://u:hush@127.0.0.1:hush/x' 'pasword=hush x' "
             "'postgresql://u:hush@h/x?nosuch=hush'; do ecogen import \"$url\"; ecogen diff --from \"$url\" --to empty; "
             "ecogen diff --to \"$url\" --from empty --format json; done; grep -ci hu \"$DIR.err\"", 1, "0\n", "error[E07"},
            {"ecogen import postgresql://u:hush@127.0.0.1:1/x", 4, "", "error[E0703]"},
            {"ecogen import 'postgresql://u@127.0.0.1:nine/x'", 2, "", "error[E0702]"},
            {"ecogen diff --format json --from empty --to \"$(echo \"$URL\" | sed 's/@/:hush@/')\" | grep -c hush", 1,
             "0\n", ""},
        },
    },
    {
        "a folder is a migrations folder, and is sealed",
        {
            {"eco \"" USERS "\"; ecogen -q a.eco; mkdir schema; mv a.eco schema; diff_ --from schema --to empty", 1, "",
             "folder schema holds no migrations"},
            {"mkdir nothing; diff_ --from nothing --to empty", 0, "", ""},
            {"echo '// x' >>out/migrations/head.eco; diff_ --from out/migrations --to empty", 1, "", "error[E0614]"},
        },
    },
    {
        "what no word is for is named and counted",
        {
            {"db \"create table t (id int); create rule r as on delete to t do nothing; create cast (text as xid8) with "
             "inout\"; ecogen import \"$URL\"", 0, "table t {\n    id  integer?\n}\n", "not managed: "},
            {"ecogen import \"$URL\" --strict", 3, "table t", "that the language has no words for"},
            {"ecogen diff --from \"$URL\" --to empty --strict", 3, "- table \"t\"\n", "that the language has no words for"},
            {"ecogen diff --from empty --to \"$URL\" --format json", 0, "\"in\": \"to\"", NULL},
            {"ecogen import \"$URL\" --strict -q -o x.eco; ecogen import x.eco --strict", 0, "table t", ": 2 objects that the "},
        },
    },
    {
        "formats",
        {
            {"db \"create table t (id int, mail text)\"; eco 'table t { id bigint?; email text? was mail; `}'; ecogen diff "
             "--from \"$URL\" --to a.eco --format json", 1, "", "a.eco:1:"},
            {"eco 'table t { id bigint?; email text? was mail }'; ecogen diff --from \"$URL\" --to a.eco --format json | "
             "tr -d ' \\n'", 0, "\"equal\":false,\"renames\":[{\"kind\":\"column\",\"path\":[\"public\",\"t\",\"mail\"],"
             "\"name\":\"email\"}],\"changes\":[{\"what\":\"alter\",\"kind\":\"column\",\"path\":[\"public\",\"t\",\"id\"],"
             "\"fields\":[\"type\"],\"before\":{\"type\":\"integer\"", ""},
            {"ecogen diff --from \"$URL\" --to a.eco --format markdown", 0, "```diff\n> column \"mail\" of table \"t\" "
             "becomes \"email\"\n~ column \"id\" of table \"t\": type\n```\n", ""},
            {"ecogen diff --from \"$URL\" --to a.eco --format markdown", 0, "```sql\nALTER TABLE t RENAME COLUMN mail", ""},
            {"ecogen diff --from \"$URL\" --to \"$URL\" --format markdown", 0, "The schema does not change.\n", ""},
            {"ecogen diff --from \"$URL\" --to \"$URL\" --format sql", 0, "", ""},
            {"ecogen diff --from a.eco --to a.eco --format yaml", 2, "", "text|sql|json|markdown"},
        },
    },
    {
        "import writes one file, or many",
        {
            {"db \"create schema app; create table app.t (id int primary key); create table u (id int references app.t); "
             "create extension citext; comment on schema app is 'the app'\"; ecogen import \"$URL\" -o x/one.eco", 0,
             "x/one.eco: 2 tables\n", ""},
            {"ecogen import \"$URL\" -o x/one.eco", 0, "x/one.eco: 2 tables, as it was\n", ""},
            {"ecogen import \"$URL\" --split y; ls y; cat y/main.eco", 0, "app.eco\nmain.eco\npublic.eco\nextension citext "
             "in public version", ""},
            {"cat y/main.eco", 0, "/// the app\nschema app\n\nextension citext\n\nimport \"app.eco\"\nimport \"public.eco\"\n", ""},
            {"ecogen import \"$URL\" --split z/parts -o z/all.eco; grep import z/all.eco", 0, "import \"parts/app.eco\"\n", ""},
            {"diff_ --from z/all.eco --to y/main.eco && diff_ --from z/all.eco --to x/one.eco && diff_ --from \"$URL\" --to "
             "y/main.eco", 0, "", ""},
            {"ecogen import \"$URL\" --split other -o z/all.eco", 1, "", "z/all.eco cannot import files of folder other"},
            {"ecogen import", 2, "", "SCHEMA is missing"},
            {"ecogen -q -o out y/main.eco && ls out/migrations | grep -c up.sql", 0, "1\n", ""},
        },
    },
    {
        "roles and tablespaces that are not here are made there",
        {
            {"sql 'create table t (i int) tablespace \"odd ''space\"; grant select on t to \"odd \"\"role\"; alter table t "
             "owner to other;'; ecogen import a.sql -q", 0, "table t", "objects that the language"},
        },
        15,
    },
    {
        "a sequence that survives a crash beside a table that does not",
        {
            {"db 'create unlogged sequence s; create unlogged table t (id serial); create unlogged table u (id serial); "
             "alter sequence u_id_seq set logged'; ecogen import --strict \"$URL\"", 3, "unlogged table t",
             "not managed: persistence public.s\nnot managed: persistence public.u_id_seq\n"},
        },
        15,
    },
    {
        "names of not null constraints",
        {
            {"db 'create table t (a int constraint named not null, b int not null)'; ecogen import --strict \"$URL\"", 3,
             "table t", "not managed: name of not null constraint named on public.t\n"},
        },
        18,
    },
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

static void set_programs(Arena *arena, const char *database)
{
    const char *folder = server_psql(arena, database, "select setting from pg_config where name = 'BINDIR'");
    const char *path = arena_strndup(arena, folder, strcspn(folder, "\n"));

    setenv("PSQL", file_join(arena, path, "psql"), 1);
    setenv("PG_DUMP", file_join(arena, path, "pg_dump"), 1);
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    char folder[] = "/tmp/eco-source-XXXXXX";
    const char *database = server_new_database(&arena);

    if (atoi(server_psql(&arena, database, "show server_version_num")) / 10000 < c->since) {
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

/* Where the program is: beside this one's folder. */
static void find_program(Arena *arena, const char *self)
{
    const char *folder = file_folder(arena, file_folder(arena, file_folder(arena, self)));
    char *path = realpath(file_join(arena, folder, "ecogen"), NULL);

    setenv("ECOGEN", path ? path : "ecogen", 1);
    free(path);
}

/* With a word only the cases whose names match it: "*checks*". */
int main(int count, char **words)
{
    enum { COUNT = sizeof cases / sizeof *cases };
    static struct CMUnitTest tests[COUNT];
    Arena arena = {0};

    find_program(&arena, words[0]);
    if (count > 1)
        cmocka_set_test_filter(words[1]);
    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check, .initial_state = (void *)(uintptr_t)&cases[i]};
    arena_free(&arena);
    return cmocka_run_group_tests_name("source", tests, server_start, server_stop);
}
