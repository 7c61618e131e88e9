#define _XOPEN_SOURCE 700
#include "tests/suite.h"

#include "dsl/base/file.h"

#include <stdlib.h>
#include <string.h>

static void say_where(Arena *arena, const char *variable, const char *self, const char *program)
{
    const char *folder = file_folder(arena, file_folder(arena, file_folder(arena, self)));
    char *path = realpath(file_join(arena, folder, program), NULL);

    setenv(variable, path ? path : program, 1);
    free(path);
}

Suite suite_of(const char *name, int count, char **words)
{
    Suite suite = {.name = name};

    say_where(&suite.arena, "ECOGEN", words[0], "ecogen");
    say_where(&suite.arena, "ECORUN", words[0], "ecorun");
    if (count > 1)
        cmocka_set_test_filter(words[1]);
    return suite;
}

void suite_add(Suite *suite, const char *name, CMUnitTestFunction test, const void *row)
{
    if (suite->count == suite->room) {
        struct CMUnitTest *more = arena_array(&suite->arena, struct CMUnitTest, suite->room * 2 + 64);

        if (suite->count)
            memcpy(more, suite->tests, suite->count * sizeof *more);
        suite->tests = more;
        suite->room = suite->room * 2 + 64;
    }
    suite->tests[suite->count++] = (struct CMUnitTest){
        .name = name, .test_func = test, .initial_state = (void *)(uintptr_t)row};
}

int suite_run(Suite *suite, CMFixtureFunction begin, CMFixtureFunction end)
{
    int failed = _cmocka_run_group_tests(suite->name, suite->tests, suite->count, begin, end);

    arena_free(&suite->arena);
    return failed;
}
