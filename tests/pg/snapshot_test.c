/*
 * One consistent look at a schema that others change meanwhile, in one round trip. A case holds up an import where it
 * begins to read one of the server's catalogs, changes the schema in that moment, and lets it go on: what comes out is
 * the schema as it was before or as it was afterwards, never something in between.
 */
#define _DEFAULT_SOURCE
#include "dsl/base/strbuf.h"
#include "dsl/print.h"
#include "runtime/introspect/introspect.h"
#include "tests/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char schema[] =
    "create type mood as enum ('sad', 'happy'); create schema app; create table gone (x int check (x > 1));"
    "create function app.f(a int) returns int language sql immutable return a + 1;"
    "create function g() returns trigger language plpgsql as 'begin return new; end';"
    "create table t (a int primary key, m mood default 'sad', check (a > 0), c text collate \"C\" default 'x');"
    "create index on t ((a + 1)) where a > 5; create statistics s on a, m from t; comment on column t.a is 'a';"
    "create trigger tr before update of a on t for each row when (old.a > 0) execute function g();"
    "alter table t enable row level security; create policy p on t using (a > 8);"
    "create rule q as on delete to t where old.a > 9 do nothing; create table r (a int references t);"
    "create table seen (a int, m mood); create view v as select a, m from seen where a > 7;"
    "create operator class app.oc for type int using btree as operator 3 =, function 1 btint4cmp(int, int);"
    "create table o (a int); create index on o (a app.oc); create aggregate app.agg (int) (sfunc = int4pl, "
    "stype = int);";

static const struct Case {
    const char *name;
    const char *catalog;            /* where the reader is held up */
    const char *change;
} cases[] = {
    {"a column is renamed before defaults are read", "pg_attrdef", "alter table t rename a to b"},
    {"a column is renamed before statistics are read", "pg_statistic_ext", "alter table t rename a to b"},
    {"a column is renamed before raw SQL is read", "pg_publication", "alter table t rename a to b"},
    {"a column is renamed before comments are read", "pg_description", "alter table t rename a to b"},
    {"a table is renamed, and moves", "pg_statistic_ext", "alter table t rename to u; alter table u set schema app"},
    {"a table goes", "pg_statistic_ext", "drop table t cascade"},
    {"a table goes before its check is read", "pg_attrdef", "drop table gone; drop table r"},
    {"a type is renamed", "pg_statistic_ext", "alter type mood rename to feeling"},
    {"a schema is renamed", "pg_attrdef", "alter schema app rename to shop"},
    {"a function has another body and name", "pg_publication", "alter function app.f rename to h; create or replace "
     "function app.h(a int) returns int language sql immutable return a + 2"},
    {"a view has another query", "pg_attrdef", "create or replace view v as select a, m from seen where a > 70"},
    {"a policy is made anew", "pg_statistic_ext", "drop policy p on t; create policy p on t using (a > 80)"},
    {"an operator class gets another name", "pg_publication", "alter operator class app.oc using btree rename to od"},
    {"all of it goes, and something else comes", "pg_attrdef", "drop schema app cascade; drop schema public cascade; "
     "create schema public; create table public.other (a int)"},
    {"rows come and go", "pg_statistic_ext", "truncate t cascade; insert into t values (1)"},
    {"nothing changes", "pg_statistic_ext", "select 1"},
};

enum { COUNT = sizeof cases / sizeof *cases };

/* A reader, in a thread of its own. */
typedef struct Reader {
    Arena arena;
    const char *database, *text;
} Reader;

static const char *look(Arena *arena, const char *database)
{
    Db *db = db_open(arena, &(DbOptions){.conninfo = database, .application = "reader"});
    Introspection found;
    const char *text = introspect(db, arena, &found) ? print_eco(&found.catalog, arena) : db_error(db)->message;

    db_close(db);
    return text;
}

static void *read_schema(void *argument)
{
    Reader *reader = argument;

    reader->text = look(&reader->arena, reader->database);
    return NULL;
}

static Db *connect_to(Arena *arena, const char *database)
{
    Db *db = db_open(arena, &(DbOptions){.conninfo = database, .search_path = "public"});

    assert_false(db_failed(db));
    return db;
}

static void run(Db *db, const char *sql)
{
    if (!db_script(db, sql))
        fail_msg("%s: %s", sql, db_error(db)->message);
}

/* Until the reader stands at the locked catalog: the server says so. */
static void await_waiting(Db *db)
{
    const struct timespec pause = {.tv_nsec = 2 * 1000 * 1000};
    Arena arena = {0};

    for (int tries = 0; tries < 10000; tries++) {
        PGresult *result = db_query(db, &arena, "select count(*) from pg_locks l join pg_stat_activity a using (pid)"
                                    " where not l.granted and a.application_name = 'reader'");

        assert_non_null(result);
        if (strcmp(db_value(result, 0, 0), "0") != 0) {
            arena_free(&arena);
            return;
        }
        nanosleep(&pause, NULL);
    }
    fail_msg("the reader never came to the catalog that is locked");
}

static void is_before_or_after(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    Reader reader = {.database = server_new_database(&arena)};
    pthread_t thread;

    server_psql(&arena, reader.database, schema);
    const char *before = look(&arena, reader.database);
    Db *changer = connect_to(&arena, reader.database), *watcher = connect_to(&arena, reader.database);

    run(watcher, "select from pg_locks l join pg_stat_activity a using (pid)");
    run(changer, arena_printf(&arena, "begin; lock table pg_catalog.%s in access exclusive mode", c->catalog));
    assert_int_equal(pthread_create(&thread, NULL, read_schema, &reader), 0);
    await_waiting(watcher);
    run(changer, c->change);
    run(changer, "commit");
    assert_int_equal(pthread_join(thread, NULL), 0);

    const char *after = look(&arena, reader.database);
    if (strcmp(reader.text, before) != 0 && strcmp(reader.text, after) != 0)
        fail_msg("neither before nor after:\n%s", reader.text);
    arena_free(&reader.arena);
    arena_free(&arena);
}

/* The lines of libpq's trace that begin with this direction ('F': to the server) and name this message. */
static size_t count_messages(const char *trace, char direction, const char *message)
{
    size_t count = 0;

    for (const char *line = trace; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        const char *name = *line == direction ? strpbrk(line, "\t ") : NULL;

        name = name ? strpbrk(name + 1, "\t") : NULL;
        count += name && strncmp(name + 1, message, strlen(message)) == 0 && strchr("\t\n ", name[1 + strlen(message)]);
    }
    return count;
}

/* What went over the wire while a database was read. */
static const char *trace_of_reading(Arena *arena, const char *database)
{
    FILE *file = tmpfile();
    Db *db = connect_to(arena, database);
    Introspection found;

    assert_non_null(file);
    PQtrace(db_connection(db), file);
    PQsetTraceFlags(db_connection(db), PQTRACE_SUPPRESS_TIMESTAMPS);
    assert_true(introspect(db, arena, &found));
    PQuntrace(db_connection(db));
    db_close(db);

    size_t length = (size_t)ftell(file);
    char *text = arena_alloc(arena, length + 1);
    rewind(file);
    assert_int_equal(fread(text, 1, length, file), length);
    text[length] = '\0';
    fclose(file);
    return text;
}

/* However much there is of however many kinds: one Sync to the server, one answer that it is ready. */
static void is_one_round_trip(void **state)
{
    Arena arena = {0};
    const char *ddl = *state, *database = server_new_database(&arena);

    server_psql(&arena, database, ddl);
    const char *trace = trace_of_reading(&arena, database);
    assert_int_equal(count_messages(trace, 'F', "Sync"), 1);
    assert_int_equal(count_messages(trace, 'B', "ReadyForQuery"), 1);
    assert_int_equal(count_messages(trace, 'F', "Query"), 0);
    assert_int_equal(count_messages(trace, 'F', "Flush"), 0);
    assert_true(count_messages(trace, 'F', "Parse") > 40);          /* a query for each kind, and some more */
    assert_int_equal(count_messages(trace, 'F', "Parse"), count_messages(trace, 'F', "Execute"));
    arena_free(&arena);
}

/* With a word only the cases whose names match it. */
int main(int count, char **words)
{
    static const struct {
        const char *name, *ddl;
    } sizes[] = {
        {"nothing is read in one round trip", ""},
        {"all kinds of objects are read in one round trip", "\\i tests/pg/import/raw.sql\n"},
        {"a thousand tables are read in one round trip",
         "do $$ begin for i in 1..1000 loop execute format('create table t%s (id int primary key, x int default 7 "
         "check (x > 0))', i); end loop; end $$"},
    };
    enum { SIZES = sizeof sizes / sizeof *sizes };
    static struct CMUnitTest tests[COUNT + SIZES];

    if (count > 1)
        cmocka_set_test_filter(words[1]);
    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = is_before_or_after,
                                       .initial_state = (void *)(uintptr_t)&cases[i]};
    for (size_t i = 0; i < SIZES; i++)
        tests[COUNT + i] = (struct CMUnitTest){.name = sizes[i].name, .test_func = is_one_round_trip,
                                               .initial_state = (void *)(uintptr_t)sizes[i].ddl};
    return cmocka_run_group_tests_name("snapshot", tests, server_start, server_stop);
}
