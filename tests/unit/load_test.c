/* Load: files that import files. Each case is a small folder, and what loading its first file gives. */
#define _XOPEN_SOURCE 700
#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"
#include "grammar/load.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Files are "path text", the first is loaded. `order`: paths of the trees. `told`: diagnostics, a line each. */
static const struct Case {
    const char *name;
    struct {
        const char *path, *text;
    } files[5];
    const char *order, *told;
} cases[] = {
    {"one file", {{"a.eco", "schema a"}}, "a.eco\n", ""},
    {"imported first",
     {{"a.eco", "import \"b.eco\"\nimport \"c.eco\""}, {"b.eco", "import \"c.eco\""}, {"c.eco", "schema c"}},
     "c.eco\nb.eco\na.eco\n", ""},
    {"relative to the importing file",
     {{"a.eco", "import \"sub/b.eco\""}, {"sub/b.eco", "import \"../c.eco\"\nimport \"d.eco\""}, {"c.eco", ""},
      {"sub/d.eco", ""}},
     "sub/../c.eco\nsub/d.eco\nsub/b.eco\na.eco\n", ""},
    {"each file once, however it is written",
     {{"a.eco", "import \"b.eco\"\nimport \"./b.eco\"\nimport \"sub/../b.eco\""}, {"b.eco", ""}, {"sub/x", ""}},
     "b.eco\na.eco\n", ""},
    {"C394 a circle",
     {{"a.eco", "import \"b.eco\""}, {"b.eco", "\nimport \"c.eco\""}, {"c.eco", "schema c\nimport \"a.eco\""}},
     "c.eco\nb.eco\na.eco\n",
     "c.eco:2:1 E0007 \"a.eco\" imports itself\n"
     "  a.eco:1:1 \"b.eco\" is imported here\n"
     "  b.eco:2:1 \"c.eco\" is imported here\n"
     "  the circle is a.eco → b.eco → c.eco → a.eco\n"},
    {"C394 a circle of one", {{"a.eco", "import \"a.eco\""}}, "a.eco\n",
     "a.eco:1:1 E0007 \"a.eco\" imports itself\n  the circle is a.eco → a.eco\n"},
    {"no such file", {{"a.eco", "schema a\nimport \"b.eco\"\nschema c"}}, "a.eco\n",
     "a.eco:2:1 E0002 cannot read b.eco: No such file or directory\n"},
    {"a folder", {{"a.eco", "import \"sub\""}, {"sub/x", ""}}, "a.eco\n",
     "a.eco:1:1 E0002 cannot read sub: Is a directory\n"},
    {"an empty path", {{"a.eco", "import \"\""}}, "a.eco\n", "a.eco:1:1 E0002 the path to import is empty\n"},
    {"a mistake in an imported file", {{"a.eco", "import \"b.eco\"\nbad"}, {"b.eco", "\nworse"}}, "b.eco\na.eco\n",
     "a.eco:2:1 E0001 unexpected \"bad\"\nb.eco:2:1 E0001 unexpected \"worse\"\n"},
};

static void write_files(Arena *arena, const struct Case *c)
{
    for (size_t i = 0; i < COUNT(c->files) && c->files[i].path; i++) {
        const char *path = c->files[i].path, *text = c->files[i].text, *error = "";
        bool written;

        assert_true(file_make_folder(arena, file_folder(arena, path), &error));
        assert_true(file_write(arena, path, (Bytes){.text = text, .length = strlen(text)}, &written, &error));
    }
}

static void tell_place(StrBuf *out, Sources *sources, Span at, const char *indent)
{
    Place place;

    if (sources_place(sources, at, &place))
        strbuf_printf(out, "%s%s:%u:%u ", indent, place.source->path, place.line, place.column);
}

static const char *told(Diags *diags)
{
    StrBuf out = {.arena = diags->arena};

    for (size_t i = 0; i < diags->all.count; i++) {
        const Diag *d = diags->all.items[i];

        tell_place(&out, diags->sources, d->at, "");
        strbuf_printf(&out, "%s %s\n", diag_code_text(d->code), d->message);
        for (const DiagNote *note = d->notes; note; note = note->next) {
            tell_place(&out, diags->sources, note->at, "  ");
            strbuf_printf(&out, "%s\n", note->text);
        }
        if (d->hint)
            strbuf_printf(&out, "  %s\n", d->hint);
    }
    return strbuf_text(&out);
}

static const char *order(Arena *arena, const Node *file)
{
    StrBuf out = {.arena = arena};

    for (; file; file = file->next)
        strbuf_printf(&out, "%s\n", file->text);
    return strbuf_text(&out);
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};
    char folder[] = "/tmp/eco-load-XXXXXX", *home = getcwd(NULL, 0);

    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    write_files(&arena, c);
    const Node *file = load_files(c->files[0].path, &sources, &arena, &diags);
    const char *said = told(&diags);
    assert_int_equal(chdir(home), 0);
    free(home);
    assert_int_equal(system(arena_printf(&arena, "rm -rf %s", folder)), 0);

    assert_string_equal(said, c->told);
    assert_string_equal(order(&arena, file), c->order);
    arena_free(&arena);
}

static void check_missing(void **state)
{
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};

    assert_null(load_files("/no/such/file.eco", &sources, &arena, &diags));
    assert_string_equal(told(&diags), "E0002 cannot read /no/such/file.eco: No such file or directory\n");
    arena_free(&arena);
    (void)state;
}

/* A sparse file of 100 MB is refused without being read. */
static void check_huge(void **state)
{
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};
    char path[] = "/tmp/eco-huge-XXXXXX";
    int file = mkstemp(path);

    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, 100 * 1024 * 1024), 0);
    close(file);
    assert_null(load_files(path, &sources, &arena, &diags));
    unlink(path);
    assert_string_equal(told(&diags), arena_printf(&arena, "E0002 cannot read %s: it is larger than 64 MB\n", path));
    arena_free(&arena);
    (void)state;
}

static void check_text(void **state)
{
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};
    static const char text[] = "schema a\nimport \"b.eco\"";

    assert_non_null(load_text("head.eco", text, sizeof text - 1, &sources, &arena, &diags));
    assert_string_equal(told(&diags), "head.eco:2:1 E0002 a text that is not a file imports nothing\n");
    arena_free(&arena);
    (void)state;
}

int main(int count, char **words)
{
    Suite suite = suite_of("load", count, words);

    SUITE_TEST(&suite, check_missing);
    SUITE_TEST(&suite, check_huge);
    SUITE_TEST(&suite, check_text);
    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
