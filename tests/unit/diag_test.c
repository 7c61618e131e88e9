/* Places and diagnostics: lines, columns and carets as people see them. */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/strbuf.h"
#include "dsl/diag.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

#define E "\xC3\xA9"

/* The first `needle` in the text is what is wrong; NULL: the end of the text. */
static const struct Caret {
    const char *name, *text, *needle, *printed;
} carets[] = {
    {"plain", "one\ntwo three\n", "three",
     "x.eco:2:5: error[E0001]: wrong\n"
     "    2 | two three\n"
     "      |     ^~~~~\n"},
    {"one character", "a", "a",
     "x.eco:1:1: error[E0001]: wrong\n"
     "    1 | a\n"
     "      | ^\n"},
    {"characters of many bytes", "'" E E "' " E "x y\n", E "x",
     "x.eco:1:6: error[E0001]: wrong\n"
     "    1 | '" E E "' " E "x y\n"
     "      |      ^~\n"},
    {"windows lines", "one\r\ntwo\r\n", "two",
     "x.eco:2:1: error[E0001]: wrong\n"
     "    2 | two\n"
     "      | ^~~\n"},
    {"end of a windows line", "one\r\ntwo", "\r",
     "x.eco:1:4: error[E0001]: wrong\n"
     "    1 | one\n"
     "      |    ^\n"},
    {"tabs", "\t\tx y", "y",
     "x.eco:1:5: error[E0001]: wrong\n"
     "    1 |   x y\n"
     "      |     ^\n"},
    {"control characters", "a\033[31mb c", "c",
     "x.eco:1:9: error[E0001]: wrong\n"
     "    1 | a?[31mb c\n"
     "      |         ^\n"},
    {"span over lines", "one (two\nthree)", "(two\nthree)",
     "x.eco:1:5: error[E0001]: wrong\n"
     "    1 | one (two\n"
     "      |     ^~~~\n"},
    {"end of the text", "one\ntwo", NULL,
     "x.eco:2:4: error[E0001]: wrong\n"
     "    2 | two\n"
     "      |    ^\n"},
    {"after the last newline", "one\n", NULL,
     "x.eco:2:1: error[E0001]: wrong\n"
     "    2 | \n"
     "      | ^\n"},
    {"empty file", "", NULL,
     "x.eco:1:1: error[E0001]: wrong\n"
     "    1 | \n"
     "      | ^\n"},
};

typedef struct Desk {
    Arena arena;
    Sources sources;
    Diags diags;
} Desk;

static void open_desk(Desk *desk)
{
    *desk = (Desk){0};
    desk->sources.arena = desk->diags.arena = &desk->arena;
    desk->diags.sources = &desk->sources;
}

static const char *printed(Desk *desk, DiagStyle style)
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);

    diag_print(&desk->diags, file, style);
    fclose(file);
    char *copy = arena_strdup(&desk->arena, text);
    free(text);
    return copy;
}

static Span span_of(const Source *source, const char *needle)
{
    const char *at = needle ? strstr(source->text, needle) : source->text + source->length;
    uint32_t start = source->base + (uint32_t)(at - source->text);

    return (Span){start, start + (uint32_t)(needle ? strlen(needle) : 0)};
}

static void shows_the_place(void **state)
{
    const struct Caret *c = *state;
    Desk desk;

    open_desk(&desk);
    const Source *source = sources_add(&desk.sources, "x.eco", c->text, strlen(c->text));
    diag(&desk.diags, DIAG_SYNTAX, span_of(source, c->needle), "wrong");
    assert_string_equal(printed(&desk, (DiagStyle){0}), c->printed);
    arena_free(&desk.arena);
}

/* Whatever the length of the line, the excerpt stays short and whole characters stay whole. */
static void cuts_long_lines(void **state)
{
    Desk desk;
    StrBuf text = {.arena = &desk.arena};

    (void)state;
    open_desk(&desk);
    for (size_t i = 0; i < 100000; i++)
        strbuf_puts(&text, i == 50000 ? "X" : E);
    const Source *source = sources_add(&desk.sources, "x.eco", strbuf_text(&text), text.length);
    diag(&desk.diags, DIAG_SYNTAX, span_of(source, "X"), "wrong");
    diag(&desk.diags, DIAG_SYNTAX, (Span){source->base, source->base + source->length}, "all of it");

    const char *out = printed(&desk, (DiagStyle){0});
    assert_true(strlen(out) < 2000);
    assert_non_null(strstr(out, "x.eco:1:50001: error"));

    /* The caret stands under the X, in characters. */
    const char *line = strstr(strstr(out, "50001"), "    1 | "), *below = strstr(line, "\n      | ");
    size_t before = 0, blanks = strcspn(below + strlen("\n      | "), "^");
    for (const char *c = line + strlen("    1 | "); *c != 'X'; c++)
        before += ((unsigned char)*c & 0xC0) != 0x80;
    assert_int_equal(before, blanks);
    for (const char *c = out; *c; c += (unsigned char)*c == 0xC3 ? 2 : 1)
        assert_true((unsigned char)*c < 0x80 || ((unsigned char)c[0] == 0xC3 && (unsigned char)c[1] == 0xA9));
    arena_free(&desk.arena);
}

/* Sorted by place; notes and hints in the order in which they were added. */
static void prints_all_in_order(void **state)
{
    Desk desk;

    (void)state;
    open_desk(&desk);
    const Source *one = sources_add(&desk.sources, "a.eco", "first\n", 6);
    const Source *two = sources_add(&desk.sources, "b.eco", "second\n", 7);
    Diag *d = diag(&desk.diags, DIAG_DUPLICATE_NAME, span_of(two, "second"), "duplicate table \"%s\"", "second");
    diag_note(&desk.diags, d, span_of(one, "first"), "first declared here");
    diag_note(&desk.diags, d, (Span){0}, "nowhere");
    diag_hint(&desk.diags, d, "give it %s name", "another");
    diag(&desk.diags, DIAG_LOST_DOC, span_of(one, "first"), "lost");
    diag(&desk.diags, DIAG_SYNTAX, (Span){0}, "no place\033[31m");
    assert_int_equal(desk.diags.errors, 2);
    assert_int_equal(desk.diags.warnings, 1);
    assert_true(diag_failed(&desk.diags));
    assert_string_equal(printed(&desk, (DiagStyle){0}),
                        "error[E0001]: no place?[31m\n"
                        "a.eco:1:1: warning[W0001]: lost\n"
                        "    1 | first\n"
                        "      | ^~~~~\n"
                        "b.eco:1:1: error[E0101]: duplicate table \"second\"\n"
                        "    1 | second\n"
                        "      | ^~~~~~\n"
                        "a.eco:1:1: note: first declared here\n"
                        "    1 | first\n"
                        "      | ^~~~~\n"
                        "      note: nowhere\n"
                        "      = hint: give it another name\n");
    assert_non_null(strstr(printed(&desk, (DiagStyle){.colour = true}), "\033[1;31merror"));
    arena_free(&desk.arena);
}

static void stops_at_the_limit(void **state)
{
    Desk desk;

    (void)state;
    open_desk(&desk);
    assert_string_equal(printed(&desk, (DiagStyle){0}), "");
    for (size_t i = 0; i < 25; i++)
        diag(&desk.diags, DIAG_SYNTAX, (Span){0}, "number %zu", i);
    const char *twenty = printed(&desk, (DiagStyle){0});
    assert_non_null(strstr(twenty, "number 19\n"));
    assert_null(strstr(twenty, "number 20\n"));
    assert_non_null(strstr(twenty, "5 more"));
    assert_non_null(strstr(printed(&desk, (DiagStyle){.limit = 25}), "number 24\n"));
    arena_free(&desk.arena);
}

/* What ends the run with 1 is said, however many warnings and notes stand before it. */
static void leaves_out_the_lesser_first(void **state)
{
    Desk desk;

    (void)state;
    open_desk(&desk);
    for (size_t i = 0; i < 30; i++)
        diag(&desk.diags, DIAG_STALE_HINT, (Span){0}, "note %zu", i);
    for (size_t i = 0; i < 18; i++)
        diag(&desk.diags, DIAG_LOSS, (Span){0}, "loss %zu", i);
    diag(&desk.diags, DIAG_UNWRITABLE, (Span){0}, "the error");

    const char *twenty = printed(&desk, (DiagStyle){0});
    assert_non_null(strstr(twenty, "the error\n"));
    assert_non_null(strstr(twenty, "loss 17\n"));
    assert_non_null(strstr(twenty, "note 0\n"));
    assert_null(strstr(twenty, "note 1\n"));
    assert_non_null(strstr(twenty, "29 more"));
    arena_free(&desk.arena);
}

static const struct Near {
    const char *wrong, *nearest;
} nears[] = {
    {"usrs", "users"}, {"suers", "users"}, {"organisations", "organizations"}, {"organizations", "organizations"},
    {"events_enrichd", "events_enriched"}, {"xyz", NULL}, {"", NULL}, {"a", NULL},
    {"a_name_that_is_much_longer_than_any_candidate_and_than_sixty_four_bytes_in_all", NULL},
};

static void suggests_what_is_near(void **state)
{
    static const char *const candidates[] = {"users", "organizations", "events_enriched", "daily_org_agg"};

    (void)state;
    for (size_t i = 0; i < COUNT(nears); i++) {
        const char *nearest = nearest_name(nears[i].wrong, candidates, COUNT(candidates));

        if (!nears[i].nearest ? nearest != NULL : !nearest || strcmp(nearest, nears[i].nearest) != 0)
            fail_msg("%s: %s", nears[i].wrong, nearest ? nearest : "nothing");
    }
    assert_null(nearest_name("users", NULL, 0));
}

/* Every place of three files, one of them empty, lies in the file and on the line it should. */
static void finds_every_place(void **state)
{
    static const char *const texts[] = {"ab\nc\n", "", "\n\nd"};
    Desk desk;
    Place place;

    (void)state;
    open_desk(&desk);
    for (size_t i = 0; i < COUNT(texts); i++)
        sources_add(&desk.sources, texts[i], texts[i], strlen(texts[i]));
    assert_null(sources_find(&desk.sources, (Span){0}));
    assert_false(sources_place(&desk.sources, (Span){0}, &place));
    for (size_t i = 0; i < COUNT(texts); i++) {
        const Source *source = desk.sources.files.items[i];
        uint32_t line = 1, column = 1;

        for (uint32_t k = 0; k <= source->length; k++) {
            assert_true(sources_place(&desk.sources, (Span){source->base + k, source->base + k}, &place));
            assert_ptr_equal(place.source, source);
            assert_int_equal(place.line, line);
            assert_int_equal(place.column, column);
            line += texts[i][k] == '\n';
            column = texts[i][k] == '\n' ? 1 : column + 1;
        }
    }
    arena_free(&desk.arena);
}

static void copies_spans(void **state)
{
    Desk desk;

    (void)state;
    open_desk(&desk);
    const Source *source = sources_add(&desk.sources, "x", "hello", 5);
    uint32_t base = source->base;
    assert_string_equal(sources_text(&desk.sources, (Span){base + 1, base + 3}, &desk.arena), "el");
    assert_string_equal(sources_text(&desk.sources, (Span){base + 4, base + 900}, &desk.arena), "o");
    assert_string_equal(sources_text(&desk.sources, (Span){base + 3, base + 1}, &desk.arena), "");
    assert_string_equal(sources_text(&desk.sources, (Span){0}, &desk.arena), "");
    assert_null(sources_add(&desk.sources, "huge", "", (size_t)UINT32_MAX - 2));
    arena_free(&desk.arena);
}

/* No code is given twice, each says something, and whoever looks for one finds it by its number. */
static void has_one_code_each(void **state)
{
    (void)state;
    for (DiagCode i = 0; i < DIAG_COUNT; i++) {
        assert_int_equal(strlen(diag_code_text(i)), 5);
        assert_int_equal(*diag_code_text(i), "EWN"[diag_severity(i)]);
        assert_true(strlen(diag_summary(i)) > 10);
        for (DiagCode k = 0; k < i; k++)
            assert_true(*diag_code_text(i) != *diag_code_text(k) || strcmp(diag_code_text(k), diag_code_text(i)) < 0);
    }
}

int main(int count, char **words)
{
    Suite suite = suite_of("diagnostics", count, words);

    SUITE_TEST(&suite, cuts_long_lines);
    SUITE_TEST(&suite, prints_all_in_order);
    SUITE_TEST(&suite, stops_at_the_limit);
    SUITE_TEST(&suite, leaves_out_the_lesser_first);
    SUITE_TEST(&suite, suggests_what_is_near);
    SUITE_TEST(&suite, finds_every_place);
    SUITE_TEST(&suite, copies_spans);
    SUITE_TEST(&suite, has_one_code_each);
    SUITE_ROWS(&suite, carets, name, shows_the_place);
    return suite_run(&suite, NULL, NULL);
}
