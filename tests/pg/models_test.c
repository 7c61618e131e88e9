/*
 * The generated models of EcoMind at work on a real server: what goes in comes out, by every way in and every way out;
 * rollups add up; failures say where, and stick.
 */
#define _POSIX_C_SOURCE 200809L

#include "tests/server.h"

#include <ecomind_schema.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char schema[] =
    "create table organizations (org_id varchar(255) primary key, name varchar(255) not null,"
    "  plan_type varchar(50) default 'free', created_at timestamptz default now(),"
    "  updated_at timestamptz default now());"
    "create table users (user_id varchar(255) primary key,"
    "  org_id varchar(255) references organizations on delete cascade,"
    "  email varchar(255) unique, role varchar(50) default 'viewer', created_at timestamptz default now(),"
    "  updated_at timestamptz default now());"
    /* columns in another order, and one that the structs do not know */
    "create table events_enriched (later int default 7, ts timestamptz not null, id text primary key,"
    "  org_id varchar(255) not null, user_id varchar(255) not null, provider varchar(50) not null, model varchar(100),"
    "  tokens_in integer default 0, tokens_out integer default 0, node_type varchar(50), region varchar(100),"
    "  kwh float not null, water_l float not null, co2_kg float not null, source varchar(50), metadata jsonb,"
    "  created_at timestamptz default now());"
    "create table daily_org_agg (date date not null, org_id varchar(255) not null, call_count integer default 0,"
    "  kwh float default 0, water_l float default 0, co2_kg float default 0, primary key (date, org_id));"
    "create table daily_user_agg (date date not null, org_id varchar(255) not null, user_id varchar(255) not null,"
    "  call_count integer default 0, kwh float default 0, water_l float default 0, co2_kg float default 0,"
    "  primary key (date, org_id, user_id));"
    "create table daily_provider_agg (date date not null, org_id varchar(255) not null, provider varchar(50) not null,"
    "  call_count integer default 0, kwh float default 0, water_l float default 0, co2_kg float default 0,"
    "  primary key (date, org_id, provider));"
    "create table daily_model_agg (date date not null, org_id varchar(255) not null, provider varchar(50) not null,"
    "  model varchar(100) not null, call_count integer default 0, kwh float default 0, water_l float default 0,"
    "  co2_kg float default 0, primary key (date, org_id, provider, model));"
    "create table audit_logs (id bigserial primary key, org_id varchar(255), user_id varchar(255),"
    "  action varchar(100) not null, resource_type varchar(100), resource_id varchar(255), metadata jsonb,"
    "  ip_address varchar(50), \"timestamp\" timestamptz default now());";

enum { EVENTS = 1000 };

typedef struct World {
    Arena arena;
    const char *database;
    EcoConn conn, other;
    EventsEnriched events[EVENTS];
} World;

static EventsEnriched event_of(World *w, int i)
{
    return (EventsEnriched){
        .id = eco_text(arena_printf(&w->arena, "event-%04d", i)),
        .org_id = eco_text(i % 3 ? "acme" : "o'neill"),
        .user_id = eco_text("ann"),
        .provider = eco_text(i % 2 ? "openai" : "anthropic"),
        .model = eco_text(i % 5 ? "large" : NULL),
        .tokens_in = {i, true},
        .region = eco_text(""),
        .kwh = i * 0.5,
        .water_l = -0.0,
        .co2_kg = 1e-300,
        .ts = eco_date_time(eco_date(2026, 1, 1)) + i * INT64_C(173000000) - 1,
        .metadata = eco_text(i % 2 ? "{\"a\": [1, null]}" : NULL),
        .created_at = {ECO_TIME_INFINITY, i % 7 == 0},
    };
}

static int set_up(void **state)
{
    World *w = calloc(1, sizeof(*w));

    w->database = server_new_database(&w->arena);
    server_psql(&w->arena, w->database, schema);
    w->conn.pg = PQconnectdb(w->database);
    w->other.pg = PQconnectdb(w->database);
    for (int i = 0; i < EVENTS; i++)
        w->events[i] = event_of(w, i);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;

    eco_conn_close(&w->conn);
    eco_conn_close(&w->other);
    PQfinish(w->conn.pg);
    PQfinish(w->other.pg);
    arena_free(&w->arena);
    free(w);
    return 0;
}

/* A failure that no test expects is shown. */
static bool good(const EcoConn *conn, bool result)
{
    if (!result)
        fprintf(stderr, "%s\n", conn->error.message);
    return result;
}

static const char *psql(World *w, const char *sql)
{
    return server_psql(&w->arena, w->database, sql);
}

static bool copy_events(World *w, int count)
{
    EcoCopy copy;

    events_enriched_copy_open(&copy, &w->conn);
    for (int i = 0; i < count; i++)
        events_enriched_copy_put(&copy, &w->events[i]);
    return events_enriched_copy_close(&copy);
}

static void assert_text(EcoText one, EcoText other)
{
    assert_int_equal(one.data == NULL, other.data == NULL);
    assert_int_equal(one.length, other.length);
    if (one.data)
        assert_memory_equal(one.data, other.data, one.length);
}

static void assert_event(const EventsEnriched *one, const EventsEnriched *other)
{
    assert_text(one->id, other->id);
    assert_text(one->org_id, other->org_id);
    assert_text(one->model, other->model);
    assert_int_equal(one->tokens_in.value, other->tokens_in.value);
    assert_int_equal(one->tokens_in.has, other->tokens_in.has);
    assert_int_equal(one->tokens_out.has, other->tokens_out.has);
    assert_text(one->region, other->region);
    assert_memory_equal(&one->kwh, &other->kwh, sizeof(double));
    assert_memory_equal(&one->water_l, &other->water_l, sizeof(double));
    assert_memory_equal(&one->co2_kg, &other->co2_kg, sizeof(double));
    assert_true(one->ts == other->ts);
    assert_text(one->metadata, other->metadata);
    assert_int_equal(one->created_at.has, other->created_at.has);
    assert_true(!one->created_at.has || one->created_at.value == other->created_at.value);
}

static void check_reader(World *w, const char *where, const char *const *params, int count, int first, int step)
{
    EcoReader reader;
    EventsEnriched event;
    int rows = 0;

    assert_true(events_enriched_reader_open(&reader, &w->conn, where, params, count));
    for (int i = first; events_enriched_reader_next(&reader, &event); i += step, rows++)
        assert_event(&event, &w->events[i]);
    assert_true(good(&w->conn, events_enriched_reader_close(&reader)));
    assert_int_equal(rows, (EVENTS - first + step - 1) / step);
}

static void copy_then_read(void **state)
{
    World *w = *state;
    const char *anthropic[] = {"anthropic"};

    assert_true(good(&w->conn, copy_events(w, EVENTS)));
    check_reader(w, "ORDER BY id", NULL, 0, 0, 1);
    check_reader(w, "WHERE provider = 'anthropic' ORDER BY id", NULL, 0, 0, 2);
    check_reader(w, "WHERE provider = $1 ORDER BY id", anthropic, 1, 0, 2);
    assert_string_equal(psql(w, "select count(*), min(later) from events_enriched"), "1000|7\n");
}

static void nothing_to_read(void **state)
{
    World *w = *state;
    EcoReader reader;
    EcoCopy copy;
    EventsEnriched event;
    const char *none[] = {NULL};

    assert_true(events_enriched_copy_open(&copy, &w->conn));
    assert_true(events_enriched_copy_close(&copy));
    events_enriched_reader_open(&reader, &w->conn, NULL, NULL, 0);
    assert_false(events_enriched_reader_next(&reader, &event));
    assert_true(events_enriched_reader_close(&reader));
    events_enriched_reader_open(&reader, &w->conn, "WHERE model = $1", none, 1);
    assert_false(events_enriched_reader_next(&reader, &event));
    assert_true(events_enriched_reader_close(&reader));
    assert_false(w->conn.error.failed);
}

static void insert_then_result(void **state)
{
    World *w = *state;
    EventsEnriched event;
    EcoRows rows;
    PGresult *result;
    int i = 0;

    for (int n = 0; n < 10; n++)
        assert_true(good(&w->conn, events_enriched_insert(&w->conn, &w->events[n])));
    result = PQexecParams(w->conn.pg, "SELECT 1 AS more, e.* FROM events_enriched e ORDER BY id", 0, NULL, NULL, NULL,
                          NULL, 1);
    assert_true(good(&w->conn, events_enriched_rows_open(&rows, &w->conn, result)));
    for (; events_enriched_rows_next(&rows, &event); i++)
        assert_event(&event, &w->events[i]);
    assert_int_equal(i, 10);
    assert_true(events_enriched_from_result(&event, &rows, 3));
    assert_event(&event, &w->events[3]);
    assert_false(events_enriched_from_result(&event, &rows, 10));
    assert_false(w->conn.error.failed);
    PQclear(result);
}

static void text_results(void **state)
{
    World *w = *state;
    DailyOrgAgg row;
    AuditLogs log = {.action = eco_text("login"), .metadata = eco_text("[1]")};
    EcoRows rows;
    PGresult *result;

    assert_true(good(&w->conn, audit_logs_insert(&w->conn, &log)));
    result = PQexec(w->conn.pg, "SELECT id, org_id, user_id, action, resource_type, resource_id, metadata, ip_address,"
                                " null::timestamptz AS timestamp FROM audit_logs");
    assert_true(good(&w->conn, audit_logs_rows_open(&rows, &w->conn, result)));
    log.id = 0;
    assert_true(good(&w->conn, audit_logs_rows_next(&rows, &log)));
    assert_int_equal(log.id, 1);
    assert_true(eco_text_is(log.metadata, "[1]"));
    PQclear(result);

    result = PQexec(w->conn.pg, "SELECT current_date AS date, '' AS org_id, 1 AS call_count, 0.5::float AS kwh,"
                                " null::float AS water_l, 'NaN'::float AS co2_kg");
    assert_true(daily_org_agg_rows_open(&rows, &w->conn, result));
    assert_false(daily_org_agg_rows_next(&rows, &row));
    assert_string_equal(w->conn.error.message, "daily_org_agg, row 1: cannot read column \"date\": it came as text: ask"
                                               " for a binary result (resultFormat 1)");
    PQclear(result);
}

static void insert_sets_id(void **state)
{
    World *w = *state;
    AuditLogs one = {.action = eco_text("login")}, two = {.action = eco_text("logout")};

    assert_true(good(&w->conn, audit_logs_insert(&w->conn, &one)));
    assert_true(good(&w->conn, audit_logs_insert(&w->conn, &two)));
    assert_int_equal(one.id, 1);
    assert_int_equal(two.id, 2);
    assert_string_equal(psql(w, "select id, action, timestamp is null from audit_logs order by id"),
                        "1|login|t\n2|logout|t\n");
}

/* The law: adding gives what the source would give. */
static const char law[] =
    "select count(*) from (select (ts at time zone 'UTC')::date d, org_id, coalesce(model, 'unknown') m, provider p,"
    "  count(*) n, sum(kwh) k from events_enriched group by 1, 2, 3, 4) s"
    " full join daily_model_agg a on a.date = d and a.org_id = s.org_id and a.model = m and a.provider = p"
    " where call_count is distinct from n or kwh is distinct from k";

static void add_is_what_the_source_says(void **state)
{
    World *w = *state;

    assert_true(copy_events(w, EVENTS));
    for (int i = 0; i < EVENTS; i += 250)
        assert_true(good(&w->conn, daily_model_agg_add(&w->conn, &w->events[i], 250)));
    assert_true(daily_model_agg_add(&w->conn, w->events, 0));
    assert_string_equal(psql(w, law), "0\n");
    assert_true(good(&w->conn, daily_org_agg_add(&w->conn, w->events, EVENTS)));
    assert_true(good(&w->conn, daily_user_agg_add(&w->conn, w->events, EVENTS)));
    assert_true(good(&w->conn, daily_provider_agg_add(&w->conn, w->events, EVENTS)));
    assert_string_equal(psql(w, "select sum(call_count), sum(kwh) from daily_org_agg"), "1000|249750\n");
    assert_string_equal(psql(w, "select min(date) from daily_user_agg"), "2025-12-31\n");
}

static void add_to_null(void **state)
{
    World *w = *state;

    psql(w, "insert into daily_org_agg values ('2025-12-31', 'o''neill', null, null, 1, 1)");
    assert_true(good(&w->conn, daily_org_agg_add(&w->conn, w->events, 1)));
    assert_string_equal(psql(w, "select call_count, kwh, water_l from daily_org_agg"), "1|0|1\n");
}

enum { ORGS = 50, ROUNDS = 10 };

/* A process that adds the same groups as another one, which meets them in the opposite order. */
static pid_t adder(World *w, bool backwards)
{
    pid_t child = fork();
    EcoConn conn = {0};
    bool added = true;

    if (child)
        return child;
    conn.pg = PQconnectdb(w->database);
    for (int i = 0; i < ORGS; i++)
        w->events[i].org_id = eco_text(arena_printf(&w->arena, "org-%d", backwards ? ORGS - i : i + 1));
    for (int round = 0; round < ROUNDS; round++)
        added = good(&conn, daily_org_agg_add(&conn, w->events, ORGS)) && added;
    eco_conn_close(&conn);
    PQfinish(conn.pg);
    _exit(!added);
}

static void adds_do_not_deadlock(void **state)
{
    World *w = *state;
    pid_t children[] = {adder(w, false), adder(w, true), adder(w, false)};

    for (size_t i = 0; i < sizeof children / sizeof *children; i++) {
        int status = 1;

        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_string_equal(psql(w, "select sum(call_count), count(distinct org_id) from daily_org_agg"), "1500|50\n");
}

static void insert_failure_sticks(void **state)
{
    World *w = *state;

    assert_true(events_enriched_insert(&w->conn, &w->events[0]));
    assert_false(events_enriched_insert(&w->conn, &w->events[0]));
    assert_string_equal(w->conn.error.sqlstate, "23505");
    assert_string_equal(w->conn.error.table, "events_enriched");
    assert_string_equal(w->conn.error.message,
                        "events_enriched: duplicate key value violates unique constraint \"events_enriched_pkey\""
                        " (Key (id)=(event-0000) already exists.)");
    assert_false(events_enriched_insert(&w->conn, &w->events[1]));
    assert_false(eco_exec(&w->conn, "SELECT 1"));
    eco_error_clear(&w->conn.error);
    assert_true(events_enriched_insert(&w->conn, &w->events[1]));
    assert_string_equal(psql(w, "select count(*) from events_enriched"), "2\n");
}

static void copy_failure_names_the_row(void **state)
{
    World *w = *state;

    w->events[700].id = w->events[699].id;
    assert_false(copy_events(w, EVENTS));
    assert_string_equal(w->conn.error.sqlstate, "23505");
    assert_int_equal(w->conn.error.row, 701);
    assert_string_equal(psql(w, "select count(*) from events_enriched"), "0\n");

    eco_error_clear(&w->conn.error);
    w->events[5].org_id = (EcoText){NULL, 0};
    assert_false(copy_events(w, 10));
    assert_string_equal(w->conn.error.sqlstate, "23502");
    assert_string_equal(w->conn.error.column, "org_id");
    assert_int_equal(w->conn.error.row, 6);
}

static void copy_abort_stores_nothing(void **state)
{
    World *w = *state;
    EcoCopy copy;

    assert_true(events_enriched_copy_open(&copy, &w->conn));
    assert_false(eco_exec(&w->conn, "SELECT 1"));
    assert_string_equal(w->conn.error.message, "the connection is busy: close the reader or copy that uses it first");
    eco_error_clear(&w->conn.error);
    for (int i = 0; i < EVENTS; i++)
        assert_true(events_enriched_copy_put(&copy, &w->events[i]));
    events_enriched_copy_abort(&copy);
    assert_false(w->conn.error.failed);
    assert_false(events_enriched_copy_put(&copy, &w->events[0]));
    assert_string_equal(psql(w, "select count(*) from events_enriched"), "0\n");
    assert_true(eco_exec(&w->conn, "SELECT 1"));
}

/* What cannot be sent fails on this side, and the rows before it are not stored either. */
static void copy_of_too_much(void **state)
{
    World *w = *state;

    w->events[3].source = (EcoText){"x", (size_t)INT32_MAX};
    assert_false(copy_events(w, EVENTS));
    assert_string_equal(w->conn.error.message,
                        "events_enriched, row 4: a value is larger than PostgreSQL allows (1 GB)");
    assert_int_equal(w->conn.error.row, 4);
    eco_error_clear(&w->conn.error);
    assert_false(events_enriched_insert(&w->conn, &w->events[3]));
    eco_error_clear(&w->conn.error);
    assert_true(events_enriched_insert(&w->conn, &w->events[2]));
    assert_string_equal(psql(w, "select count(*) from events_enriched"), "1\n");
}

static void early_close(void **state)
{
    World *w = *state;
    EcoReader reader;
    EventsEnriched event;
    const char *params[] = {"0"};

    assert_true(copy_events(w, EVENTS));
    for (int i = 0; i < 4; i++) {
        assert_true(i % 2 == 0 || eco_exec(&w->conn, "BEGIN"));
        assert_true(events_enriched_reader_open(&reader, &w->conn,
                                                "CROSS JOIN generate_series(1, 100) WHERE later > $1", params, 1));
        assert_true(events_enriched_reader_next(&reader, &event));
        assert_true(good(&w->conn, events_enriched_reader_close(&reader)));
        assert_true(events_enriched_reader_open(&reader, &w->conn, "CROSS JOIN generate_series(1, 100)", NULL, 0));
        assert_true(events_enriched_reader_next(&reader, &event));
        assert_true(good(&w->conn, events_enriched_reader_close(&reader)));
        assert_true(good(&w->conn, i % 2 == 0 || eco_exec(&w->conn, "COMMIT")));
    }
}

static void failing_reads(void **state)
{
    World *w = *state;
    EcoReader reader;
    EventsEnriched event;
    const char *zero[] = {"0"};
    static const char division[] = "WHERE 1 / (tokens_in - 500) < 9 ORDER BY ctid";

    assert_true(copy_events(w, EVENTS));
    assert_false(events_enriched_reader_open(&reader, &w->conn, "WHERE nothing", NULL, 0));
    assert_string_equal(w->conn.error.sqlstate, "42703");
    assert_false(events_enriched_reader_next(&reader, &event));
    assert_false(events_enriched_reader_close(&reader));
    eco_error_clear(&w->conn.error);

    assert_true(events_enriched_reader_open(&reader, &w->conn, division, NULL, 0));
    while (events_enriched_reader_next(&reader, &event))
        continue;
    assert_false(events_enriched_reader_close(&reader));
    assert_string_equal(w->conn.error.sqlstate, "22012");
    eco_error_clear(&w->conn.error);

    assert_true(events_enriched_reader_open(&reader, &w->conn, "WHERE 1 / (tokens_in - 500 + $1::int) < 9", zero, 1));
    while (events_enriched_reader_next(&reader, &event))
        continue;
    assert_false(events_enriched_reader_close(&reader));
    assert_string_equal(w->conn.error.sqlstate, "22012");
    eco_error_clear(&w->conn.error);
    assert_true(eco_exec(&w->conn, "SELECT 1"));
}

static void wrong_shapes(void **state)
{
    World *w = *state;
    EcoReader reader;
    EventsEnriched event;
    Users user;
    EcoRows rows;
    PGresult *result = PQexec(w->conn.pg, "SELECT 1 AS user_id");

    assert_false(users_rows_open(&rows, &w->conn, result));
    assert_string_equal(w->conn.error.message, "users: column \"user_id\" of the result is not of type varchar");
    PQclear(result);
    eco_error_clear(&w->conn.error);

    result = PQexec(w->conn.pg, "SELECT '' AS \"User_id\"");
    assert_false(users_rows_open(&rows, &w->conn, result));
    assert_string_equal(w->conn.error.message, "users: the result has no column \"user_id\"");
    PQclear(result);
    eco_error_clear(&w->conn.error);

    psql(w, "insert into users (user_id) values ('a'), ('b')");
    assert_true(users_reader_open(&reader, &w->conn, NULL, NULL, 0));
    assert_true(users_reader_next(&reader, &user));
    assert_false(events_enriched_reader_next(&reader, &event));
    assert_string_equal(w->conn.error.message, "a reader of users was asked for a row of events_enriched");
    assert_false(users_reader_close(&reader));
    eco_error_clear(&w->conn.error);

    psql(w, "alter table events_enriched alter kwh type real, alter kwh drop not null; "
            "insert into events_enriched values (1, now(), 'x', '', '', '', null, 1, 1, null, null, 1, 1, 1)");
    assert_true(events_enriched_reader_open(&reader, &w->conn, NULL, NULL, 0));
    assert_false(events_enriched_reader_next(&reader, &event));
    assert_string_equal(w->conn.error.message, "events_enriched, row 1: cannot read column \"kwh\": expected 8 bytes,"
                                               " got 4 (another type?)");
    assert_false(events_enriched_reader_close(&reader));
    eco_error_clear(&w->conn.error);

    psql(w, "alter table events_enriched alter kwh type float; update events_enriched set kwh = null");
    assert_true(events_enriched_reader_open(&reader, &w->conn, NULL, NULL, 0));
    assert_false(events_enriched_reader_next(&reader, &event));
    assert_string_equal(w->conn.error.message, "events_enriched, row 1: cannot read column \"kwh\": it is null, but the"
                                               " struct has no room for null");
    events_enriched_reader_close(&reader);
}

static void schema_check(void **state)
{
    World *w = *state;
    EcoOut why = {0};

    assert_true(good(&w->conn, ecomind_schema_check(&w->conn, &why)));
    assert_string_equal(eco_out_text(&why), "");
    psql(w, "alter table users drop email; alter table events_enriched alter kwh type numeric;"
            "alter table events_enriched alter water_l drop not null; drop table daily_org_agg");
    assert_false(ecomind_schema_check(&w->conn, &why));
    assert_false(w->conn.error.failed);
    assert_string_equal(eco_out_text(&why),
                        "public.users.email: expected varchar, but there is no such column\n"
                        "public.events_enriched.kwh: expected float not null, but it is numeric\n"
                        "public.events_enriched.water_l: expected float not null, but it is double precision and"
                        " may be null\n"
                        "public.daily_org_agg: there is no such table\n");
    eco_out_free(&why);
}

/* A pooler, or DISCARD ALL, forgets what we prepared. */
static void prepared_again(void **state)
{
    World *w = *state;

    assert_true(events_enriched_insert(&w->conn, &w->events[0]));
    assert_true(eco_exec(&w->conn, "DISCARD ALL"));
    assert_true(good(&w->conn, events_enriched_insert(&w->conn, &w->events[1])));
    assert_true(good(&w->conn, events_enriched_insert(&w->conn, &w->events[2])));
}

static void lost_connection(void **state)
{
    World *w = *state;
    EcoReader reader;
    EventsEnriched event;

    assert_true(copy_events(w, EVENTS));
    assert_true(events_enriched_reader_open(&reader, &w->conn, "CROSS JOIN generate_series(1, 1000)", NULL, 0));
    assert_true(events_enriched_reader_next(&reader, &event));
    psql(w, arena_printf(&w->arena, "select pg_terminate_backend(%d)", PQbackendPID(w->conn.pg)));
    while (events_enriched_reader_next(&reader, &event))
        continue;
    assert_false(events_enriched_reader_close(&reader));
    assert_true(w->conn.error.failed);
    eco_error_clear(&w->conn.error);
    assert_false(events_enriched_insert(&w->conn, &w->events[0]));
    assert_true(w->conn.error.message[0] != '\0');
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(copy_then_read),
        TEST(nothing_to_read),
        TEST(insert_then_result),
        TEST(text_results), /* C399 */
        TEST(insert_sets_id),
        TEST(add_is_what_the_source_says),
        TEST(add_to_null),
        TEST(adds_do_not_deadlock),
        TEST(insert_failure_sticks),
        TEST(copy_failure_names_the_row),
        TEST(copy_abort_stores_nothing),
        TEST(copy_of_too_much),
        TEST(early_close),
        TEST(failing_reads),
        TEST(wrong_shapes), /* C400 */
        TEST(schema_check), /* C401 */
        TEST(prepared_again),
        TEST(lost_connection),
    };

    return cmocka_run_group_tests_name("models on a server", tests, server_start, server_stop);
}
