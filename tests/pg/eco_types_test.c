/*
 * Every type with its extremes: written by the server, read into C, written back by COPY and by a prepared statement,
 * read again: the bytes on the wire are equal, and where libeco makes text, it is what psql prints.
 */
#include "tests/server.h"
#include "tests/suite.h"

#include <eco/eco.h>

#include <stdio.h>
#include <stdlib.h>

/* Through the C value and out again, the way generated code does it. */
#define PASS(name)                                      \
    static void pass_##name(EcoIn *in, EcoOut *out)     \
    {                                                   \
        eco_put_opt_##name(out, eco_take_opt_##name(in)); \
    }
#define PASS_VIEW(name)                                 \
    static void pass_##name(EcoIn *in, EcoOut *out)     \
    {                                                   \
        eco_put_##name(out, eco_take_opt_##name(in));   \
    }

PASS(bool) PASS(char) PASS(int16) PASS(int32) PASS(int64) PASS(uint32) PASS(uint64) PASS(float) PASS(double)
PASS(time) PASS(date) PASS(clock) PASS(clocktz) PASS(interval) PASS(uuid) PASS(inet) PASS(macaddr) PASS(macaddr8)
PASS(point) PASS(lseg) PASS(box) PASS(line) PASS(circle)
PASS_VIEW(text) PASS_VIEW(bytes) PASS_VIEW(jsonb) PASS_VIEW(numeric) PASS_VIEW(array) PASS_VIEW(range)
PASS_VIEW(multirange) PASS_VIEW(record) PASS_VIEW(bits) PASS_VIEW(path) PASS_VIEW(polygon) PASS_VIEW(wire)

#define SHOW(name, take, write)                                     \
    static const char *show_##name(EcoIn *in, char *text)           \
    {                                                               \
        return write(take(in), text);                               \
    }

SHOW(date, eco_take_date, eco_date_text)
SHOW(timestamp, eco_take_time, eco_timestamp_text)
SHOW(timestamptz, eco_take_time, eco_timestamptz_text)
SHOW(clock, eco_take_clock, eco_clock_text)
SHOW(clocktz, eco_take_clocktz, eco_clocktz_text)
SHOW(interval, eco_take_interval, eco_interval_text)
SHOW(uuid, eco_take_uuid, eco_uuid_text)
SHOW(inet, eco_take_inet, eco_inet_text)
SHOW(macaddr, eco_take_macaddr, eco_macaddr_text)
SHOW(macaddr8, eco_take_macaddr8, eco_macaddr8_text)

enum { MOST_TEXT = 200000 };

static const char *show_numeric(EcoIn *in, char *text)
{
    EcoNumeric number = eco_take_numeric(in);
    size_t length = eco_numeric_to_text(number, text, MOST_TEXT);

    assert_int_equal(eco_numeric_to_text(number, NULL, 0), length);
    assert_true(length < MOST_TEXT);
    return text;
}

static const char *show_text(EcoIn *in, char *text)
{
    EcoText value = eco_take_text(in);

    snprintf(text, MOST_TEXT, "%.*s", (int)value.length, value.data);
    return text;
}

static const char *show_double(EcoIn *in, char *text)
{
    snprintf(text, MOST_TEXT, "%.17g", eco_take_double(in));
    return text;
}

static const char *show_bits(EcoIn *in, char *text)
{
    EcoBits bits = eco_take_bits(in);
    size_t i = 0;

    for (; i < eco_bits_count(bits); i++)
        text[i] = eco_bits_at(bits, i) ? '1' : '0';
    text[i] = '\0';
    return text;
}

enum { MOST_VALUES = 12 };

static const struct Case {
    const char *type;
    void (*pass)(EcoIn *in, EcoOut *out);
    const char *(*show)(EcoIn *in, char *text);     /* NULL: no text to compare */
    const char *values[MOST_VALUES];                /* SQL; C397 NULL is tried with every type */
    int since;                                      /* the first major version that takes them; 0: any */
} cases[] = {
    {"bool", pass_bool, NULL, {"true", "false"}},
    {"\"char\"", pass_char, NULL, {"'a'", "''", "'\\377'"}},
    {"int2", pass_int16, NULL, {"0", "-32768", "32767"}},
    {"int4", pass_int32, NULL, {"0", "-2147483648", "2147483647"}},
    {"int8", pass_int64, NULL, {"0", "-9223372036854775808", "9223372036854775807"}},
    {"oid", pass_uint32, NULL, {"0", "4294967295"}},
    {"regclass", pass_uint32, NULL, {"'pg_class'", "0"}},
    {"xid8", pass_uint64, NULL, {"'18446744073709551615'"}},
    {"pg_lsn", pass_uint64, NULL, {"'0/0'", "'FFFFFFFF/FFFFFFFF'"}},
    {"money", pass_int64, NULL, {"'-92233720368547758.08'", "'1.23'"}},
    {"float4", pass_float, NULL,
     {"'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "1.17549435e-38", "3.4028235e38", "1e-45"}},
    {"float8", pass_double, NULL,
     {"'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "5e-324", "1.7976931348623157e308", "0.1"}},
    {"float8", pass_double, show_double, {"0", "0.5", "-1234567"}},
    {"numeric", pass_numeric, show_numeric,     /* C398 */
     {"0", "0.00", "-1", "10000", "1e-20", "'NaN'", "'Infinity'", "'-Infinity'", "repeat('9', 1000)::numeric",
      "('-0.' || repeat('0', 990) || '1234567891')::numeric", "1e1000", "12345678.90120"}},
    {"numeric", pass_numeric, show_numeric, {"(repeat('7', 131072) || '.' || repeat('3', 16383))::numeric"}},
    {"text", pass_text, show_text, {"''", "'a'", "'grüße 🌍'", "repeat('x', 100000)"}},
    {"text", pass_text, NULL, {"repeat('x', 100 * 1024 * 1024)"}},
    {"varchar(10)", pass_text, show_text, {"''", "'1234567890'"}},
    {"char(5)", pass_text, show_text, {"''", "'ab'", "'abcde'"}},
    {"name", pass_text, show_text, {"'a name'"}},
    {"xml", pass_text, NULL, {"'<a>1</a>'"}},
    {"json", pass_text, show_text, {"'{\"a\" : [1, null]}'", "'null'"}},
    {"jsonb", pass_jsonb, NULL, {"'{\"a\" : [1, null]}'", "'null'", "'\"\"'"}},
    {"jsonpath", pass_jsonb, NULL, {"'$.a[*]'"}},
    {"bytea", pass_bytes, NULL, {"''", "'\\x00'", "'\\x00ff0000'", "decode(repeat('00', 100000), 'hex')"}},
    {"date", pass_date, show_date,
     {"'2000-01-01'", "'1970-01-01'", "'1999-12-31'", "'2024-02-29'", "'1900-02-28'", "'infinity'", "'-infinity'",
      "'4713-01-01 BC'", "'0001-12-31 BC'", "'0001-01-01'", "'5874897-12-31'"}},
    {"time", pass_clock, show_clock, {"'00:00'", "'24:00'", "'23:59:59.999999'", "'12:00:00.5'"}},
    {"timetz", pass_clocktz, show_clocktz, {"'00:00+00'", "'12:34:56.7-15:59:59'", "'24:00+05:30'", "'01:00-02:30'"}},
    {"timestamp", pass_time, show_timestamp,
     {"'2000-01-01'", "'infinity'", "'-infinity'", "'4713-01-01 00:00:00 BC'", "'294276-12-31 23:59:59.999999'",
      "'1999-12-31 23:59:59.999999'", "'0044-03-15 12:00:00.000001 BC'"}},
    {"timestamptz", pass_time, show_timestamptz,
     {"'2000-01-01 00:00+00'", "'infinity'", "'-infinity'", "'4714-11-24 00:00:00+00 BC'",
      "'294276-12-31 23:59:59.999999+00'", "'2026-01-01 12:00:00.12+02'", "'0001-01-01 00:00:00+00'"}},
    {"interval", pass_interval, show_interval,
     {"'0'", "'1 year 2 mons 3 days 04:05:06.7'", "'-1 year -1 mon'", "'-1 mon +3 days -00:00:01'",
      "'1 day -00:00:00.000001'", "'-3 days +04:00'", "'178000000 years'", "'-178000000 years'", "'1 mon'",
      "'13 mons -1 days'"}},
    {"interval", pass_interval, show_interval, {"'2562047788:00:00'"}, 15},
    {"uuid", pass_uuid, show_uuid,
     {"'00000000-0000-0000-0000-000000000000'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"}},
    {"inet", pass_inet, show_inet, {"'0.0.0.0'", "'10.1.2.3/8'", "'::1'", "'2001:db8::/32'", "'255.255.255.255'"}},
    {"cidr", pass_inet, show_inet, {"'10.0.0.0/8'", "'::/0'", "'1.2.3.4/32'"}},
    {"macaddr", pass_macaddr, show_macaddr, {"'08:00:2b:01:02:03'", "'ff:ff:ff:ff:ff:ff'"}},
    {"macaddr8", pass_macaddr8, show_macaddr8, {"'08:00:2b:01:02:03:04:05'"}},
    {"point", pass_point, NULL, {"'(1,-2)'", "'(NaN,Infinity)'"}},
    {"lseg", pass_lseg, NULL, {"'[(1,2),(3,4)]'"}},
    {"box", pass_box, NULL, {"'(3,4),(1,2)'"}},
    {"line", pass_line, NULL, {"'{1,2,3}'"}},
    {"circle", pass_circle, NULL, {"'<(1,2),3>'"}},
    {"path", pass_path, NULL, {"'[(1,2),(3,4)]'", "'((1,2),(3,4),(5,6))'"}},
    {"polygon", pass_polygon, NULL, {"'((1,2),(3,4),(5,6))'"}},
    {"bit(9)", pass_bits, show_bits, {"B'101010101'"}},
    {"varbit", pass_bits, show_bits, {"B''", "B'1'", "B'11111111'", "B'0000000000000001'"}},
    {"tsvector", pass_wire, NULL, {"'a:1A fat:2B cat'"}},
    {"tsquery", pass_wire, NULL, {"'fat & (rat | !cat)'"}},
    {"tid", pass_wire, NULL, {"'(1,2)'"}},
    {"pg_snapshot", pass_wire, NULL, {"'10:20:10,14,15'"}},
    {"int4[]", pass_array, NULL, {"'{}'", "'{1,NULL,3}'", "'[-5:-3]={1,2,3}'", "'{{1,2},{3,4}}'"}},
    {"text[]", pass_array, NULL, {"'{a,\"\",NULL}'", "'{{{a}},{{b}}}'"}},
    {"int4range", pass_range, NULL, {"'empty'", "'[1,5)'", "'(,)'", "'[3,)'"}},
    {"tstzrange", pass_range, NULL, {"'[2026-01-01,infinity]'"}},
    {"int4multirange", pass_multirange, NULL, {"'{}'", "'{[1,3),[7,9)}'"}},
    {"mood", pass_text, show_text, {"'happy'", "'so so'"}},
    {"short", pass_text, show_text, {"'a'"}},
    {"address", pass_record, NULL, {"row('a', NULL)", "row(NULL, 7)"}},
};

static const char *conninfo;

static PGconn *open_connection(void)
{
    PGconn *pg = PQconnectdb(conninfo);

    if (PQstatus(pg) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(pg));
    return pg;
}

static void run(PGconn *pg, const char *format, ...)
{
    static char sql[300000];
    va_list arguments;
    PGresult *result;

    va_start(arguments, format);
    vsnprintf(sql, sizeof(sql), format, arguments);
    va_end(arguments);
    result = PQexec(pg, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
        fail_msg("%.200s: %s", sql, PQerrorMessage(pg));
    PQclear(result);
}

static const EcoColumn columns[] = {{"v", "?", ECO_OID_UNKNOWN, false}};
static const EcoModel original = {"original", "original", columns, 1, "SELECT v FROM original ORDER BY id", NULL, 0};
static const EcoModel copied = {"copied", "copied", columns, 1, "SELECT v FROM copied ORDER BY id",
                                "COPY copied (v) FROM STDIN (FORMAT binary)", 1};
static const EcoModel inserted = {"inserted", "inserted", columns, 1, "SELECT v FROM inserted ORDER BY id", NULL, 0};
static const uint32_t any[] = {0};
static const EcoStatement insert = {&inserted, NULL, "INSERT INTO inserted (v) VALUES ($1)", any, 1};

static void fill(PGconn *pg, const struct Case *c)
{
    run(pg, "DROP TABLE IF EXISTS original, copied, inserted; SET xmloption = content;"
            "CREATE TABLE original (id serial, v %s); CREATE TABLE copied (id serial, v %s);"
            "CREATE TABLE inserted (id serial, v %s); INSERT INTO original (v) VALUES (NULL)",
        c->type, c->type, c->type);
    for (size_t i = 0; i < MOST_VALUES && c->values[i]; i++)
        run(pg, "INSERT INTO original (v) VALUES (%s)", c->values[i]);
}

/* original → C → copied, inserted */
static int64_t pass_all(EcoConn *from, EcoConn *to, EcoConn *other, const struct Case *c)
{
    EcoReader reader;
    EcoCopy copy;
    EcoIn in;

    assert_true(eco_reader_open(&reader, from, &original, NULL, NULL, 0));
    assert_true(eco_copy_open(&copy, to, &copied));
    while (eco_reader_begin(&reader, &original, &in)) {
        EcoIn again = in;

        c->pass(&in, eco_copy_begin(&copy, &copied));
        assert_true(eco_in_done(&in));
        assert_true(eco_copy_row(&copy));
        c->pass(&again, eco_begin(other));
        assert_true(eco_run(other, &insert) || (fprintf(stderr, "%s\n", other->error.message), false));
    }
    assert_true(eco_copy_close(&copy) || (fprintf(stderr, "%s\n", to->error.message), false));
    assert_true(eco_reader_close(&reader));
    return reader.rows;
}

static int64_t compare(EcoConn *one, EcoConn *two, const EcoModel *model)
{
    EcoReader left, right;
    EcoIn was, is;

    assert_true(eco_reader_open(&left, one, &original, NULL, NULL, 0));
    assert_true(eco_reader_open(&right, two, model, NULL, NULL, 0));
    while (eco_reader_begin(&left, &original, &was)) {
        EcoWire before, after;

        assert_true(eco_reader_begin(&right, model, &is));
        before = eco_take_wire(&was);
        after = eco_take_wire(&is);
        assert_int_equal(before.length, after.length);
        assert_int_equal(before.data == NULL, after.data == NULL);
        if (before.data)
            assert_memory_equal(before.data, after.data, before.length);
    }
    assert_true(eco_reader_close(&left));
    assert_true(eco_reader_close(&right));
    return right.rows;
}

/* A value that came as text reads as it does in binary, or not at all; a type of the user's may be anything. */
static void compare_forms(EcoConn *conn, const PGresult *binary, const PGresult *text)
{
    enum { FIRST_USER_OID = 16384 };
    EcoRows rows;
    EcoIn in;

    if (PQftype(text, 0) == ECO_OID_JSONB || PQftype(text, 0) == ECO_OID_CHAR || PQftype(text, 0) >= FIRST_USER_OID)
        return;     /* one has a version before it, the other escapes: eco_take_jsonb() and eco_take_char() see to it */
    assert_true(eco_rows_open(&rows, conn, &original, text));
    for (int i = 1; i < PQntuples(text); i++) {
        assert_true(eco_rows_at(&rows, &original, i, &in));
        EcoWire wire = eco_take_wire(&in);

        if (!in.failed) {
            assert_int_equal(wire.length, PQgetlength(binary, i, 0));
            assert_memory_equal(wire.data, PQgetvalue(binary, i, 0), wire.length);
        }
        eco_error_clear(&conn->error);
    }
}

/* By a PGresult, for once: original.v shown by libeco, against v::text. */
static void compare_text(EcoConn *conn, const struct Case *c)
{
    static char text[MOST_TEXT];
    PGresult *binary = PQexecParams(conn->pg, "SELECT v FROM original ORDER BY id", 0, NULL, NULL, NULL, NULL, 1);
    PGresult *psql = PQexec(conn->pg, "SELECT v FROM original ORDER BY id");
    EcoRows rows;
    EcoIn in;

    assert_true(eco_rows_open(&rows, conn, &original, binary));
    for (int i = 1; c->show && i < PQntuples(psql); i++) {      /* 0 is null */
        assert_true(eco_rows_at(&rows, &original, i, &in));
        assert_string_equal(c->show(&in, text), PQgetvalue(psql, i, 0));
        assert_true(eco_in_done(&in));
    }
    compare_forms(conn, binary, psql);
    PQclear(binary);
    PQclear(psql);
}

static void check(void **state)
{
    const struct Case *c = *state;

    if (server_major() < c->since)
        skip();

    EcoConn one = {.pg = open_connection()}, two = {.pg = open_connection()}, three = {.pg = open_connection()};
    int64_t rows;

    fill(one.pg, c);
    rows = pass_all(&one, &two, &three, c);
    assert_true(rows >= 2);
    assert_int_equal(compare(&one, &two, &copied), rows);
    assert_int_equal(compare(&one, &two, &inserted), rows);
    compare_text(&one, c);
    eco_conn_close(&one);
    eco_conn_close(&two);
    eco_conn_close(&three);
    PQfinish(one.pg);
    PQfinish(two.pg);
    PQfinish(three.pg);
}

static Arena arena;

static int start(void **state)
{
    PGconn *pg;

    if (server_start(state) != 0)
        return 1;
    conninfo = arena_printf(&arena, "%s options='-c timezone=UTC'", server_new_database(&arena));
    pg = open_connection();
    run(pg, "CREATE TYPE mood AS ENUM ('happy', 'so so'); CREATE DOMAIN short AS text CHECK (length(value) < 9);"
            "CREATE TYPE address AS (street text, number int4)");
    PQfinish(pg);
    return 0;
}

static int stop(void **state)
{
    arena_free(&arena);
    return server_stop(state);
}

int main(int count, char **words)
{
    Suite suite = suite_of("eco_types", count, words);

    SUITE_ROWS(&suite, cases, type, check);
    return suite_run(&suite, start, stop);
}
