/*
 * Every change, both ways, on a real server: the rules are those of tests/law.h, a row gives two schemas. Each is tried
 * twice: as it is planned for a user, and with every change by itself: folding is for the reader and must never change
 * the outcome.
 */
#include "tests/law.h"
#include "tests/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const LawCase cases[] = {
#include "tests/pg/plan_cases.def"
#include "tests/pg/plan_odd_cases.def"
#include "tests/pg/plan_function_cases.def"
#include "tests/pg/plan_move_cases.def"
#include "tests/pg/plan_rights_cases.def"
#include "tests/pg/plan_raw_cases.def"
#include "tests/pg/plan_data_cases.def"
#include "tests/pg/plan_view_cases.def"
#include "tests/pg/plan_types_cases.def"
#include "tests/pg/plan_tables_cases.def"
#include "tests/pg/plan_retype_cases.def"
#include "tests/pg/plan_partitions_cases.def"
#include "tests/pg/plan_rest_cases.def"
};

enum { COUNT = sizeof cases / sizeof *cases };

static Arena arena_of_law;
static Law law;

static int begin(void **state)
{
    if (server_start(state) != 0)
        return 1;
    law = law_begin(&arena_of_law);
    return 0;
}

static int end(void **state)
{
    arena_free(&arena_of_law);
    return server_stop(state);
}

static void try(LawCase c)
{
    Arena arena = {0};
    const char *broken = law_broken(&law, &c, &arena);

    if (broken)
        print_error("%s%s\n", c.apart ? "each change by itself: " : "", broken);
    arena_free(&arena);
    assert_null(broken);
}

static void check(void **state)
{
    LawCase c = *(const LawCase *)*state;

    if (server_major() < c.since)
        skip();
    try(c);
    c.apart = true;
    try(c);
}

/* An argument is a pattern of names: plan_test 'C04*' */
int main(int count, char **words)
{
    static struct CMUnitTest tests[COUNT];

    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = check, .initial_state = (void *)&cases[i]};
    if (count > 1)
        cmocka_set_test_filter(words[1]);
    return cmocka_run_group_tests_name("plan", tests, begin, end);
}
