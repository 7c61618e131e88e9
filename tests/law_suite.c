#include "tests/law_suite.h"

#include "tests/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED true
#elif defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED false
#endif

static Arena arena_of_law;
static Law law;
static const LawCase *rows;
static bool by_name;

static int begin(void **state)
{
    if (server_start(state) != 0)
        return 1;
    law = law_begin(&arena_of_law);
    law.db = law_connect(&law, &arena_of_law);
    return 0;
}

static int end(void **state)
{
    db_close(law.db);
    arena_free(&arena_of_law);
    return server_stop(state);
}

static void try(LawCase c, bool apart)
{
    Arena arena = {0};

    c.apart = apart;
    c.undumped |= SANITIZED && !by_name;
    const char *broken = law_broken(&law, &c, &arena);

    if (broken) {
        print_error("%s%s\n", apart ? "each change by itself: " : "", broken);
        db_close(law.db);           /* who knows what state the session is in */
        law.db = law_connect(&law, &arena_of_law);
    }
    arena_free(&arena);
    assert_null(broken);
}

static void check(void **state)
{
    const LawCase *c = *state;
    bool one_way = SANITIZED && !by_name, odd = (c - rows) % 2;

    if (server_major() < c->since)
        skip();
    if (!one_way || !odd)
        try(*c, false);
    if (!one_way || odd)
        try(*c, true);
}

int law_suite(const char *name, const LawCase *cases, size_t count, int words_count, char **words)
{
    Arena arena = {0};
    struct CMUnitTest *tests = arena_array(&arena, struct CMUnitTest, count);

    rows = cases;
    by_name = words_count > 1;
    if (by_name)
        cmocka_set_test_filter(words[1]);
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = check, .initial_state = (void *)&cases[i]};

    /* What the macro for arrays calls. */
    int failed = _cmocka_run_group_tests(name, tests, count, begin, end);
    arena_free(&arena);
    return failed;
}
