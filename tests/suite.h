/*
 * Suite: a test program made of tables, each row a test.
 *
 *     int main(int count, char **words)
 *     {
 *         Suite suite = suite_of("plan", count, words);
 *
 *         SUITE_ROWS(&suite, cases, name, check);
 *         SUITE_TEST(&suite, names);
 *         return suite_run(&suite, server_start, server_stop);
 *     }
 *
 * An argument is a pattern of names, and only tests that match it run: plan_test 'C04*'. The programs under test stand
 * beside the folder of the tests; $ECOGEN and $ECORUN say where, for shells that tests start.
 */
#ifndef ECO_TESTS_SUITE_H
#define ECO_TESTS_SUITE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsl/base/arena.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct Suite {
    const char *name;
    Arena arena;
    struct CMUnitTest *tests;
    size_t count, room;
} Suite;

Suite suite_of(const char *name, int count, char **words);

/* `row` is what the test finds in *state; it and the name must stay while the suite runs. */
void suite_add(Suite *suite, const char *name, CMUnitTestFunction test, const void *row);

/* Each row of an array, under the name that a field of it holds. */
#define SUITE_ROWS(suite, rows, field, test)                                                                           \
    do                                                                                                                 \
        for (size_t row_ = 0; row_ < COUNT(rows); row_++)                                                              \
            suite_add(suite, (rows)[row_].field, test, &(rows)[row_]);                                                 \
    while (0)

#define SUITE_TEST(suite, test) suite_add(suite, #test, test, NULL)

/* What main() returns. `begin` and `end` run once, before and after all; NULL: nothing. */
int suite_run(Suite *suite, CMFixtureFunction begin, CMFixtureFunction end);

#endif
