/* Names: against what a real server quotes, cuts and calls things. */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "tests/server.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

#define A20 "aaaaaaaaaaaaaaaaaaaa"
#define B20 "bbbbbbbbbbbbbbbbbbbb"
#define E20 "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"

/* Tables with one column, which is unique and references another table. */
static const struct Default {
    const char *table, *column;
} defaults[] = {
    {"users", "email"},
    {"a", "b"},
    {A20 A20 A20, "b"},
    {A20 A20 A20 "aaa", B20 B20 B20 "bbb"},
    {"t", B20 B20 B20 "bbb"},
    {A20 "aaaaaaaaaaaa", B20 B20},
    {E20 E20 E20, "b"},
    {"x" E20 E20 E20, E20 E20},
    {E20 E20 E20 "e", "y" E20 E20},
    {"\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80" A20 A20, "\xF0\x9F\x98\x80" B20 B20},
    {"T", "select"},
    {"we\"ird", "it's"},
};

/* What a name or string can be. */
static const char *const hostile[] = {
    "plain", "_x", "x1", "1x", "Upper", "with space", "a\"b", "\"\"", "a'b", "''", "a\\b", "\\", "\\'", "a;b", "a--b",
    "a/*b", "$$", "a$b", "\xC3\xA9", "\xF0\x9F\x98\x80", "tab\there", "line\nbreak", "select", "table", "user", "left",
    "int", "between", "authorization", "value", "name", "type", "key", "abort", "public", ".", "a.b", "%s", "E'x'",
    "\x7f",
};

static const struct Qualified {
    const char *schema, *name, *quoted;
} qualified[] = {
    {NULL, "users", "users"},
    {"public", "users", "users"},
    {"app", "users", "app.users"},
    {"App", "order", "\"App\".\"order\""},
    {"public", "Users", "\"Users\""},
    {"", "x", "\"\".x"},
};

static const struct Word {
    const char *word;
    Keyword category;
} reserved[] = {
    {"all", KEYWORD_RESERVED}, {"with", KEYWORD_RESERVED}, {"between", KEYWORD_COLUMN}, {"xmltable", KEYWORD_COLUMN},
    {"left", KEYWORD_FUNCTION}, {"authorization", KEYWORD_FUNCTION}, {"abort", KEYWORD_NONE}, {"", KEYWORD_NONE},
    {"ALL", KEYWORD_NONE}, {"zone", KEYWORD_NONE},
    /* since PostgreSQL 16 or 17 */
    {"system_user", KEYWORD_RESERVED}, {"json_table", KEYWORD_COLUMN}, {"merge_action", KEYWORD_COLUMN},
};

static void quotes_qualified_names(void **state)
{
    Arena arena = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(qualified); i++)
        assert_string_equal(quote_qname(&arena, qualified[i].schema, qualified[i].name), qualified[i].quoted);
    arena_free(&arena);
}

static void knows_key_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reserved); i++)
        if (keyword(reserved[i].word) != reserved[i].category)
            fail_msg("%s: %d", reserved[i].word, (int)keyword(reserved[i].word));
}

static void makes_names_of_parts(void **state)
{
    Arena arena = {0};
    const char *items[] = {"org_id", "ts"};

    (void)state;
    assert_string_equal(default_name(&arena, "users", NULL, "pkey"), "users_pkey");
    assert_string_equal(default_name(&arena, "users", "", "pkey"), "users_pkey");
    assert_string_equal(default_name(&arena, "users", "id", "seq"), "users_id_seq");
    assert_string_equal(joined_names(&arena, (Names){.items = items, .count = 2}), "org_id_ts");
    assert_string_equal(joined_names(&arena, (Names){.items = items, .count = 1}), "org_id");
    assert_string_equal(joined_names(&arena, (Names){0}), "");
    assert_string_equal(quote_name(&arena, ""), "\"\"");
    arena_free(&arena);
}

/* What the server calls the constraints, index and sequence of a table that was given no names. */
static const char *names_of(Arena *arena, const char *table, const char *column)
{
    const char *name = quote_name(arena, table), *part = quote_name(arena, column);
    const char *script = arena_printf(arena,
        "create table other (id int primary key);"
        "create table %s (\"primary\" int primary key, %s serial unique references other check (%s > 0));"
        "select conname from pg_constraint where connamespace = 'public'::regnamespace union all "
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'",
        name, part, part);

    return server_psql(arena, server_new_database(arena), script);
}

static void has_line(const char *lines, const char *name)
{
    size_t length = strlen(name);

    for (const char *line = lines; *line; line += strcspn(line, "\n"), line += *line == '\n')
        if (strncmp(line, name, length) == 0 && line[length] == '\n')
            return;
    fail_msg("no \"%s\" in:\n%s", name, lines);
}

static void calls_things_as_the_server_does(void **state)
{
    const struct Default *c = *state;
    Arena arena = {0};
    const char *names = names_of(&arena, c->table, c->column);

    has_line(names, default_name(&arena, c->table, NULL, "pkey"));
    has_line(names, default_name(&arena, c->table, c->column, "check"));
    has_line(names, default_name(&arena, c->table, c->column, "fkey"));
    has_line(names, default_name(&arena, c->table, c->column, "key"));
    has_line(names, default_name(&arena, c->table, c->column, "seq"));
    arena_free(&arena);
}

/* Each text through the server's own function; the answers, one after another, are what we say. */
static void quotes_as_the_server_does(void **state)
{
    Arena arena = {0};
    StrBuf script = {.arena = &arena}, expected = {.arena = &arena};

    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        strbuf_puts(&script, "select quote_ident(x), quote_literal(x) from (select convert_from('\\x");
        for (const char *byte = hostile[i]; *byte; byte++)
            strbuf_printf(&script, "%02x", (unsigned char)*byte);
        strbuf_puts(&script, "', 'UTF8')) as t (x);\n");
        strbuf_printf(&expected, "%s|", quote_name(&arena, hostile[i]));
        strbuf_printf(&expected, "%s\n", quote_literal(&arena, hostile[i]));
    }
    assert_string_equal(server_psql(&arena, server_conninfo(), strbuf_text(&script)), strbuf_text(&expected));
    arena_free(&arena);
}

/* Every word that this server quotes we quote. */
static void quotes_the_servers_key_words(void **state)
{
    Arena arena = {0};
    char *all = arena_strdup(&arena, server_psql(&arena, server_conninfo(),
        "select quote_ident(word), word from pg_get_keywords() where catcode <> 'U'"));
    size_t count = 0;

    (void)state;
    for (char *rest = all, *line; (line = strtok_r(rest, "\n", &rest)); count++) {
        char *word = strchr(line, '|');

        *word++ = '\0';
        assert_string_equal(quote_name(&arena, word), line);
    }
    assert_true(count > 140);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("naming", count, words);

    SUITE_TEST(&suite, quotes_qualified_names);
    SUITE_TEST(&suite, knows_key_words);
    SUITE_TEST(&suite, makes_names_of_parts);
    SUITE_TEST(&suite, quotes_as_the_server_does);
    SUITE_TEST(&suite, quotes_the_servers_key_words);
    SUITE_ROWS(&suite, defaults, table, calls_things_as_the_server_does);
    return suite_run(&suite, server_start, server_stop);
}
