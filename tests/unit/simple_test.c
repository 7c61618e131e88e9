/*
 * How expressions are written down: what needs no parentheses, and that none breaks out of its place, whatever it
 * holds.
 */
#include "codegen/sql/sql.h"
#include "dsl/sqltext.h"
#include "tests/suite.h"

#include <pg_query.h>

#include <string.h>

static const struct Case {
    const char *text;
    bool simple, call, parenthesised;
} cases[] = {
    {"'free'", .simple = true},
    {"'it''s'", .simple = true},
    {"'a -- b'", .simple = true},
    {"'two\nlines'", .simple = true},
    {"'ends in \\'", .simple = true},
    {"'x'::text", .simple = true},
    {"'x'::app.status", .simple = true},
    {"'{}'::text[]", .simple = true},
    {"0", .simple = true},
    {"-1.5", .simple = true},
    {"-1::int", .simple = true},
    {"true", .simple = true},
    {"current_date", .simple = true},
    {"now()", .simple = true, .call = true},
    {"app.touch('a)', 2)", .simple = true, .call = true},
    {"nextval('app.no'::regclass)", .simple = true, .call = true},
    {"coalesce(null, 1)", .simple = true, .call = true},
    {"array['a', 'b']", .simple = true},
    {"array[1]::int[]", .simple = true},
    {"interval '1 day'", .simple = true},
    {"date '2020-01-01'::text", .simple = true},
    {"(1 + 1)::bigint", .simple = true},
    {"(1 + 1)", .parenthesised = true},
    {"((a) + (b))", .parenthesised = true},
    {"('a)')", .parenthesised = true},
    {"('a, b')", .parenthesised = true},
    {"(f(a, b))", .parenthesised = true},
    {"(a, b)"},
    {"(select 1)"},
    {"((values (1)))"},
    {"(a) + (b)"},
    {"now() + now()"},
    {"not(true)"},
    {"index(1)"},
    {"app.option(1)"},
    {"'x'::app.trigger"},
    {"a or b"},
    {"x is null"},
    {"1 -- one"},
    {"-- one\n1"},
    {"1 /* one */"},
    {"'a' 'b'"},
    {"'a'\n'b'"},
    {"E'\\''"},
    {"f(E'\\')', 'x')"},
    {"f('\\') + (g('')')"},
    {"(a /* ( */) or (b /* ) */)"},
    {"(a -- (\n) or (b)"},
    {"$$x$$"},
    {"f($$)$$)"},
    {"\"F\"()"},
    {"'x'::\"T\""},
    {"'open"},
    {"f('open)"},
    {"f(1"},
    {"("},
    {""},
    {"'x'::"},
    {"'x'::text[][]"},
};

static void scans(void **state)
{
    const struct Case *c = *state;

    assert_int_equal(sql_is_simple(c->text), c->simple);
    assert_int_equal(sql_is_call(c->text), c->call);
    assert_int_equal(sql_is_parenthesised(c->text), c->parenthesised);
}

/* Good expressions and broken ones: whatever the compiler's parser lets through must stay where it is put. */
static const char *const hostile[] = {
    "1 -- one",
    "1 -- one\n",
    "1 --",
    "-- )\n1",
    "1 /* /* ) */ -- */",
    "1 /* -- */",
    "'--'",
    "'a' || ') -- '",
    "(1 /* ( */) + (1 /* ) */)",
    "(1) + (1) -- (",
    "($$)$$) || $q$ -- $q$",
    "$$ it's ) -- $$",
    "E'\\')' || '\\'",
    "'\\'",
    "U&'d!0061)' UESCAPE '!'",
    "\"a)\" -- \"",
    "a or b",
    "a is null",
    "not(a)",
    "1\n+ -- )\n1",
    "1\r-- x\r+ 1",
    "'a'\n'b)'",
    "case when a then b end -- end",
    "array[1, 2] -- ]",
    "(a, b)",
    "row(a) -- row",
    "(select 1)",
    "((select 1) union (select 2))",
    "( with x as (select ')') select * from x)",
    "interval '1' year",
    "now() at time zone 'x'",
    "b'1' -- ",
    "a::int -- ::text",
    "1) -- ",
    "1, b int -- ",
    "1); drop table t; --",
    "1 /* ",
    "'open",
    "$$open",
    "1;",
    "1\\",
    "\\",
    "*/ 1 /*",
    "1 end from t --",
    "",
    "-- nothing",
};

typedef struct Spot {
    const char *name, *before, *after;
    void (*put)(StrBuf *sql, const char *expression);
} Spot;

static const Spot spots[] = {
    {"default", "CREATE TABLE t (a int DEFAULT ", " NOT NULL, z int)", put_default_value},
    {"set default", "ALTER TABLE t ALTER COLUMN a SET DEFAULT ", ", ALTER COLUMN z DROP DEFAULT", put_default_value},
    {"check", "CREATE TABLE t (a int CHECK ", " NO INHERIT, z int)", put_parenthesised},
    {"generated", "CREATE TABLE t (a int GENERATED ALWAYS AS ", " STORED, z int)", put_parenthesised},
    {"index part", "CREATE INDEX i ON t (", " DESC, z)", put_parenthesised},
    {"where", "CREATE INDEX i ON t (z) WHERE ", "", put_parenthesised},
    {"using", "ALTER TABLE t ALTER COLUMN a TYPE int USING ", ", ALTER COLUMN z DROP DEFAULT", strbuf_puts},
    {"fill", "UPDATE t SET a = ", " WHERE z IS NULL", strbuf_puts},
};

static const char *parse(Arena *arena, const char *sql)
{
    PgQueryParseResult result = pg_query_parse(sql);
    const char *tree;

    if (result.error)
        fail_msg("%s\n%s", result.error->message, sql);
    tree = arena_strdup(arena, result.parse_tree);
    pg_query_free_parse_result(result);
    return tree;
}

static size_t count(const char *text, const char *word)
{
    size_t found = 0;

    for (; (text = strstr(text, word)); text += strlen(word))
        found++;
    return found;
}

static const char *parse_in(Arena *arena, const Spot *spot, const char *expression)
{
    StrBuf sql = {.arena = arena};

    strbuf_puts(&sql, spot->before);
    spot->put(&sql, expression);
    strbuf_puts(&sql, spot->after);
    return parse(arena, strbuf_text(&sql));
}

/* As many statements, columns, actions and parts as with a plain value, and what stands behind it is still there. */
static void stays_in_place(void **state)
{
    static const char *const parts[] = {
        "\"stmt\":",   "\"ColumnDef\":",          "\"AlterTableCmd\":", "\"IndexElem\":",   "\"ResTarget\":",
        "\"CONSTR_", "\"is_no_inherit\":true", "\"AT_",             "\"SORTBY_DESC\"", "\"NullTest\":",
    };
    const Spot *spot = *state;
    Arena arena = {0};
    SqlCache *cache = sql_cache(&arena);
    size_t tried = 0;

    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const char *trimmed = arena_strndup(&arena, hostile[i], sql_end(&arena, hostile[i]));
        const SqlParse *alone = sql_expression(cache, trimmed);
        StrBuf written = {.arena = &arena};

        if (alone->error)
            continue;               /* never comes as far as this */
        tried++;
        spot->put(&written, trimmed);
        assert_true(sql_same(strbuf_text(&written), trimmed));

        const char *tree = parse_in(&arena, spot, trimmed), *model = parse_in(&arena, spot, "(1)");
        const char *one = sql_expression(cache, "1")->canonical;
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            assert_int_equal(count(tree, parts[p]) - count(alone->canonical, parts[p]),
                             count(model, parts[p]) - count(one, parts[p]));
    }
    assert_true(tried > 25);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("simple", count, words);

    SUITE_ROWS(&suite, cases, text, scans);
    SUITE_ROWS(&suite, spots, name, stays_in_place);
    return suite_run(&suite, NULL, NULL);
}
