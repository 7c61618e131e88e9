#define _POSIX_C_SOURCE 200809L
#include "runtime/pg/db.h"
#include "tests/server.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

static Db *open_fresh(Arena *arena)
{
    return db_open(arena, &(DbOptions){.conninfo = server_new_database(arena)});
}

static const char *one_value(Db *db, Arena *arena, const char *sql)
{
    PGresult *result = db_query(db, arena, sql);

    if (!result)
        fail_msg("%s: %s", sql, db_error(db)->message);
    return db_value(result, 0, 0);
}

/* What a session must not inherit from whoever configured the server, the role or the environment. */
static const struct Setting {
    const char *name, *value;
} settings[] = {
    {"search_path", ""},
    {"standard_conforming_strings", "on"},
    {"client_encoding", "UTF8"},
    {"DateStyle", "ISO, MDY"},
    {"TimeZone", "UTC"},
    {"IntervalStyle", "postgres"},
    {"lock_timeout", "1500ms"},
    {"statement_timeout", "0"},
    {"idle_session_timeout", "0"},
    {"default_transaction_isolation", "read committed"},
    {"default_transaction_read_only", "off"},
    {"application_name", "ecorun"},
    {"work_mem", "5MB"},
    {"quote_all_identifiers", "off"},
    {"enable_seqscan", "off"},          /* of PGOPTIONS: what we do not pin stays the user's */
};

static void session_is_pinned(void **state)
{
    static const char *const more[] = {"work_mem=5MB", NULL};
    Arena arena = {0};
    const char *conninfo = server_new_database(&arena);

    (void)state;
    server_psql(&arena, conninfo,
                "alter role postgres set search_path = evil; alter role postgres set standard_conforming_strings = off;"
                "alter role postgres set statement_timeout = '1ms'; alter role postgres set datestyle = 'German';"
                "alter role postgres set default_transaction_isolation = 'serializable';");
    setenv("PGOPTIONS", "-c enable_seqscan=off -c search_path=worse -c quote_all_identifiers=on", 1);
    setenv("PGAPPNAME", "stranger", 1);
    Db *db = db_open(&arena, &(DbOptions){
        .conninfo = conninfo, .application = "ecorun", .lock_timeout = 1500, .settings = more});
    unsetenv("PGOPTIONS");
    unsetenv("PGAPPNAME");
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        PGresult *result = db_query(db, &arena, "select current_setting($1)", settings[i].name);

        assert_non_null(result);
        if (strcmp(db_value(result, 0, 0), settings[i].value) != 0)
            fail_msg("%s is %s, expected %s", settings[i].name, db_value(result, 0, 0), settings[i].value);
    }
    server_psql(&arena, conninfo, "set standard_conforming_strings = on; alter role postgres reset all");
    arena_free(&arena);
}

static void first_failure_sticks(void **state)
{
    Arena arena = {0};
    Db *db = open_fresh(&arena);

    (void)state;
    assert_true(db_run(db, "create table public.t (id int primary key)"));
    assert_null(db_error(db));
    assert_true(db_run(db, "begin"));
    assert_true(db_run(db, "insert into public.t values (1)"));
    assert_false(db_run(db, "insert into public.t values (1)"));
    assert_false(db_run(db, "select 1"));
    assert_null(db_query(db, &arena, "selec 2"));
    assert_int_equal(db_error(db)->failure, DB_REJECTED);
    assert_string_equal(db_error(db)->sqlstate, "23505");
    assert_string_equal(db_error(db)->detail, "Key (id)=(1) already exists.");
    db_rollback(db);
    assert_string_equal(db_error(db)->sqlstate, "23505");
    assert_true(db_forgive(db));
    assert_string_equal(one_value(db, &arena, "select count(*) from public.t"), "0");
    arena_free(&arena);
}

static void values_travel_as_parameters(void **state)
{
    const char *hostile = "x'); drop table t; -- \\ $1 \xc3\xa9\n";
    Arena arena = {0};
    Db *db = open_fresh(&arena);
    PGresult *result = db_query(db, &arena, "select $1, $2, $3::int + 1", hostile, NULL, "41");

    (void)state;
    assert_non_null(result);
    assert_string_equal(db_value(result, 0, 0), hostile);
    assert_null(db_value(result, 0, 1));
    assert_string_equal(db_value(result, 0, 2), "42");
    arena_free(&arena);
}

/* Statements that fail, and what is known of the failure. The connection can be used again afterwards. */
static const struct Rejected {
    const char *name, *sql, *sqlstate;
    uint32_t position;
} rejected[] = {
    {"syntax", "select 1 frm t", "42601", 14},
    {"position counts characters", "select '\xc3\xa9\xc3\xa9', nope", "42703", 14},
    {"two statements are never one", "select 1; select 2", "42601", 0},
    {"no position", "select 1/0", "22012", 0},
    {"copy in", "copy (select 1) to stdout", "", 0},
    {"copy out", "copy pg_catalog.pg_class from stdin", "", 0},
    {"long copy out", "copy (select repeat('x', 1000) from pg_catalog.generate_series(1, 2000)) to stdout", "", 0},
    {"not a transaction's", "vacuum nope", "42P01", 0},
};

static void rejection_leaves_the_connection(void **state)
{
    const struct Rejected *c = *state;
    Arena arena = {0};
    Db *db = db_open(&arena, &(DbOptions){.conninfo = server_conninfo()});

    assert_false(db_run(db, c->sql));
    assert_int_equal(db_error(db)->failure, DB_REJECTED);
    assert_string_equal(db_error(db)->sqlstate, c->sqlstate);
    assert_int_equal(db_error(db)->position, c->position);
    assert_true(db_forgive(db));
    assert_string_equal(one_value(db, &arena, "select 7"), "7");
    arena_free(&arena);
}

static void scripts_run_whole(void **state)
{
    Arena arena = {0};
    Db *db = open_fresh(&arena);

    (void)state;
    assert_true(db_script(db, "create table public.t (id int); insert into public.t values (1), (2); select 1"));
    assert_false(db_script(db, "insert into public.t values (3); select 1/0; insert into public.t values (4)"));
    assert_true(db_forgive(db));
    assert_string_equal(one_value(db, &arena, "select count(*) from public.t"), "2");
    arena_free(&arena);
}

static void a_terminated_session_is_lost(void **state)
{
    Arena arena = {0};
    Db *db = open_fresh(&arena);

    (void)state;
    assert_false(db_run(db, "select pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())"));
    assert_int_equal(db_error(db)->failure, DB_LOST);
    assert_false(db_forgive(db));
    db_rollback(db);
    assert_false(db_run(db, "select 1"));
    arena_free(&arena);
}

static volatile sig_atomic_t flag;

static void count_signal(int number)
{
    (void)number;
    flag++;
}

static void send_alarms(long first_ms, long next_ms)
{
    struct sigaction action = {.sa_handler = count_signal};
    struct itimerval timer = {.it_value.tv_usec = first_ms * 1000, .it_interval.tv_usec = next_ms * 1000};

    flag = 0;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

static void stop_alarms(void)
{
    setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
}

static void an_interruption_cancels(void **state)
{
    Arena arena = {0};
    Db *db = db_open(&arena, &(DbOptions){.conninfo = server_new_database(&arena), .interrupted = &flag});

    (void)state;
    assert_true(db_run(db, "create table public.t (id int)"));
    assert_true(db_run(db, "begin"));
    assert_true(db_run(db, "insert into public.t values (1)"));
    send_alarms(50, 0);
    assert_false(db_run(db, "select pg_catalog.pg_sleep(60)"));
    assert_int_equal(db_error(db)->failure, DB_INTERRUPTED);
    assert_string_equal(db_error(db)->sqlstate, "57014");
    assert_false(db_run(db, "commit"));
    db_rollback(db);
    assert_int_equal(PQtransactionStatus(db_connection(db)), PQTRANS_IDLE);
    assert_false(db_forgive(db));
    flag = 0;
    arena_free(&arena);
}

/* A server that does not react to the cancellation must not hold us: it is stopped meanwhile. */
static void a_second_interruption_gives_up(void **state)
{
    Arena arena = {0};
    Db *db = db_open(&arena, &(DbOptions){.conninfo = server_new_database(&arena), .interrupted = &flag});
    const char *stubborn = "do $$ begin loop begin perform pg_catalog.pg_sleep(60); exception when query_canceled then "
                           "null; end; end loop; end $$";

    (void)state;
    send_alarms(50, 50);
    assert_false(db_run(db, stubborn));
    stop_alarms();
    assert_int_equal(db_error(db)->failure, DB_INTERRUPTED);
    assert_non_null(strstr(db_error(db)->message, "may still be running"));
    flag = 0;
    arena_free(&arena);
}

static void pipelines_give_all_results(void **state)
{
    enum { COUNT = 300 };
    Arena arena = {0};
    Db *db = open_fresh(&arena);
    const char **statements = arena_array(&arena, const char *, COUNT);
    PGresult **results = arena_array(&arena, PGresult *, COUNT);

    (void)state;
    for (int i = 0; i < COUNT; i++)     /* far more than the sockets' buffers, in both directions */
        statements[i] = arena_printf(&arena, "select %d, pg_catalog.repeat('x', 20000) --%*s", i, 10000, "");
    assert_true(db_pipeline(db, &arena, statements, COUNT, results));
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(strtol(db_value(results[i], 0, 0), NULL, 10), i);
    assert_string_equal(one_value(db, &arena, "select 7"), "7");
    arena_free(&arena);
}

static void a_failed_pipeline_changes_nothing(void **state)
{
    static const char *const statements[] = {"insert into public.t values (1)", "select nope", "select 2/0"};
    Arena arena = {0};
    Db *db = open_fresh(&arena);
    PGresult *results[3];

    (void)state;
    assert_true(db_run(db, "create table public.t (id int)"));
    assert_false(db_pipeline(db, &arena, statements, 3, results));
    assert_string_equal(db_error(db)->sqlstate, "42703");
    assert_int_equal(db_error(db)->position, 8);
    assert_true(db_forgive(db));
    assert_string_equal(one_value(db, &arena, "select count(*) from public.t"), "0");
    arena_free(&arena);
}

static void keep_notice(void *context, const DbError *notice)
{
    strncat(context, notice->message, 99);
}

static void notices_are_heard(void **state)
{
    char heard[100] = "";
    Arena arena = {0};
    Db *db = db_open(&arena, &(DbOptions){
        .conninfo = server_conninfo(), .notice = keep_notice, .notice_context = heard});

    (void)state;
    assert_true(db_run(db, "do $$ begin raise notice 'well, well'; end $$"));
    assert_string_equal(heard, "well, well");
    arena_free(&arena);
}

static void urls_are_chosen_in_order(void **state)
{
    (void)state;
    unsetenv("DATABASE_URL");
    assert_string_equal(db_choose(NULL), "");
    setenv("DATABASE_URL", "postgresql://environment", 1);
    assert_string_equal(db_choose(NULL), "postgresql://environment");
    assert_string_equal(db_choose("postgresql://given"), "postgresql://given");
    unsetenv("DATABASE_URL");
}

int main(int count, char **words)
{
    Suite suite = suite_of("db", count, words);

    SUITE_TEST(&suite, session_is_pinned);
    SUITE_TEST(&suite, first_failure_sticks);
    SUITE_TEST(&suite, values_travel_as_parameters);
    SUITE_TEST(&suite, scripts_run_whole);
    SUITE_TEST(&suite, a_terminated_session_is_lost);
    SUITE_TEST(&suite, an_interruption_cancels);
    SUITE_TEST(&suite, a_second_interruption_gives_up);
    SUITE_TEST(&suite, pipelines_give_all_results);
    SUITE_TEST(&suite, a_failed_pipeline_changes_nothing);
    SUITE_TEST(&suite, notices_are_heard);
    SUITE_TEST(&suite, urls_are_chosen_in_order);
    SUITE_ROWS(&suite, rejected, name, rejection_leaves_the_connection);
    return suite_run(&suite, server_start, server_stop);
}
