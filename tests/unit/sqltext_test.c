/* Sqltext: expressions, what they mention, when two are the same. */
#include "dsl/base/strbuf.h"
#include "dsl/sqltext.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

#define E "\xC3\xA9"                    /* é: two bytes, one character */

/* What is no expression; where, and a part of what is said. */
static const struct Refused {
    const char *text;
    size_t at;
    const char *says;
} refused[] = {
    {"", 0, "missing"},
    {"  ", 2, "missing"},
    {" -- x", 5, "missing"},
    {"/* x */", 7, "missing"},
    {"1 +", 3, "not complete"},
    {"(1", 2, "not complete"},
    {"case when a then 1", 18, "not complete"},
    {"1, 2", 1, "\",\""},
    {"1 2", 2, "\"2\""},
    {"1)", 1, "\")\""},
    {"1) , (2", 1, "\")\""},
    {"1) + (2", 1, "\")\""},
    {"1); drop table x; --", 1, "\")\""},
    {"1; drop table x", 1, "\";\""},
    {"1;", 1, "\";\""},
    {"1 as x", 2, "\"as\""},
    {"1 x", 2, "\"x\""},
    {"1 from t", 2, "\"from\""},
    {"1 where true", 2, "\"where\""},
    {"all 1", 0, "\"all\""},
    {"distinct 1", 0, "\"distinct\""},
    {"*", 0, "\"*\""},
    {"select 1", 0, "\"select\""},
    {"'abc", 0, "unterminated quoted string"},
    {"1 + 'abc", 4, "unterminated quoted string"},
    {"\"abc", 0, "unterminated quoted identifier"},
    {"\"\"", 0, "zero-length"},
    {"1 /* a", 2, "unterminated /* comment"},
    {"/*", 0, "unterminated /* comment"},
    {"$$ a", 0, "unterminated dollar-quoted string"},
    {"a \\g", 2, "\"\\\""},
    {"a \xC2\xA0 b", 2, "U+00A0"},
    {"a \xE2\x80\x99x\xE2\x80\x99", 2, "U+2019"},
    {"a\xE2\x80\x8B b", 5, "\"b\""},                            /* PostgreSQL takes it for a part of the name */
    {"'" E E "' || " E " x y", 13, "\"x\""},
    {"'" E E "' + )", 9, "\")\""},
    {"default", 0, "DEFAULT"},
    {"f(1, default)", 5, "DEFAULT"},
    {"'\xFF'", 1, "UTF-8"},
    {"'\xC3'", 1, "UTF-8"},
    {"'\xED\xA0\x80'", 1, "UTF-8"},
    {"'\xC0\xAF'", 1, "UTF-8"},

    /* Attempts to end the place that an expression is parsed in. */
    {"1 END", 0, "not one expression"},
    {"1 ELSE 2", 0, "not one expression"},
    {"1 WHEN false THEN 2", 0, "not one expression"},
    {"1 END, CASE WHEN true THEN 2", 0, "not one expression"},
    {"1 END AS x, CASE WHEN true THEN 2", 0, "not one expression"},
    {"1 END + CASE WHEN true THEN 2", 0, "not one expression"},
    {"1 END::int + CASE WHEN true THEN 2", 0, "not one expression"},
    {"1 END FROM t WHERE CASE WHEN true THEN true", 0, "not one expression"},
    {"1 END ORDER BY CASE WHEN true THEN 1", 0, "not one expression"},
    {"1 END LIMIT CASE WHEN true THEN 1", 0, "not one expression"},
    {"1 END UNION SELECT CASE WHEN true THEN 2", 0, "not one expression"},
    {"1 END; DROP TABLE x; SELECT CASE WHEN true THEN 2", 0, "not one expression"},
    {"1 END INTO x FROM t GROUP BY CASE WHEN true THEN 2", 0, "not one expression"},
};

/* `refs`: kind letter, qualifier.name[what stands in the text]=literal; one after another. */
static const struct Expression {
    const char *text, *constant, *flags, *refs;
} expressions[] = {
    {"1", "1", "", ""},
    {"0", "0", "", ""},
    {"-0", "0", "", ""},
    {"-300", "-300", "", ""},
    {"- ( /* - */ 0300 )", "-300", "", ""},
    {"+5", "5", "", ""},
    {"9223372036854775808", "9223372036854775808", "", ""},
    {"-1.50", "-1.50", "", ""},
    {"1e3", "1e3", "", ""},
    {"(((7)))", "7", "", ""},
    {"1 -- comment", "1", "", ""},
    {"1 /* x */\r\n", "1", "", ""},
    {"true", "true", "", ""},
    {"FALSE", "false", "", ""},
    {"null", "NULL", "n", ""},
    {"null::text", "NULL", "nc", "T.text[text]"},
    {"''", "", "s", ""},
    {"'it''s'", "it's", "s", ""},
    {"E'a\\n'", "a\n", "s", ""},
    {"$x$;'$x$", ";'", "s", ""},
    {"B'101'", "b101", "", ""},
    {"1::bigint", "1", "c", "Tpg_catalog.int8[]"},
    {"date '2020-01-01'", "2020-01-01", "sc", "T.date[date]=2020-01-01"},
    {"cast('a' as app.status)", "a", "sc", "Tapp.status[status]=a"},
    {"'open'::app . /* x */ \"Status\"", "open", "sc", "Tapp.Status[\"Status\"]=open"},
    {"interval '1 day'", "1 day", "sc", "Tpg_catalog.interval[]=1 day"},
    {"1 + 1", NULL, "", ""},
    {"array['a','b']", NULL, "", ""},
    {"now()", NULL, "", "F.now[now]"},
    {"PG_CATALOG.Now()", NULL, "", "Fpg_catalog.now[Now]"},
    {"current_timestamp", NULL, "", ""},
    {"lower(email) = 'x'", NULL, "", "F.lower[lower] C.email[email]"},
    {"A.\"b\"\"C\" > " E, NULL, "", "Ca.b\"C[\"b\"\"C\"] C." E "[" E "]"},
    {"s.t.c", NULL, "", "Ct.c[c]"},
    {"t.*", NULL, "", ""},
    {"old.* is distinct from new.*", NULL, "", ""},
    {"extract(year from ts)", NULL, "", "Fpg_catalog.extract[] C.ts[ts]"},
    {"(ts at time zone 'UTC')::date", NULL, "", "C.ts[ts] Fpg_catalog.timezone[] T.date[date]"},
    {"'app.t'::regclass", "app.t", "sc", "Rapp.t[t] T.regclass[regclass]=app.t"},
    {"nextval('app.\"My Seq\"')", NULL, "", "F.nextval[nextval] Rapp.My Seq[\"My Seq\"]"},
    {"nextval('s'::regclass)", NULL, "", "F.nextval[nextval] R.s[s] T.regclass[regclass]=s"},
    {"'{a}'::mood[]", "{a}", "sc", "T.mood[mood]"},
    {"nextval(E's')", NULL, "", "F.nextval[nextval] R.s[]"},
    {"nextval('')", NULL, "", "F.nextval[nextval]"},
    {"exists (select a from app.t x where x.b = 1)", NULL, "q", "C.a[a] Rapp.t[t] Cx.b[b]"},
    {"f(g(a), b => c)", NULL, "", "F.f[f] F.g[g] C.a[a] C.c[c]"},
    {"$1", NULL, "", ""},
};

/* Texts that are the same to PostgreSQL, or are not. NULL: no text. */
static const struct Pair {
    const char *one, *other;
    bool same;
} pairs[] = {
    {NULL, NULL, true},
    {NULL, "1", false},
    {"1", NULL, false},
    {"a>b", "(A > /* x */ b)", true},
    {"now()", "NOW ( )", true},
    {"'a'", "E'a'", true},
    {"1::int", "cast(1 as integer)", true},
    {"a <> b", "a != b", true},
    {"x[1]", "x [ 1 ]", true},
    {"- 300", "-300", true},
    {"0", "-0", true},
    {"0", "00", true},
    {"nonsense (", "nonsense (", true},
    {"nonsense (", "nonsense  (", false},
    {"-1", "-2", false},
    {"-1", "1", false},
    {"0", "-1", false},
    {"f(0)", "f(-7)", false},
    {"f(-10)", "f(-1)", false},
    {"a::numeric(3,-2)", "a::numeric(3,-1)", false},
    {"a::timestamp(0)", "a::timestamp", false},
    {"a", "\"A\"", false},
    {"a", "\"a\"", true},
    {"'a'", "a", false},
    {"''", "null", false},
    {"true", "false", false},
    {"1", "1.0", false},
    {"1.0", "1.00", false},
    {"a and b", "b and a", false},
    {"a + b * c", "(a + b) * c", false},
    {"a.b", "b", false},
    {"f(a)", "f(distinct a)", false},
    {"f(variadic a)", "f(a)", false},
    {"a like b", "a ilike b", false},
    {"a is null", "a is not null", false},
    {"a between 1 and 2", "a between symmetric 1 and 2", false},
    {"a::int[]", "a::int", false},
    {"'\"location\":1'", "'\"location\":2'", false},
    {"',\"location\":1'", "''", false},
    {"'\\'", "E'\\\\'", true},
};

static const char *describe(Arena *arena, const char *text, const SqlParse *parse)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        strbuf_printf(&out, "%s%c%s.%s[%.*s]", i > 0 ? " " : "", "CFTRQL"[ref->kind],
                      ref->qualifier ? ref->qualifier : "", ref->name, (int)(ref->end - ref->start), text + ref->start);
        if (ref->literal)
            strbuf_printf(&out, "=%s", ref->literal);
    }
    return strbuf_text(&out);
}

static void check_expression(SqlCache *cache, Arena *arena, const struct Expression *c)
{
    const SqlParse *parse = sql_expression(cache, c->text);

    if (parse->error)
        fail_msg("%s: %s at %zu", c->text, parse->error, parse->error_at);
    assert_string_equal(parse->constant ? parse->constant : "(none)", c->constant ? c->constant : "(none)");
    assert_int_equal(parse->constant_is_string, strchr(c->flags, 's') != NULL);
    assert_int_equal(parse->constant_is_null, strchr(c->flags, 'n') != NULL);
    assert_int_equal(parse->constant_has_cast, strchr(c->flags, 'c') != NULL);
    assert_int_equal(parse->has_subquery, strchr(c->flags, 'q') != NULL);
    assert_string_equal(describe(arena, c->text, parse), c->refs);
}

static void reads_expressions(void **state)
{
    Arena arena = {0};
    SqlCache *cache = sql_cache(&arena);

    (void)state;
    for (size_t i = 0; i < COUNT(expressions); i++)
        check_expression(cache, &arena, &expressions[i]);
    arena_free(&arena);
}

static void refuses_what_is_none(void **state)
{
    Arena arena = {0};
    SqlCache *cache = sql_cache(&arena);

    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        const SqlParse *parse = sql_expression(cache, refused[i].text);

        if (!parse->error || parse->error_at != refused[i].at || !strstr(parse->error, refused[i].says))
            fail_msg("%s: %s at %zu", refused[i].text, parse->error ? parse->error : "taken", parse->error_at);
        assert_null(parse->canonical);
        assert_int_equal(parse->refs.count, 0);
    }
    arena_free(&arena);
}

static void compares(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (sql_same(pairs[i].one, pairs[i].other) != pairs[i].same
            || sql_same(pairs[i].other, pairs[i].one) != pairs[i].same)
            fail_msg("%s, %s", pairs[i].one, pairs[i].other);
}

static void parses_a_text_once(void **state)
{
    Arena arena = {0};
    SqlCache *cache = sql_cache(&arena);
    char text[] = "now()";
    const SqlParse *first = sql_expression(cache, text);

    (void)state;
    text[0] = 'x';                                              /* the cache must not look at the caller's text again */
    assert_ptr_equal(sql_expression(cache, "now()"), first);
    assert_ptr_not_equal(sql_expression(cache, text), first);
    arena_free(&arena);
}

/* Deep things: `before` and `after` that many times around `middle`. */
static const struct Deep {
    const char *name, *before, *middle, *after;
    size_t count;
    bool good;
} deep[] = {
    {"500 parentheses", "(", "1", ")", 500, true},
    {"10,000 parentheses", "(", "1", ")", 10000, false},
    {"1,000,000 parentheses", "(", "1", ")", 1000000, false},
    {"10,000 open parentheses", "(", "1", "", 10000, false},
    {"500 sums", "1+", "1", "", 500, true},
    {"10,000 sums", "1+", "1", "", 10000, false},
    {"1,000,000 sums", "1+", "1", "", 1000000, false},
    {"100,000 casts", "", "a", "::a", 100000, false},
    {"100,000 minus", "- ", "a", "", 100000, false},
    {"10,000 functions", "f(", "a", ")", 10000, false},
    {"10,000 functions of two", "f(1,", "a", ")", 10000, false},
    {"10,000 subqueries", "(select ", "1", ")", 10000, false},
    {"10,000 arrays", "[", "1", "]", 10000, false},
    {"100,000 sums of functions of two", "f(1,2)+", "1", "", 100000, false},
    {"10,000 alternatives", "a or ", "b", "", 10000, false},
    {"an unterminated quote after much", "1+", "'", "", 20000, false},
};

static const char *repeated(Arena *arena, const struct Deep *c)
{
    StrBuf text = {.arena = arena};

    for (size_t i = 0; i < c->count; i++)
        strbuf_puts(&text, c->before);
    strbuf_puts(&text, c->middle);
    for (size_t i = 0; i < c->count; i++)
        strbuf_puts(&text, c->after);
    return strbuf_text(&text);
}

static void survives(void **state)
{
    const struct Deep *c = *state;
    Arena arena = {0};
    const char *text = repeated(&arena, c);
    const SqlParse *parse = sql_expression(sql_cache(&arena), text);

    if (c->good)
        assert_null(parse->error);
    else
        assert_non_null(parse->error);
    assert_true(parse->error_at <= strlen(text));
    arena_free(&arena);
}

/* Wide is not deep. */
static void takes_long_lists(void **state)
{
    Arena arena = {0};
    StrBuf text = {.arena = &arena};

    (void)state;
    strbuf_puts(&text, "a in (0");
    for (size_t i = 0; i < 20000; i++)
        strbuf_printf(&text, ", -%zu", i);
    strbuf_puts(&text, ")");
    assert_null(sql_expression(sql_cache(&arena), strbuf_text(&text))->error);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("sqltext", count, words);

    SUITE_TEST(&suite, reads_expressions);
    SUITE_TEST(&suite, refuses_what_is_none);
    SUITE_TEST(&suite, compares);
    SUITE_TEST(&suite, parses_a_text_once);
    SUITE_TEST(&suite, takes_long_lists);
    SUITE_ROWS(&suite, deep, name, survives);
    return suite_run(&suite, NULL, NULL);
}
