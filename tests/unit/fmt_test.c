/* Fmt: the layout, and its laws: it says the same as before, and laid out twice it is as it was laid out once. */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"
#include "dsl/diff.h"
#include "dsl/print.h"
#include "grammar/fmt.h"
#include "grammar/parse.h"
#include "tests/compile.h"
#include "tests/suite.h"
#include "tests/tree.h"

#include <string.h>

#include <glob.h>

static const struct Case {
    const char *name, *text, *formatted;
} cases[] = {
    {"nothing", "", ""},
    {"blanks and newlines alone", " \t\r\n\n\n", ""},
    {"a comment alone", "\n\n  // x  \n\n\n/* y */", "// x\n\n/* y */\n"},
    {
        "keywords, blanks and brackets",
        "TABLE  App . t{\nId BIGINT Primary KEY;Name\tVarChar ( 20 )  ? COLLATE  \"C\"\nINDEX(name,lower(Name)DESC)"
        "Where(Name<>'A')\n}",
        "table App.t {\n"
        "    Id    bigint        primary key\n"
        "    Name  varchar(20)?  collate \"C\"\n"
        "    index (name, lower(Name) desc) where (Name<>'A')\n"
        "}\n",
    },
    {
        "SQL is not touched",
        "table t {\n"
        "  a int = ( 1  +  2 ) check (  A>0 -- Yes\n"
        "  and a<9   ) ; b text=LOWER ( 'X' )::TEXT\n"
        "  c int generated (  a+ 1\n"
        "      ) stored\n"
        "}\n",
        "table t {\n"
        "    a  int   = (1  +  2)  check (A>0 -- Yes\n"
        "  and a<9)\n"
        "    b  text  = LOWER ( 'X' )::TEXT\n"
        "    c  int   generated (a+ 1\n"
        "      ) stored\n"
        "}\n",
    },
    {
        "a line that goes on stays so",
        "table t {\n"
        "  user_id   bigint\n"
        "  references users(id)\n"
        "on delete cascade\n"
        "\n"
        "index x (\n"
        "a,\n"
        "b)\n"
        "where (a > 0)\n"
        "index y (a, b\n"
        ")\n"
        "where (a > 0)\n"
        "unique (a,\n"
        "  b)\n"
        "}\n",
        "table t {\n"
        "    user_id  bigint\n"
        "             references users (id)\n"
        "             on delete cascade\n"
        "\n"
        "    index x (\n"
        "        a,\n"
        "        b)\n"
        "        where (a > 0)\n"
        "    index y (a, b\n"
        "    )\n"
        "    where (a > 0)\n"
        "    unique (a,\n"
        "        b)\n"
        "}\n",
    },
    {
        "blank lines: one out of several, none at the ends of a block",
        "\n\nschema a\n\n\n\nschema b\nschema c\ntable t {\n\n  a int\n\n\n  b int\n\n}\nschema d\n// of e\nenum e {\n"
        "x }\n\n\n",
        "schema a\n\nschema b\nschema c\n\ntable t {\n    a  int\n\n    b  int\n}\n\nschema d\n\n// of e\nenum e {\n"
        "    x\n}\n",
    },
    {
        "comments stay where they are",
        "// head\n"
        "table t // of t\n"
        "// more of t\n"
        "{ // of the block\n"
        "a int // of a\n"
        "long_name int//of it\n"
        "/* one */ /* two */ b /* three */ int /* four */ ? /* five */ // six\n"
        "// on a line\n"
        "  /* of many\n"
        "      lines */\n"
        "c int; /* of c */\n"
        "d int /* of d */; e int; /* of f */ f int\n"
        "  // last\n"
        "} // behind\n"
        "// end\n",
        "// head\n"
        "table t {  // of t\n"
        "    // more of t\n"
        "    // of the block\n"
        "    a                                  int              // of a\n"
        "    long_name                          int              //of it\n"
        "    /* one */ /* two */ b /* three */  int /* four */?  /* five */ // six\n"
        "    // on a line\n"
        "    /* of many\n"
        "      lines */\n"
        "    c                                  int              /* of c */\n"
        "    d                                  int              /* of d */\n"
        "    e                                  int\n"
        "    /* of f */ f                       int\n"
        "    // last\n"
        "}  // behind\n"
        "// end\n",
    },
    {
        "comments behind lines are in line, as far as a line is not too long",
        "project p {\n"
        "    postgres 14 // one\n"
        "    models \"a/b/c/d/e/f\"\n"
        "    prefix 'a' // two\n"
        "\n"
        "    online on // three\n"
        "}\n",
        "project p {\n"
        "    postgres  14   // one\n"
        "    models    \"a/b/c/d/e/f\"\n"
        "    prefix    'a'  // two\n"
        "\n"
        "    online    on  // three\n"
        "}\n",
    },
    {
        "documentation says the same of the same",
        "///of the enum\n"
        "enum e { a, /// of b\n"
        "b; /// of c\n"
        "c } /// of s\n"
        "schema s ///lost\n"
        "///\n"
        "/// \n"
        "///   indented  \n"
        "\n"
        "///\\ a\\rb\n"
        "\n"
        "table t { /// of x\n"
        "x int /// lost, too\n"
        "}\n",
        "/// of the enum\n"
        "enum e {\n"
        "    a\n"
        "    /// of b\n"
        "    b\n"
        "    /// of c\n"
        "    c\n"
        "}\n"
        "\n"
        "/// of s\n"
        "schema s  /// lost\n"
        "\n"
        "///\n"
        "///\n"
        "///   indented  \n"
        "\n"
        "///\\ a\\rb\n"
        "table t {\n"
        "    /// of x\n"
        "    x  int  /// lost, too\n"
        "}\n",
    },
    {
        "documentation before what has none stays lost",
        "table t\n/// lost\n{ a int\n}\n",
        "table t\n    /// lost\n    {\n    a  int\n}\n",
    },
    {
        "documentation of what is left out comes not to be that of the next",
        "table t {\n    a int\n    /// one\n    ; b int\n}\nenum e {\n    a\n    /// two  \n    , b\n}\n",
        "table t {\n    a  int\n    // one\n    b  int\n}\n\nenum e {\n    a\n    // two\n    b\n}\n",
    },
    {
        "blocks on one line stay there if they hold one item",
        "enum e {a b,c d}\nenum f { a; b }\ntable t {a int}\ntable u { a int; b int }\ntable v\n{ a int }\nenum g {}\n"
        "sequence s {\n}\n",
        "enum e { a b c d }\n\nenum f {\n    a\n    b\n}\n\ntable t { a int }\n\n"
        "table u {\n    a  int\n    b  int\n}\n\ntable v { a int }\nenum g { }\n\nsequence s {\n}\n",
    },
    {
        "words and their values",
        "sequence s { start with 5\nincrement by -2; no cycle; cache 3; owned by a . b . c }\n"
        "rollup r from t { sum a,\nb=1 }\n"
        "project { postgres 15; prefix \"x\" }\n",
        "sequence s {\n"
        "    start with    5\n"
        "    increment by  -2\n"
        "    no cycle\n"
        "    cache         3\n"
        "    owned by      a.b.c\n"
        "}\n"
        "\n"
        "rollup r from t {\n"
        "    sum    a,\n"
        "           b = 1\n"
        "}\n"
        "\n"
        "project {\n"
        "    postgres  15\n"
        "    prefix    \"x\"\n"
        "}\n",
    },
    {
        "names of all kinds",
        "table \"A \"\"b\"\" {\" { \"//\" int; \"ä\" int; größe int; Key int; \"x\ny\" text; \"name\" text }",
        "table \"A \"\"b\"\" {\" {\n"
        "    \"//\"    int\n"
        "    \"ä\"     int\n"
        "    größe   int\n"
        "    Key     int\n"
        "    \"x\ny\"  text\n"
        "    \"name\"  text\n"
        "}\n",
    },
    {
        "line ends of Windows, and a byte order mark",
        "\xef\xbb\xbf// a\r\ntable t {\r\n    a int = ('x\r\ny' ||\r\n    $$\r\n$$) /* c\r\nd */\r\n\r\n\r\n    b int\r"
        "}\r\n",
        "// a\ntable t {\n    a  int  = ('x\r\ny' ||\n    $$\r\n$$)  /* c\nd */\n\n    b  int\n}\n",
    },
    {
        "parts of a column",
        "table t {\n"
        "a int was b = 1 unique deferrable references t(a) on delete set null(a) fill(0)\n"
        "b \"a type\"[][] ? = array['x','y'] :: text[]\n"
        "c interval day to second(3) = interval '1 day'\n"
        "a_name_of_more_than_forty_characters_that_stands_out int = - 1\n"
        "d a_type_of_more_than_forty_characters_that_stands_out = +1\n"
        "}",
        "table t {\n"
        "    a  int                        was b  = 1  unique deferrable  references t (a) on delete set null (a)"
        "  fill (0)\n"
        "    b  \"a type\"[][]?              = array['x','y'] :: text[]\n"
        "    c  interval day to second(3)  = interval '1 day'\n"
        "    a_name_of_more_than_forty_characters_that_stands_out  int                        = - 1\n"
        "    d  a_type_of_more_than_forty_characters_that_stands_out  = +1\n"
        "}\n",
    },
};

typedef struct Result {
    bool done;
    const char *text;
    size_t length;
} Result;

static Result format_bytes(Arena *arena, const char *text, size_t length)
{
    Sources sources = {.arena = arena};
    Diags diags = {.arena = arena, .sources = &sources};
    Bytes formatted = {0};
    bool done = fmt_source(sources_add(&sources, "test.eco", text, length), NULL, arena, &diags, &formatted);

    return (Result){.done = done, .text = formatted.text, .length = formatted.length};
}

static const char *format(Arena *arena, const char *text)
{
    Result result = format_bytes(arena, text, strlen(text));

    assert_true(result.done);
    assert_int_equal(strlen(result.text), result.length);
    return result.text;
}

static const Node *tree_of(Arena *arena, const char *text)
{
    Sources *sources = arena_new(arena, Sources);
    Diags diags = {.arena = arena, .sources = sources};

    sources->arena = arena;
    return parse(sources_add(sources, "test.eco", text, strlen(text)), arena, &diags)->first;
}

/* Laid out twice as laid out once; the same tree; and, if it compiles, the same catalog, with the same comments. */
static void assert_laws(Arena *arena, const char *text)
{
    const char *once = format(arena, text);

    assert_string_equal(format(arena, once), once);
    assert_true(tree_same(tree_of(arena, text), tree_of(arena, once)));

    Compiled *before = compile_text(arena, text), *after = compile_text(arena, once);
    if (diag_failed(&before->diags))
        return;
    assert_false(diag_failed(&after->diags));
    Changes changes = diff_catalogs(&before->resolved.catalog, &after->resolved.catalog, false, arena, NULL);
    assert_true(changes_none(&changes));
    if (!strchr(text, '\r'))
        assert_string_equal(print_eco(&before->resolved.catalog, arena), print_eco(&after->resolved.catalog, arena));
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};

    assert_string_equal(format(&arena, c->text), c->formatted);
    assert_laws(&arena, c->text);
    arena_free(&arena);
}

/* ---- every .eco text we have ---- */

static const char *read_file(Arena *arena, const char *path)
{
    Bytes content;
    const char *error;

    assert_true(file_read(arena, path, 0, &content, &error));
    return content.text;
}

static void each_file(const char *pattern, void (*check_text)(Arena *arena, const char *path, const char *text))
{
    glob_t found;

    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        Arena arena = {0};

        check_text(&arena, found.gl_pathv[i], read_file(&arena, found.gl_pathv[i]));
        arena_free(&arena);
    }
    globfree(&found);
}

static void obeys_laws(Arena *arena, const char *path, const char *text)
{
    if (format_bytes(arena, text, strlen(text)).done)
        assert_laws(arena, text);
    else
        assert_true(diag_failed(&compile_text(arena, text)->diags));
    (void)path;
}

static void is_formatted(Arena *arena, const char *path, const char *text)
{
    assert_string_equal(format(arena, text), text);
    (void)path;
}

/* What the printer makes of it is laid out already. */
static void printed_is_formatted(Arena *arena, const char *path, const char *text)
{
    Compiled *compiled = compile_text(arena, text);

    if (!diag_failed(&compiled->diags))
        is_formatted(arena, path, print_eco(&compiled->resolved.catalog, arena));
}

static void keeps_the_laws_on_every_schema(void **state)
{
    (void)state;
    each_file("schema/*.eco", obeys_laws);
    each_file("tests/golden/*.eco", obeys_laws);
}

static void changes_nothing_that_is_as_it_should_be(void **state)
{
    (void)state;
    each_file("schema/*.eco", is_formatted);
    each_file("out/migrations/head.eco", is_formatted);
}

static void agrees_with_the_printer(void **state)
{
    (void)state;
    each_file("schema/*.eco", printed_is_formatted);
    each_file("tests/golden/*.eco", printed_is_formatted);
}

/* Every ```eco example of the manual. */
static void keeps_the_laws_on_the_manual(void **state)
{
    static const char fence[] = "```eco\n";
    Arena arena = {0};
    const char *text = read_file(&arena, "docs/language.md");
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, fence)); count++) {
        const char *end = strstr(at += sizeof fence - 1, "```");
        const char *example = arena_strndup(&arena, at, (size_t)(end - at));

        obeys_laws(&arena, "docs/language.md", example);
        printed_is_formatted(&arena, "docs/language.md", example);
        at = end;
    }
    assert_true(count > 10);
    (void)state;
    arena_free(&arena);
}

/* ---- mutilations ---- */

enum { ROUNDS = 60 };

/* Numbers that are the same in every run. */
static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

/* Blanks where there are blanks, blank lines where there are some, "\r\n" for "\n"; outside of quotes and SQL. */
static const char *mutilate(Arena *arena, const char *text, uint64_t seed, const char *const *inserted, size_t count)
{
    StrBuf out = {.arena = arena};
    size_t parens = 0;
    char quote = 0;
    bool comment = false;

    for (const char *c = text; *c; c++) {
        bool outside = !quote && !comment && !parens;

        if (quote ? *c == quote : outside && (*c == '\'' || *c == '"'))
            quote = quote ? 0 : *c;
        comment = comment ? *c != '\n' : !quote && !parens && c[0] == '/' && c[1] == '/';
        parens += !quote && !comment && *c == '(';
        parens -= !quote && !comment && *c == ')';
        strbuf_putc(&out, *c);
        if (outside && !quote && !comment && *c == ' ' && next_random(&seed) % 3 == 0)
            strbuf_puts(&out, inserted[next_random(&seed) % count]);
    }
    return strbuf_text(&out);
}

/* Blanks alone change nothing. */
static void blanks_change_nothing(Arena *arena, const char *path, const char *text)
{
    static const char *const blanks[] = {" ", "\t", "   ", "\f", " \v "};

    for (uint64_t seed = 1; seed <= ROUNDS; seed++)
        assert_string_equal(format(arena, mutilate(arena, text, seed, blanks, sizeof blanks / sizeof *blanks)),
                            format(arena, text));
    (void)path;
}

/* Comments and newlines may spoil the text; where they do not, the laws hold. */
static void anything_keeps_the_laws(Arena *arena, const char *path, const char *text)
{
    static const char *const bits[] = {" /* c */ ", "\n", " // c\n", "\n\n\n", " /* a\n b */", "\r\n", "; ",
                                       "\n/// d\n", " /// d\n", "\n// e\n\n", ","};
    size_t good = 0;

    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        const char *mutilated = text;

        /* A single place at a time, or hardly any would be good. */
        for (uint64_t i = 0; i < 3; i++) {
            uint64_t random = seed * 1000 + i;
            size_t from = next_random(&random) % strlen(mutilated);
            const char *blank = strchr(mutilated + from, ' ');
            const char *bit = bits[next_random(&random) % (sizeof bits / sizeof *bits)];
            int before = blank ? (int)(blank - mutilated) : 0;
            const char *longer = blank ? arena_printf(arena, "%.*s%s%s", before, mutilated, bit, blank) : mutilated;

            mutilated = format_bytes(arena, longer, strlen(longer)).done ? longer : mutilated;
        }
        good += mutilated != text;
        assert_laws(arena, mutilated);
    }
    assert_true(good > ROUNDS / 4);
    (void)path;
}

static void is_not_led_astray_by_blanks(void **state)
{
    (void)state;
    each_file("schema/ecomind.eco", blanks_change_nothing);
    each_file("tests/golden/core.eco", blanks_change_nothing);
    each_file("tests/golden/models.eco", blanks_change_nothing);
}

static void is_not_led_astray_by_anything(void **state)
{
    (void)state;
    each_file("schema/ecomind.eco", anything_keeps_the_laws);
    each_file("tests/golden/core.eco", anything_keeps_the_laws);
    each_file("tests/golden/evolve.eco", anything_keeps_the_laws);
    each_file("tests/golden/layout.eco", anything_keeps_the_laws);
}

/* ---- the large, and the broken ---- */

static void keeps_large_literals(void **state)
{
    Arena arena = {0};
    StrBuf text = {.arena = &arena};

    strbuf_puts(&text, "table t {\n    a  text  = '");
    strbuf_fill(&text, 'x', 65536);
    strbuf_puts(&text, "'\n    b  text  = $$");
    for (size_t i = 0; i < 65536 / 16; i++)
        strbuf_puts(&text, "line  of a text\n");
    strbuf_puts(&text, "$$\n}\n");
    assert_string_equal(format(&arena, strbuf_text(&text)), strbuf_text(&text));
    (void)state;
    arena_free(&arena);
}

static void refuses_what_has_errors(void **state)
{
    static const char *const texts[] = {
        "table t {\n", "table t { a int", "}", "table t { a }\n", "schema 'x\n", "/* never", "\xff\xfe",
        "table t { a int (", "schema a b\n",
    };
    Arena arena = {0};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(format_bytes(&arena, texts[i], strlen(texts[i])).done);
    assert_false(format_bytes(&arena, "schema a\0", 9).done);
    (void)state;
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("fmt", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    SUITE_TEST(&suite, keeps_the_laws_on_every_schema); /* C395 */
    SUITE_TEST(&suite, changes_nothing_that_is_as_it_should_be);
    SUITE_TEST(&suite, agrees_with_the_printer);
    SUITE_TEST(&suite, keeps_the_laws_on_the_manual);
    SUITE_TEST(&suite, is_not_led_astray_by_blanks);
    SUITE_TEST(&suite, is_not_led_astray_by_anything);
    SUITE_TEST(&suite, keeps_large_literals);
    SUITE_TEST(&suite, refuses_what_has_errors);
    return suite_run(&suite, NULL, NULL);
}
