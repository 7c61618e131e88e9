#include "tests/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void databases_are_apart(void **state)
{
    Arena arena = {0};
    const char *one = server_new_database(&arena), *two = server_new_database(&arena);

    (void)state;
    server_psql(&arena, one, "create table t (id int); insert into t values (7);");
    assert_string_equal(server_psql(&arena, one, "select id from t"), "7\n");
    assert_string_equal(server_psql(&arena, two, "select to_regclass('t') is null"), "t\n");
    arena_free(&arena);
}

static void dumps_compare(void **state)
{
    static const char ddl[] = "create table t (id int primary key, \"Odd \"\"name\" text default 'x''y');";
    Arena arena = {0};

    (void)state;
    if (!server_can_dump())
        skip();

    const char *one = server_new_database(&arena), *two = server_new_database(&arena);
    server_psql(&arena, one, ddl);
    assert_non_null(strstr(server_dump(&arena, one), "CREATE TABLE public.t ("));
    assert_string_not_equal(server_dump(&arena, one), server_dump(&arena, two));
    server_psql(&arena, two, server_dump(&arena, one));
    assert_string_equal(server_dump(&arena, one), server_dump(&arena, two));
    arena_free(&arena);
}

static void urls_work_where_conninfo_does(void **state)
{
    Arena arena = {0};
    const char *url = server_url(&arena, server_new_database(&arena));

    (void)state;
    assert_string_equal(server_psql(&arena, url, "select current_database() like 'test_%'"), "t\n");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(databases_are_apart),
        cmocka_unit_test(dumps_compare),
        cmocka_unit_test(urls_work_where_conninfo_does),
    };

    return cmocka_run_group_tests_name("server", tests, server_start, server_stop);
}
