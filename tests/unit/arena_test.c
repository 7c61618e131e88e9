/* Arena: alignment, zeroes, large blocks, and that what it owns is released once, last first. */
#include "dsl/base/arena.h"
#include "dsl/base/list.h"
#include "dsl/base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void gives_zeroed_aligned_memory(void **state)
{
    static const size_t sizes[] = {0, 1, 7, 16, 4096, 65535, 65536, 65537, 1000000, 3};
    Arena arena = {0};

    (void)state;
    for (size_t i = 0; i < 100 * sizeof sizes / sizeof *sizes; i++) {
        size_t size = sizes[i % (sizeof sizes / sizeof *sizes)];
        unsigned char *memory = arena_alloc(&arena, size);

        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k += k < 64 ? 1 : 4096)
            assert_int_equal(memory[k], 0);
        memset(memory, 0xFF, size);
    }
    arena_free(&arena);
    assert_null(arena.chunks);
}

static void copies_text(void **state)
{
    Arena arena = {0};

    (void)state;
    assert_string_equal(arena_strdup(&arena, ""), "");
    assert_string_equal(arena_strndup(&arena, "abc", 2), "ab");
    assert_string_equal(arena_strndup(&arena, "abc", 0), "");
    assert_string_equal(arena_printf(&arena, "%s-%d", "x", 7), "x-7");
    assert_int_equal(strlen(arena_printf(&arena, "%*s", 200000, "x")), 200000);
    arena_free(&arena);
}

static void note(void *thing)
{
    static size_t released;

    if (thing)
        *(size_t *)thing = ++released;
    else
        released = 0;
}

static void releases_what_it_owns(void **state)
{
    Arena arena = {0};
    size_t order[3] = {0};

    (void)state;
    note(NULL);
    for (size_t i = 0; i < 3; i++)
        arena_own(&arena, &order[i], note);
    arena_free(&arena);
    assert_int_equal(order[0], 3);
    assert_int_equal(order[2], 1);
    arena_free(&arena);                                         /* empty: nothing is released twice */
    assert_int_equal(order[2], 1);
    assert_non_null(arena_alloc(&arena, 8));
    arena_free(&arena);
}

static void text_grows(void **state)
{
    Arena arena = {0};
    StrBuf text = {.arena = &arena};

    (void)state;
    assert_string_equal(strbuf_text(&text), "");
    strbuf_putn(&text, "abc", 0);
    assert_string_equal(strbuf_text(&text), "");
    strbuf_putc(&text, 'a');
    strbuf_puts(&text, "b");
    strbuf_putn(&text, "cdef", 2);
    strbuf_printf(&text, "%03d%s", 7, "");
    strbuf_fill(&text, '-', 3);
    strbuf_fill(&text, '-', 0);
    assert_string_equal(strbuf_text(&text), "abcd007---");
    for (size_t i = 0; i < 100000; i++)
        strbuf_printf(&text, "%zu,", i % 10);
    assert_int_equal(text.length, 200010);
    assert_int_equal(strlen(strbuf_text(&text)), text.length);
    arena_free(&arena);
}

static void lists_grow(void **state)
{
    Arena arena = {0};
    List list = {0};
    char items[1000];

    (void)state;
    for (size_t i = 0; i < sizeof items; i++)
        list_add(&list, &arena, &items[i]);
    assert_int_equal(list.count, sizeof items);
    for (size_t i = 0; i < sizeof items; i++)
        assert_ptr_equal(list.items[i], &items[i]);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory), cmocka_unit_test(copies_text),
        cmocka_unit_test(releases_what_it_owns),       cmocka_unit_test(text_grows),
        cmocka_unit_test(lists_grow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
