/* Types: each spelling against what format_type() of a real server makes of it. */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/strbuf.h"
#include "dsl/catalog/type.h"
#include "tests/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* `shortest` NULL: like text. The server knows a user's type of each name used here. */
static const struct Spelled {
    const char *written, *text, *shortest;
} spelled[] = {
    {"int", "integer", NULL},
    {"INT4", "integer", NULL},
    {"Integer", "integer", NULL},
    {"int2", "smallint", NULL},
    {"int8", "bigint", NULL},
    {"\"int4\"", "integer", NULL},
    {"pg_catalog.int4", "integer", NULL},
    {"pg_catalog . \"int4\" [ ]", "integer[]", NULL},
    {"_int4", "integer[]", NULL},
    {"int[]", "integer[]", NULL},
    {"int[3][4]", "integer[]", NULL},
    {"int array", "integer[]", NULL},
    {"int ARRAY[3]", "integer[]", NULL},
    {"bool", "boolean", NULL},
    {"float", "double precision", "float"},
    {"float8", "double precision", "float"},
    {"double  precision", "double precision", "float"},
    {"float(1)", "real", NULL},
    {"float(24)", "real", NULL},
    {"float(25)", "double precision", "float"},
    {"float(53)[]", "double precision[]", "float[]"},
    {"float4", "real", NULL},
    {"dec", "numeric", NULL},
    {"decimal(12, 2)", "numeric(12,2)", NULL},
    {"numeric(12)", "numeric(12,0)", NULL},
    {"numeric(3,-2)", "numeric(3,-2)", NULL},
    {"numeric(2,5)", "numeric(2,5)", NULL},
    {"numeric(1000,1000)[]", "numeric(1000,1000)[]", NULL},
    {"varchar", "character varying", "varchar"},
    {"varchar(255)", "character varying(255)", "varchar(255)"},
    {"varchar(0010)[]", "character varying(10)[]", "varchar(10)[]"},
    {"character varying(10485760)", "character varying(10485760)", "varchar(10485760)"},
    {"char varying(3)", "character varying(3)", "varchar(3)"},
    {"national character varying(3)", "character varying(3)", "varchar(3)"},
    {"national char(3)", "character(3)", "char(3)"},
    {"nchar varying(3)", "character varying(3)", "varchar(3)"},
    {"nchar", "character(1)", "char(1)"},
    {"char", "character(1)", "char(1)"},
    {"character[]", "character(1)[]", "char(1)[]"},
    {"char(7)", "character(7)", "char(7)"},
    {"bpchar", "bpchar", NULL},
    {"bpchar(3)", "character(3)", "char(3)"},
    {"\"char\"", "\"char\"", NULL},
    {"\"char\"[]", "\"char\"[]", NULL},
    {"bit", "bit(1)", NULL},
    {"bit(8)", "bit(8)", NULL},
    {"\"bit\"", "\"bit\"", NULL},
    {"\"bit\"(8)", "bit(8)", NULL},
    {"bit varying", "bit varying", "varbit"},
    {"varbit(3)", "bit varying(3)", "varbit(3)"},
    {"time", "time without time zone", "time"},
    {"time(3)", "time(3) without time zone", "time(3)"},
    {"time (3) WITHOUT time zone", "time(3) without time zone", "time(3)"},
    {"time with time zone", "time with time zone", "timetz"},
    {"timetz(0)[]", "time(0) with time zone[]", "timetz(0)[]"},
    {"timestamp", "timestamp without time zone", "timestamp"},
    {"\"timestamp\"(2)", "timestamp(2) without time zone", "timestamp(2)"},
    {"timestamp(6)", "timestamp(6) without time zone", "timestamp(6)"},
    {"timestamp(3) with time zone", "timestamp(3) with time zone", "timestamptz(3)"},
    {"timestamp with time zone array", "timestamp with time zone[]", "timestamptz[]"},
    {"timestamptz(3)", "timestamp(3) with time zone", "timestamptz(3)"},
    {"pg_catalog.timestamptz", "timestamp with time zone", "timestamptz"},
    {"interval", "interval", NULL},
    {"interval(3)", "interval(3)", NULL},
    {"interval year", "interval year", NULL},
    {"interval YEAR to Month", "interval year to month", NULL},
    {"interval day to second(3)", "interval day to second(3)", NULL},
    {"interval day to second", "interval day to second", NULL},
    {"interval second(0)[]", "interval second(0)[]", NULL},
    {"interval hour to minute", "interval hour to minute", NULL},
    {"name", "name", NULL},
    {"json", "json", NULL},
    {"uuid[]", "uuid[]", NULL},
    {"money", "money", NULL},
    {"tstzmultirange", "tstzmultirange", NULL},
    {"int4range[]", "int4range[]", NULL},
    {"oidvector", "oidvector", NULL},
    {"regclass", "regclass", NULL},
    {"Status", "public.status", "status"},
    {"public.status[]", "public.status[]", "status[]"},
    {"app.status", "app.status", NULL},
    {"\"Ein \"\"Typ\"\"\"", "public.\"Ein \"\"Typ\"\"\"", "\"Ein \"\"Typ\"\"\""},
    {"\xC3\xA9t\xC3\xA9", "public.\"\xC3\xA9t\xC3\xA9\"", "\"\xC3\xA9t\xC3\xA9\""},
    {"\"table\"", "public.\"table\"", "\"table\""},
    {"\"int\"", "public.\"int\"", "\"int\""},
    {"public.text", "public.text", NULL},
    {"public._int4", "public._int4", NULL},
    {"left", "public.\"left\"", "\"left\""},
};

/* No such type stands on the server. */
static const struct Spelled modified[] = {
    {"geometry(Point, 4326)", "public.geometry(Point,4326)", "geometry(Point,4326)"},
    {"gis.geometry( Point , 4326 )[]", "gis.geometry(Point,4326)[]", NULL},
    {"vector(3)", "public.vector(3)", "vector(3)"},
    {"x('a , b' ,  c  d)", "public.x('a , b',c d)", "x('a , b',c d)"},
};

static const struct Refused {
    const char *written, *says;
} refused[] = {
    {"", "missing"},
    {"  ", "missing"},
    {"3", "begin"},
    {"[]", "begin"},
    {"(3)", "begin"},
    {"'text'", "begin"},
    {"\"\"", "empty"},
    {"\"text", "does not end"},
    {"a.\"b", "does not end"},
    {"a.", "missing"},
    {"a.b.c", "unexpected"},
    {"varchar(0)", "from 1 to 10485760"},
    {"varchar(10485761)", "from 1 to 10485760"},
    {"varchar(-1)", "from 1 to 10485760"},
    {"varchar(a)", "\"a\""},
    {"varchar(1.5)", "\"1.5\""},
    {"varchar(99999999999999999999)", "from 1 to 10485760"},
    {"varchar()", "missing"},
    {"varchar(,)", "missing"},
    {"varchar(1", "does not end"},
    {"varchar(1,2)", "at most 1 value "},
    {"varchar('1", "does not end"},
    {"varchar(1)(2)", "unexpected"},
    {"char(0)", "from 1"},
    {"bit(0)", "from 1"},
    {"numeric(0)", "from 1 to 1000"},
    {"numeric(1001)", "from 1 to 1000"},
    {"numeric(10,1001)", "from -1000 to 1000"},
    {"numeric(1,2,3)", "at most 2 values"},
    {"float(0)", "from 1 to 53"},
    {"float(54)", "from 1 to 53"},
    {"float(1,2)", "at most 1"},
    {"timestamp(7)", "from 0 to 6"},
    {"timestamptz(-1)", "from 0 to 6"},
    {"timestamp with time zone(3)", "precision stands before"},
    {"interval day(3)", "nothing in parentheses"},
    {"interval second(7)", "from 0 to 6"},
    {"interval fortnight", "fortnight"},
    {"interval month to year", "no fields"},
    {"interval(3) day", "unexpected"},
    {"int(4)", "nothing in parentheses"},
    {"text(3)", "nothing in parentheses"},
    {"\"char\"(3)", "nothing in parentheses"},
    {"table", "key word"},
    {"between", "key word"},
    {"precision", "key word"},
    {"pg_catalog.integer", "pg_catalog"},
    {"pg_catalog.nonsense", "pg_catalog"},
    {"varchar foo", "is no type"},
    {"time with zone", "is no type"},
    {"int;", "unexpected"},
    {"int -- x", "unexpected"},
    {"int) , (x int", "unexpected"},
    {"int[", "only a number"},
    {"int[a]", "only a number"},
    {"int[-1]", "only a number"},
    {"int[] array", "unexpected"},
    {"int array[1][2]", "unexpected"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "longer than 63"},
};

static Type parsed(Arena *arena, const char *text)
{
    Type type;
    const char *error = NULL;

    if (!type_parse(arena, text, &type, &error))
        fail_msg("%s: %s", text, error);
    return type;
}

static void check_spelled(const struct Spelled *c)
{
    Arena arena = {0};
    Type type = parsed(&arena, c->written), again = parsed(&arena, type.text);

    assert_string_equal(type.text, c->text);
    assert_string_equal(type_short(&arena, &type), c->shortest ? c->shortest : c->text);
    assert_string_equal(again.text, c->text);
    assert_string_equal(again.name, type.name);
    assert_true(text_same(again.modifiers, type.modifiers));
    again = parsed(&arena, type_short(&arena, &type));
    assert_string_equal(again.text, c->text);
    assert_int_equal(type.array, strstr(c->text, "[]") != NULL);
    assert_int_equal(type.schema == NULL, type_builtin(type.name) && !strchr(c->text, '.'));
    arena_free(&arena);
}

static void understands(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(spelled); i++)
        check_spelled(&spelled[i]);
    for (size_t i = 0; i < COUNT(modified); i++)
        check_spelled(&modified[i]);
}

static void refuses(void **state)
{
    Arena arena = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        Type type;
        const char *error = NULL;

        if (type_parse(&arena, refused[i].written, &type, &error))
            fail_msg("\"%s\" was taken for %s", refused[i].written, type.text);
        if (!strstr(error, refused[i].says))
            fail_msg("\"%s\": %s", refused[i].written, error);
    }
    arena_free(&arena);
}

static void takes_a_type_apart(void **state)
{
    Arena arena = {0};
    Type type = parsed(&arena, "gis.geometry(Point, 4326)[]");

    (void)state;
    assert_string_equal(type.schema, "gis");
    assert_string_equal(type.name, "geometry");
    assert_string_equal(type.modifiers, "Point,4326");
    assert_true(type.array);
    type = parsed(&arena, "timestamptz(3)");
    assert_null(type.schema);
    assert_string_equal(type.name, "timestamp with time zone");
    assert_string_equal(type.modifiers, "3");
    type = parsed(&arena, "interval day to second(3)");
    assert_string_equal(type.name, "interval");
    assert_string_equal(type.modifiers, "3");
    arena_free(&arena);
}

/* Both tables are searched by halves: an entry out of order would not be found. */
static void finds_every_entry(void **state)
{
    Arena arena = {0};
    size_t count;
    const char *const *names = type_names(&count);

    (void)state;
    assert_true(count > 100);
    for (size_t i = 0; i < count; i++) {
        const char *bare = type_spelled(names[i], true), *quoted = type_spelled(names[i], false);

        assert_non_null(bare);
        assert_non_null(type_builtin(bare));
        assert_string_equal(parsed(&arena, names[i]).name, bare);
        if (quoted)
            assert_string_equal(parsed(&arena, arena_printf(&arena, "pg_catalog.\"%s\"", names[i])).name, quoted);
    }
    arena_free(&arena);
}

static void serials(void **state)
{
    (void)state;
    assert_string_equal(serial_type("serial"), "integer");
    assert_string_equal(serial_type("bigserial"), "bigint");
    assert_string_equal(serial_type("serial2"), "smallint");
    assert_null(serial_type("int"));
    assert_string_equal(serial_word("bigint"), "bigserial");
    assert_string_equal(serial_word("smallint"), "smallserial");
    assert_null(serial_word("text"));
    assert_int_equal(type_builtin("smallint")->highest, 32767);
    assert_int_equal(type_builtin("integer")->lowest, INT32_MIN);
}

static const char users_types[] =
    "create schema app; create type app.status as enum ('a'); create type status as enum ('a');"
    "create type \"Ein \"\"Typ\"\"\" as (a int); create type \"\xC3\xA9t\xC3\xA9\" as (a int);"
    "create type \"table\" as (a int); create type \"int\" as (a int); create type text as (a int);"
    "create type _int4 as (a int); create type \"left\" as (a int); set search_path = pg_catalog, public;";

/* One column of each spelling; what format_type() says of it, line by line. */
static void agrees_with_the_server(void **state)
{
    Arena arena = {0};
    StrBuf script = {.arena = &arena}, expected = {.arena = &arena};

    (void)state;
    strbuf_puts(&script, users_types);
    strbuf_puts(&script, "create table public.t (");
    for (size_t i = 0; i < COUNT(spelled); i++) {
        strbuf_printf(&script, "%sc%zu %s", i ? ", " : "", i, spelled[i].written);
        strbuf_printf(&expected, "%s\n", spelled[i].text);
    }
    strbuf_puts(&script, "); set search_path = ''; select format_type(atttypid, atttypmod) from pg_attribute"
                         " where attrelid = 'public.t'::regclass and attnum > 0 order by attnum;");
    assert_string_equal(server_psql(&arena, server_new_database(&arena), strbuf_text(&script)), strbuf_text(&expected));
    arena_free(&arena);
}

/* The server's built-in types and ours are the same. */
static void knows_every_type_of_the_server(void **state)
{
    Arena arena = {0};
    char *names = arena_strdup(&arena, server_psql(&arena, server_conninfo(),
        "select format_type(t.oid, -1), t.typname from pg_type t where typnamespace = 'pg_catalog'::regnamespace"
        " and typrelid = 0 and typtype in ('b', 'r', 'm', 'p')"
        " and not exists (select from pg_type e where e.typarray = t.oid) order by 1"));
    size_t count = 0;

    (void)state;
    for (char *rest = names, *line; (line = strtok_r(rest, "\n", &rest)); count++) {
        char *word = strchr(line, '|');

        *word++ = '\0';
        assert_string_equal(parsed(&arena, line).text, line);
        assert_non_null(type_builtin(line));
        assert_string_equal(type_spelled(word, false), line);
    }
    assert_true(count > 75);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands),
        cmocka_unit_test(refuses),
        cmocka_unit_test(takes_a_type_apart),
        cmocka_unit_test(finds_every_entry),
        cmocka_unit_test(serials),
        cmocka_unit_test(agrees_with_the_server),
        cmocka_unit_test(knows_every_type_of_the_server),
    };

    return cmocka_run_group_tests(tests, server_start, server_stop);
}
