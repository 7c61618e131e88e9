#define _DEFAULT_SOURCE
#include "dsl/migrations.h"
#include "tests/suite.h"


#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file of the folder. As an edit, a NULL text removes it; `length` only for texts with zero bytes. */
typedef struct Entry {
    const char *name, *text;
    size_t length;
} Entry;

enum { MOST = 8 };

static const Entry two[MOST] = {
    {"0001_users.up.sql", "CREATE TABLE users (id bigint);\n", 0},
    {"0001_users.down.sql", "DROP TABLE users;\n", 0},
    {"0002_names.up.sql", "-- 0002\n-- ecogen: transaction off\nSELECT 1;\n", 0},
    {"0002_names.down.sql", "SELECT 2;\n", 0},
    {"head.eco", "table users {\n}\n", 0},
};

static const struct Case {
    const char *name;
    Entry edits[MOST];              /* after the seal */
    const char *codes;              /* of what is reported, in order; "" if nothing is */
    const char *says;               /* part of the first message or hint; NULL: anything */
} cases[] = {
    {"as sealed", {{0}}, "", NULL},
    {"files of other kinds are left alone",
     {{"README.md", "x", 0}, {"notes.sql", "x", 0}, {".0001_x.up.sql.swp", "x", 0}, {"0003_x.sql", "x", 0}}, "", NULL},
    {"an edited file", {{"0001_users.up.sql", "CREATE TABLE users (id int);\n", 0}}, "E0614 ",
     "0001_users.up.sql was changed after it was sealed"},
    {"an edited file: the remedy", {{"0001_users.down.sql", "DROP TABLE users CASCADE;\n", 0}}, "E0614 ",
     "put the change into a new migration"},
    {"an emptied file", {{"0001_users.up.sql", "", 0}}, "E0614 ", NULL},
    {"line ends turned to CRLF", {{"0001_users.up.sql", "CREATE TABLE users (id bigint);\r\n", 0}}, "E0614 ",
     "only its line ends"},
    {"a byte order mark added", {{"0001_users.up.sql", "\xef\xbb\xbf" "CREATE TABLE users (id bigint);\n", 0}},
     "E0614 ", "byte order mark"},
    {"head.eco edited", {{"head.eco", "table users {\n    id bigint\n}\n", 0}}, "E0614 ", "written by ecogen alone"},
    {"a file removed", {{"0002_names.up.sql", NULL, 0}}, "E0615 ", "0002_names.up.sql is not there"},
    {"a migration removed", {{"0001_users.up.sql", NULL, 0}, {"0001_users.down.sql", NULL, 0}}, "E0615 E0615 ", NULL},
    {"head.eco removed", {{"head.eco", NULL, 0}}, "E0615 ", "head.eco is not there"},
    {"eco.sum removed", {{"eco.sum", NULL, 0}}, "E0618 ", "ecogen seal"},
    {"everything but eco.sum removed",
     {{"0001_users.up.sql", NULL, 0}, {"0001_users.down.sql", NULL, 0}, {"0002_names.up.sql", NULL, 0},
      {"0002_names.down.sql", NULL, 0}, {"head.eco", NULL, 0}},
     "E0615 E0615 E0615 E0615 E0615 ", NULL},
    {"a new pair, not sealed", {{"0003_x.up.sql", "SELECT 3;\n", 0}, {"0003_x.down.sql", "SELECT 3;\n", 0}},
     "E0616 E0616 ", "does not stand in eco.sum"},
    {"a new up without a down", {{"0003_x.up.sql", "SELECT 3;\n", 0}}, "E0613 E0616 ", "has no down file"},
    {"a new down without an up", {{"0003_x.down.sql", "SELECT 3;\n", 0}}, "E0613 E0616 ", "has no up file"},
    {"a gap", {{"0005_x.up.sql", "SELECT 3;\n", 0}, {"0005_x.down.sql", "SELECT 3;\n", 0}}, "E0611 E0616 E0616 ",
     "0003 to 0004"},
    {"a number twice", {{"0002_other.up.sql", "SELECT 3;\n", 0}, {"0002_other.down.sql", "SELECT 3;\n", 0}},
     "E0612 ", "\"names\" and \"other\""},
    {"number nought", {{"0000_x.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "out of range"},
    {"a number of three digits", {{"003_x.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "fewer than four digits"},
    {"a number of five digits with a nought", {{"00003_x.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "more zeros"},
    {"a number over all bounds", {{"99999999999999999999_x.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "out of range"},
    {"no name", {{"0003_.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "no \"_name\""},
    {"no underscore", {{"0003.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "no \"_name\""},
    {"a line break in a name", {{"0003_a\nb.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "0003_a?b.up.sql"},
    {"an escape sequence in a name", {{"0003_\033[31m.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "0003_?[31m.up.sql"},
    {"a name that is not UTF-8", {{"0003_\xff.up.sql", "SELECT 3;\n", 0}}, "E0610 ", "cannot be printed"},
    {"invalid UTF-8", {{"0001_users.up.sql", "SELECT '\xc3(';\n", 0}}, "E0614 E0003 ", NULL},
    {"an overlong form", {{"0001_users.up.sql", "SELECT '\xc0\xaf';\n", 0}}, "E0614 E0003 ", NULL},
    {"a surrogate", {{"0001_users.up.sql", "SELECT '\xed\xa0\x80';\n", 0}}, "E0614 E0003 ", NULL},
    {"a character cut off by the end", {{"0001_users.up.sql", "SELECT 1; -- \xe2\x82", 0}}, "E0614 E0003 ", NULL},
    {"a zero byte", {{"0001_users.up.sql", "SELECT 1;\0DROP", 14}}, "E0614 E0004 ", NULL},
    {"UTF-16", {{"0001_users.up.sql", "\xff\xfeS\0E\0", 6}}, "E0614 E0003 E0004 ", NULL},
    {"a folder in place of a file", {{"0003_x.up.sql/", "", 0}}, "E0002 E0613 ", "not a regular file"},
    {"a folder in place of a sealed file", {{"0002_names.up.sql", NULL, 0}, {"0002_names.up.sql/", "", 0}}, "E0002 ",
     "not a regular file"},
    {"eco.sum emptied", {{"eco.sum", "", 0}}, "E0618 ", "eco.sum is empty"},
    {"eco.sum is something else", {{"eco.sum", "hello\nworld\n", 0}}, "E0619 ", "cannot be read"},
    {"eco.sum with a zero byte", {{"eco.sum", "a\0b", 3}}, "E0004 ", NULL},
    {"eco.sum with a merge conflict", {{"eco.sum", "<<<<<<< HEAD\n=======\n>>>>>>> theirs\n", 0}}, "E0619 ",
     "merge conflict"},
    {"a transaction mark with a typing error",
     {{"0003_x.up.sql", "-- ecogen: transaction of\n", 0}, {"0003_x.down.sql", "-- ecogen: transaction off \n", 0}},
     "E0616 E0616 E0617 ", NULL},
};

static const char *make_folder(Arena *arena)
{
    char *folder = arena_strdup(arena, "/tmp/eco-migrations-XXXXXX");

    assert_non_null(mkdtemp(folder));
    return folder;
}

static void put(Arena *arena, const char *folder, Entry entry)
{
    const char *path = file_join(arena, folder, entry.name), *error;
    bool written;

    if (!entry.text) {
        assert_int_equal(unlink(path), 0);
    } else if (path[strlen(path) - 1] == '/') {
        assert_int_equal(mkdir(path, 0777), 0);
    } else {
        assert_true(file_write(arena, path,
                               (Bytes){entry.text, entry.length ? entry.length : strlen(entry.text)}, &written,
                               &error));
    }
}

static void remove_folder(Arena *arena, const char *folder)
{
    assert_int_equal(system(arena_printf(arena, "rm -rf '%s'", folder)), 0);
}

/* What is wrong with a folder in `diags`, which lives in the arena. */
static bool read_folder(Arena *arena, const char *folder, Diags *diags, Migrations *migrations)
{
    Sources *sources = arena_new(arena, Sources);

    sources->arena = arena;
    *diags = (Diags){.arena = arena, .sources = sources};
    return migrations_read(folder, sources, arena, diags, migrations);
}

static void put_and_seal(Arena *arena, const char *folder, const Entry *entries)
{
    Diags diags;
    Migrations migrations;

    for (size_t i = 0; i < MOST && entries[i].name; i++)
        put(arena, folder, entries[i]);
    read_folder(arena, folder, &diags, &migrations);
    put(arena, folder, (Entry){"eco.sum", migrations_seal(&migrations, arena), 0});
    assert_true(read_folder(arena, folder, &diags, &migrations));
}

/* Codes in the order in which they are printed. */
static const char *printed(Arena *arena, const Diags *diags)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);

    assert_non_null(file);
    diag_print(diags, file, (DiagStyle){.limit = 100});
    fclose(file);

    const char *copy = arena_strdup(arena, text);
    free(text);
    return copy;
}

static const char *codes_of(Arena *arena, const char *text)
{
    const char *codes = "";

    for (const char *at = text; (at = strstr(at, "error[")); at++)
        codes = arena_printf(arena, "%s%.5s ", codes, at + 6);
    return codes;
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    const char *folder = make_folder(&arena);
    Diags diags;
    Migrations migrations;

    put_and_seal(&arena, folder, two);
    for (size_t i = 0; i < MOST && c->edits[i].name; i++)
        put(&arena, folder, c->edits[i]);

    bool good = read_folder(&arena, folder, &diags, &migrations);
    const char *text = printed(&arena, &diags);
    assert_string_equal(codes_of(&arena, text), c->codes);
    assert_int_equal(good, !*c->codes);
    if (c->says && !strstr(text, c->says))
        fail_msg("\"%s\" is not said in:\n%s", c->says, text);

    remove_folder(&arena, folder);
    arena_free(&arena);
}

static void reads_what_is_there(void **state)
{
    Arena arena = {0};
    const char *folder = make_folder(&arena);
    Diags diags;
    Migrations migrations;

    (void)state;
    put_and_seal(&arena, folder, two);
    assert_true(read_folder(&arena, folder, &diags, &migrations));
    assert_int_equal(migrations.count, 2);
    assert_int_equal(migrations.items[0].number, 1);
    assert_string_equal(migrations.items[0].name, "users");
    assert_string_equal(migrations.items[0].down.name, "0001_users.down.sql");
    assert_string_equal(migrations.items[0].down.text.text, "DROP TABLE users;\n");
    assert_true(migrations.items[0].up.transaction);
    assert_false(migrations.items[1].up.transaction);
    assert_true(migrations.items[1].down.transaction);
    assert_string_equal(migrations.head.text.text, "table users {\n}\n");
    remove_folder(&arena, folder);
    arena_free(&arena);
}

/* What sha256sum says of "DROP TABLE users;\n", and of its chain after one line before it. */
static void hashes_are_sha256(void **state)
{
    char hex[SHA256_HEX + 1];

    (void)state;
    sha256_hex("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sha256_hex("", 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void no_folder_is_no_fault(void **state)
{
    Arena arena = {0};
    const char *folder = make_folder(&arena);
    Diags diags;
    Migrations migrations;

    (void)state;
    assert_true(read_folder(&arena, folder, &diags, &migrations));
    assert_int_equal(migrations.count, 0);
    assert_true(read_folder(&arena, file_join(&arena, folder, "none"), &diags, &migrations));
    assert_int_equal(migrations.count, 0);
    put(&arena, folder, (Entry){"file", "x", 0});
    assert_false(read_folder(&arena, file_join(&arena, folder, "file"), &diags, &migrations));
    remove_folder(&arena, folder);
    arena_free(&arena);
}

/* Lines that change places are noticed although every file is as its line says. */
static void moved_lines(void **state)
{
    Arena arena = {0};
    const char *folder = make_folder(&arena), *error;
    Diags diags;
    Migrations migrations;
    Bytes sum;

    (void)state;
    put_and_seal(&arena, folder, two);
    assert_true(file_read(&arena, file_join(&arena, folder, "eco.sum"), 0, &sum, &error));

    const char *second = strchr(sum.text, '\n') + 1, *third = strchr(second, '\n') + 1;
    put(&arena, folder, (Entry){"eco.sum", arena_printf(&arena, "%.*s%.*s%s", (int)(third - second), second,
                                                        (int)(second - sum.text), sum.text, third), 0});
    assert_false(read_folder(&arena, folder, &diags, &migrations));
    assert_string_equal(codes_of(&arena, printed(&arena, &diags)), "E0619 ");

    put(&arena, folder, (Entry){"eco.sum", arena_printf(&arena, "%s%s", sum.text, third), 0});
    assert_false(read_folder(&arena, folder, &diags, &migrations));
    assert_string_equal(codes_of(&arena, printed(&arena, &diags)), "E0619 ");
    remove_folder(&arena, folder);
    arena_free(&arena);
}

/* Numbers grow to five digits, and 10000 comes after 9999. */
static void five_digits(void **state)
{
    Arena arena = {0};

    (void)state;
    assert_string_equal(migration_file_name(&arena, 7, "x", "up"), "0007_x.up.sql");
    assert_string_equal(migration_file_name(&arena, 12345, "x", "down"), "12345_x.down.sql");
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("migrations", count, words);

    SUITE_TEST(&suite, reads_what_is_there);
    SUITE_TEST(&suite, hashes_are_sha256);
    SUITE_TEST(&suite, no_folder_is_no_fault);
    SUITE_TEST(&suite, moved_lines);
    SUITE_TEST(&suite, five_digits);
    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
