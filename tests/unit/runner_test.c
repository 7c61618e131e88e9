/*
 * What the runner can be asked without a database.
 */
#include "runtime/runner/history.h"
#include "runtime/runner/lock.h"
#include "runtime/runner/target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { NO_TARGET = -1 };

static const struct TargetCase {
    const char *word;
    int kind;                       /* a TargetKind, or NO_TARGET */
    long number;
} targets[] = {
    {NULL, TARGET_NONE, 0},
    {"0", TARGET_VERSION, 0},
    {"12", TARGET_VERSION, 12},
    {"0012", TARGET_VERSION, 12},
    {"+3", TARGET_MORE, 3},
    {"-3", TARGET_LESS, 3},
    {"head", TARGET_HEAD, 0},
    {"base", TARGET_BASE, 0},
    {"", NO_TARGET, 0},
    {"+", NO_TARGET, 0},
    {"+-1", NO_TARGET, 0},
    {"1x", NO_TARGET, 0},
    {" 1", NO_TARGET, 0},
    {"heads", NO_TARGET, 0},
    {"9999999999", NO_TARGET, 0},
    {"\xd9\xa1", NO_TARGET, 0},
};

static void reads_targets(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        Target target;
        bool good = target_read(targets[i].word, &target);

        assert_int_equal(good, targets[i].kind != NO_TARGET);
        if (!good)
            continue;
        assert_int_equal(target.kind, targets[i].kind);
        assert_int_equal(target.number, targets[i].number);
    }
}

/* Whatever the schema is called, it is one name in the SQL. */
static const struct SqlCase {
    const char *schema, *template, *sql;
} sqls[] = {
    {"ecogen", "SELECT FROM ${history}", "SELECT FROM ecogen.history"},
    {"Eco", "${event} ${schema}", "\"Eco\".event \"Eco\""},
    {"a\"; DROP SCHEMA b; --", "${history}", "\"a\"\"; DROP SCHEMA b; --\".history"},
    {"${event}", "${history}", "\"${event}\".history"},
    {"x", "costs $1 ${other} $", "costs $1 ${other} $"},
};

static void quotes_the_schema(void **state)
{
    Arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof sqls / sizeof *sqls; i++)
        assert_string_equal(history_sql(&arena, sqls[i].schema, sqls[i].template), sqls[i].sql);
    arena_free(&arena);
}

/* The first 8 bytes that sha256sum gives for "ecogen\0ecogen.history": runners of all versions must agree. */
static void the_lock_is_the_same_for_ever(void **state)
{
    (void)state;
    assert_int_equal(lock_key("ecogen"), INT64_C(-2858716073411916399));
    assert_int_not_equal(lock_key("other"), lock_key("ecogen"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_targets),
        cmocka_unit_test(quotes_the_schema),
        cmocka_unit_test(the_lock_is_the_same_for_ever),
    };

    return cmocka_run_group_tests_name("runner", tests, NULL, NULL);
}
