/* Sqltext: what a server printed, as a person would write it. */
#include "dsl/sqltext.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct Expression {
    const char *text, *of_type, *tidy;
} expressions[] = {
    {"0", "integer", "0"},
    {"(a > 0)", NULL, "a > 0"},
    {"((a > 0))", NULL, "a > 0"},
    {"((a > 0) AND (b > 0))", NULL, "(a > 0) AND (b > 0)"},
    {"(a > 0) AND (b > 0)", NULL, "(a > 0) AND (b > 0)"},
    {"(a, b)", NULL, "(a, b)"},
    {"( SELECT 1)", NULL, "( SELECT 1)"},
    {"(now())", NULL, "now()"},
    {"(')')", NULL, "')'"},
    {"('('::text)", "text", "'('"},
    {"'free'::character varying", "character varying", "'free'"},
    {"'free'::character varying", "character varying(50)", "'free'"},
    {"'free'::character varying", "varchar(50)", "'free'"},
    {"'free'::character varying", "text", "'free'::character varying"},
    {"'free'::character varying", NULL, "'free'::character varying"},
    {"'free'::text", "character varying(50)", "'free'::text"},
    {"'free'::character varying(3)", "character varying(3)", "'free'::character varying(3)"},
    {"'a'::bpchar", "character(3)", "'a'"},
    {"'a'::character(1)", "character(3)", "'a'::character(1)"},
    {"'a'::\"char\"", "\"char\"", "'a'"},
    {"'a'::\"char\"", "character(1)", "'a'::\"char\""},
    {"'{}'::text[]", "text[]", "'{}'"},
    {"'{}'::text[]", "text", "'{}'::text[]"},
    {"'{}'::text", "text[]", "'{}'::text"},
    {"'{}'::character varying[]", "character varying(20)[]", "'{}'"},
    {"'{}'::jsonb", "jsonb", "'{}'"},
    {"'{}'::jsonb", "json", "'{}'::jsonb"},
    {"'2020-01-01'::date", "date", "'2020-01-01'"},
    {"'2020-01-01 00:00:00+00'::timestamp with time zone", "timestamp(3) with time zone", "'2020-01-01 00:00:00+00'"},
    {"'2020-01-01'::timestamp without time zone", "timestamp with time zone",
     "'2020-01-01'::timestamp without time zone"},
    {"'1 day'::interval", "interval", "'1 day'"},
    {"'1'::interval", "interval day", "'1'::interval"},
    {"'1'::interval day", "interval day", "'1'"},
    {"'1'::interval", "interval(3)", "'1'::interval"},
    {"'00:00:01.235'::interval(3)", "interval(3)", "'00:00:01.235'"},
    {"'101'::\"bit\"", "bit(3)", "'101'"},
    {"'101'::bit varying", "bit varying(3)", "'101'"},
    {"'101'::\"bit\"", "bit varying(3)", "'101'::\"bit\""},
    {"'it''s'::text", "text", "'it''s'"},
    {"E'a\\\\b'::text", "text", "E'a\\\\b'"},
    {"'free'::public.plan", "public.plan", "'free'"},
    {"'free'::public.plan", "plan", "'free'"},
    {"'free'::plan", "public.plan", "'free'"},
    {"'free'::public.\"Plan\"", "public.\"Plan\"", "'free'"},
    {"'free'::public.\"Plan\"", "public.plan", "'free'::\"Plan\""},
    {"'free'::app.plan", "public.plan", "'free'::app.plan"},
    {"'free'::app.plan", "app.plan", "'free'"},
    {"'{free}'::public.plan[]", "public.plan[]", "'{free}'"},
    {"'x'::public.date", "date", "'x'::public.date"},
    {"'x'::public.date", NULL, "'x'::public.date"},
    {"'x'::public.int4", "integer", "'x'::public.int4"},
    {"('x'::character varying)::public.email", "public.email", "('x'::character varying)::email"},
    {"'-1'::integer", "integer", "-1"},
    {"'-1'::integer", "bigint", "-1"},
    {"'-1'::integer", NULL, "-1"},
    {"'-2147483648'::integer", "integer", "-2147483648"},
    {"'-1'::bigint", "bigint", "'-1'"},
    {"'-3000000000'::bigint", "bigint", "-3000000000"},
    {"'-1.50'::numeric", "numeric(12,2)", "-1.50"},
    {"'-1'::numeric", "numeric(12,2)", "'-1'"},
    {"'-01'::integer", "integer", "'-01'"},
    {"'-'::text", "text", "'-'"},
    {"'-1'::text", "text", "'-1'"},
    {"'-1 '::integer", "text", "'-1 '::integer"},
    {"'-1.'::numeric", "text", "'-1.'::numeric"},
    {"NULL::character varying", "character varying", "NULL::character varying"},
    {"1::bigint", "bigint", "1::bigint"},
    {"nextval('public.s'::regclass)", "bigint", "nextval('s'::regclass)"},
    {"nextval('public.\"My Seq\"'::regclass)", "bigint", "nextval('\"My Seq\"'::regclass)"},
    {"nextval('app.s'::regclass)", "bigint", "nextval('app.s'::regclass)"},
    {"nextval('\"public.s\"'::regclass)", "bigint", "nextval('\"public.s\"'::regclass)"},
    {"public.touch('public.x', public.\"F\"(a))", NULL, "touch('public.x', \"F\"(a))"},
    {"(a)::public.status = 'public.x'::text", NULL, "(a)::status = 'public.x'::text"},
    {"public.kept(1)", NULL, "public.kept(1)"},
    {"'x'::public.kept", NULL, "'x'::public.kept"},
    {"\"public\".\"left\"(a)", NULL, "\"left\"(a)"},
    {"(EXISTS ( SELECT 1 FROM public.members WHERE (members.id = users.id)))", NULL,
     "EXISTS ( SELECT 1 FROM members WHERE (members.id = users.id))"},
    {"'public.x'", "text", "'public.x'"},
    {"public.public", NULL, "public.public"},
    {"nonsense (", "text", "nonsense ("},
    {"'x'::text", "no type (", "'x'::text"},
    {"", "text", ""},
};

static const struct Query {
    const char *text, *tidy;
} queries[] = {
    {" SELECT 1;", "SELECT 1"},
    {"select 1", "select 1"},
    {" SELECT u.id,\n    u.mail\n   FROM public.users u\n  WHERE (u.id > 0);",
     "SELECT u.id,\n   u.mail\n  FROM users u\n WHERE (u.id > 0)"},
    {" SELECT 'a\n   b'::text AS x,\n  $$\n  c$$ AS y;", "SELECT 'a\n   b'::text AS x,\n $$\n  c$$ AS y"},
    {" SELECT 1\nFROM t;", "SELECT 1\nFROM t"},
    {"\n\n  SELECT a\n    FROM t\n", "SELECT a\n    FROM t"},
    {" SELECT public.f(public.users.a), 'public.x'::public.status, nextval('public.s'::regclass) FROM public.users;",
     "SELECT f(users.a), 'public.x'::status, nextval('s'::regclass) FROM users"},
    {" WITH users AS ( SELECT 1 AS a ) SELECT users.a FROM users, public.users u;",
     "WITH users AS ( SELECT 1 AS a ) SELECT users.a FROM users, public.users u"},
    {" SELECT kept.a FROM public.kept;", "SELECT kept.a FROM public.kept"},
    {" SELECT 1 -- ; comment\n", "SELECT 1"},
    {"drop table x", "drop table x"},
};

static void tidies(void **state)
{
    Arena arena = {0};

    (void)state;
    sql_tidy_keep(&arena, "kept");
    for (size_t i = 0; i < COUNT(expressions); i++) {
        const struct Expression *c = &expressions[i];
        const char *tidy = sql_tidy(&arena, c->text, c->of_type);

        if (strcmp(tidy, c->tidy) != 0)
            fail_msg("%s: %s", c->text, tidy);
        assert_string_equal(sql_tidy(&arena, tidy, c->of_type), tidy);
    }
    arena_free(&arena);
}

static void tidies_queries(void **state)
{
    Arena arena = {0};

    (void)state;
    sql_tidy_keep(&arena, "kept");
    for (size_t i = 0; i < COUNT(queries); i++) {
        const char *tidy = sql_tidy_query(&arena, queries[i].text);

        assert_string_equal(tidy, queries[i].tidy);
    }
    arena_free(&arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(tidies), cmocka_unit_test(tidies_queries)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
