#include "tests/law_table.h"

#include "tests/server.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

enum { DUMPED = 4 };

#ifdef __SANITIZE_ADDRESS__
static const bool sanitized = true;
#else
static const bool sanitized = false;
#endif

static Arena arena_of_law;
static Law law;
static const LawCase *table;
static bool everything;

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

/* Some servers are built without the one method of compression that is no part of PostgreSQL. */
static bool lacks_lz4(const LawCase *c)
{
    return (strstr(c->before, "lz4") || strstr(c->after, "lz4")) && !server_has_lz4();
}

static void check(void **state)
{
    LawCase c = *(const LawCase *)*state;
    size_t row = (size_t)((const LawCase *)*state - table);

    if (server_major() < c.since || lacks_lz4(&c))
        skip();
    c.undumped |= !everything && row % DUMPED != 0;
    if (everything || !sanitized || row % 2 == 0)
        try(c);
    c.apart = true;
    if (everything || !sanitized || row % 2 == 1)
        try(c);
}

int law_table(const char *name, const LawCase *cases, size_t count, int words, char **word)
{
    Suite suite = suite_of(name, words, word);

    table = cases;
    for (size_t i = 0; i < count; i++)
        suite_add(&suite, cases[i].name, check, &cases[i]);
    everything = words > 1 || getenv("ECO_TEST_ALL");
    return suite_run(&suite, begin, end);
}
