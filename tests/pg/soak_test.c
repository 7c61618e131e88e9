/*
 * Pairs of schemas that "make soak" found wanting once: tests/pg/soak_cases/NAME.eco and NAME.new.eco, the law between
 * them (tests/law.h), as planned for a user and each change by itself. A line of the first that begins "// since 15"
 * says the first major version that has what they use.
 */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/file.h"
#include "tests/law.h"
#include "tests/server.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FOLDER "tests/pg/soak_cases/"
#define OLD ".eco"
#define NEW ".new.eco"

enum { MOST = 500 };

static Arena arena_of_law, arena_of_cases;
static Law law;
static LawCase cases[MOST];
static size_t count_of_cases;

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

static const char *content_of(const char *path)
{
    Bytes content;
    const char *error;

    if (file_read(&arena_of_cases, path, 0, &content, &error))
        return content.text;
    print_error("%s\n", error);
    exit(1);
}

static void add_case(const char *path)
{
    size_t length = strlen(path) - strlen(NEW);
    const char *name = arena_strndup(&arena_of_cases, path + strlen(FOLDER), length - strlen(FOLDER));
    const char *before = content_of(arena_printf(&arena_of_cases, "%.*s" OLD, (int)length, path));
    const char *since = strstr(before, "// since ");

    cases[count_of_cases++] = (LawCase){
        .name = name,
        .before = before,
        .after = content_of(path),
        .since = since ? atoi(since + strlen("// since ")) : 0,
    };
}

static void find_cases(void)
{
    glob_t found;

    if (glob(FOLDER "*" NEW, 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc && i < MOST; i++)
        add_case(found.gl_pathv[i]);
    globfree(&found);
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

/* An argument is a pattern of names. */
int main(int count, char **words)
{
    static struct CMUnitTest tests[MOST];

    find_cases();
    for (size_t i = 0; i < count_of_cases; i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = check, .initial_state = &cases[i]};
    if (count > 1)
        cmocka_set_test_filter(words[1]);

    int failed = _cmocka_run_group_tests("soak", tests, count_of_cases, begin, end);
    arena_free(&arena_of_cases);
    return failed;
}
