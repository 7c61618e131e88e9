/* Map: what was put is found, what was not is not, and the first one stays. */
#include "dsl/base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 20000 };

static void finds_what_was_put(void **state)
{
    Arena arena = {0};
    Map map = {0};
    char *keys[MANY];

    (void)state;
    assert_null(map_get(&map, "0"));
    for (size_t i = 0; i < MANY; i++) {
        keys[i] = arena_printf(&arena, "%zu", i);
        assert_ptr_equal(map_put(&map, &arena, keys[i], keys[i]), keys[i]);
    }
    assert_int_equal(map.count, MANY);
    for (size_t i = 0; i < MANY; i++)
        assert_ptr_equal(map_get(&map, arena_printf(&arena, "%zu", i)), keys[i]);
    assert_null(map_get(&map, "20000"));
    assert_null(map_get(&map, ""));
    arena_free(&arena);
}

static void keeps_the_first(void **state)
{
    Arena arena = {0};
    Map map = {0};
    char first[] = "first", second[] = "second";

    (void)state;
    assert_ptr_equal(map_put(&map, &arena, "", first), first);
    assert_ptr_equal(map_put(&map, &arena, "", second), first);
    assert_ptr_equal(map_get(&map, ""), first);
    assert_int_equal(map.count, 1);
    arena_free(&arena);
}

static void hashes_words_not_bytes(void **state)
{
    (void)state;
    assert_true(hash_text(hash_text(HASH_SEED, "a"), "bc") != hash_text(hash_text(HASH_SEED, "ab"), "c"));
    assert_true(hash_text(HASH_SEED, "") != HASH_SEED);
    assert_true(hash_text(HASH_SEED, "abc") == hash_text(HASH_SEED, "abc"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_put),
        cmocka_unit_test(keeps_the_first),
        cmocka_unit_test(hashes_words_not_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
