#include "dsl/sqlscript.h"
#include "tests/suite.h"


#include <string.h>

enum { REFUSED = -1 };

/* What psql makes of each: how many statements it sends. */
static const struct Case {
    const char *name, *text;
    int count;                      /* REFUSED: with `code` */
    const char *code;
    uint32_t line;                  /* of the fault */
} cases[] = {
    {"nothing", "", 0, NULL, 0},
    {"comments alone", "-- x\n/* y; */\n", 0, NULL, 0},
    {"no semicolon at the end", "select 1; select 2", 2, NULL, 0},
    {"empty statements", ";;; select 1;;", 1, NULL, 0},
    {"dollar quotes", "do $$ begin perform 1; end $$; select 2;", 2, NULL, 0},
    {"nested dollar quotes", "do $a$ begin execute $b$;$b$; end $a$; select 2;", 2, NULL, 0},
    {"a dollar in a name", "select a$$b; select 2", 2, NULL, 0},
    {"nested comments", "/* a /* b; */ c; */ select 1; select 2;", 2, NULL, 0},
    {"a quote in a comment", "-- don't;\nselect 1; select 2;", 2, NULL, 0},
    {"strings",
     "select 'a;''b;'; select E'a\\';b'; select 'a\\'; select U&\"d\\0061;\", \"a;\"\"b;\", B'10', X'1F', N'a;b'", 4,
     NULL, 0},
    {"a string over two lines", "select 'a'\n'b;c'; select 2", 2, NULL, 0},
    {"an SQL function's body", "create function f() returns int begin atomic select 1; select 2; end; select 3;", 2,
     NULL, 0},
    {"CASE in an SQL function's body",
     "create or replace function f() returns int begin /* x */ atomic select case when true then 1 else case when "
     "false "
     "then 2 end end; select 2; end; select 3;",
     2, NULL, 0},
    {"a procedure's body", "create procedure p() begin atomic insert into t values (1); end; select 3;", 2, NULL, 0},
    {"an SQL function's RETURN", "create function f() returns int return 1; select 4;", 2, NULL, 0},
    {"a parameter called begin", "create function f(begin int) returns int language sql as 'select 1'; select 4;", 2,
     NULL, 0},
    {"a rule of many statements", "create rule r as on insert to t do also (select 1; select 2); select 3;", 2, NULL,
     0},
    {"a schema with its tables", "create schema s create table a (id int) create table b (id int);", 1, NULL, 0},
    {"a comment within an operator", "select 2*/*c;*/3; select 5 -- ; x\n-1;", 2, NULL, 0},
    {"a byte order mark", "\xef\xbb\xbfselect 1;", 1, NULL, 0},
    {"what only a newer server knows", "create table t (id int, v int generated always as (id) virtual);", 1, NULL, 0},
    {"DO may commit", "do $$ begin commit; end $$;", 1, NULL, 0},
    {"PREPARE of a statement", "prepare p as select 1; execute p;", 2, NULL, 0},
    {"COPY from a file of the server", "copy t from '/tmp/stdin';", 1, NULL, 0},
    {"BEGIN", "select 1;\nbegin;\nselect 2;", REFUSED, "E0717", 2},
    {"commit", "select 1;\n\n commit", REFUSED, "E0717", 3},
    {"START TRANSACTION", "start transaction;", REFUSED, "E0717", 1},
    {"SAVEPOINT", "savepoint x; rollback to x;", 2, NULL, 0},
    {"PREPARE TRANSACTION", "prepare transaction 'x';", REFUSED, "E0717", 1},
    {"END", "end;", REFUSED, "E0717", 1},
    {"COPY FROM STDIN", "select 1;\ncopy t (a, b) from stdin;\n1\tit's\n\\.\n", REFUSED, "E0716", 2},
    {"COPY TO STDOUT", "copy t to stdout", REFUSED, "E0716", 1},
    {"a backslash command", "select 1;\n\\i other.sql\n", REFUSED, "E0716", 2},
    {"a backslash command with a quote", "\\echo don't\nselect 1;", REFUSED, "E0716", 1},
    {"an open string", "select 1;\n\nselect 'abc;\n", REFUSED, "E0716", 3},
    {"an open comment after many bytes a character", "-- \xc3\xa9\xc3\xa9\n/* abc", REFUSED, "E0716", 2},
    {"an open dollar quote", "select 1;\ndo $x$ begin $$;", REFUSED, "E0716", 2},
};

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};
    SqlScript script;
    Place place;

    sources_add(&sources, "other.sql", "x", 1);
    bool good = sqlscript_read(sources_add(&sources, "x.sql", c->text, strlen(c->text)), &diags, &script);
    if (c->count == REFUSED) {
        assert_false(good);
        const Diag *first = diags.all.items[0];
        assert_string_equal(diag_code_text(first->code), c->code);
        assert_true(sources_place(&sources, first->at, &place));
        assert_int_equal(place.line, c->line);
    } else {
        assert_true(good);
        assert_int_equal(script.count, c->count);
    }
    arena_free(&arena);
}

static void statements_are_bare(void **state)
{
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};
    static const char text[] = "\xef\xbb\xbf-- \xc3\xa9\n  select '\xc3\xa9' ; -- x\n select 2 /* y */ ";
    SqlScript script;

    (void)state;
    assert_true(sqlscript_read(sources_add(&sources, "x.sql", text, strlen(text)), &diags, &script));
    assert_int_equal(script.count, 2);
    assert_string_equal(sources_text(&sources, script.statements[0], &arena), "select '\xc3\xa9'");
    assert_string_equal(sources_text(&sources, script.statements[1], &arena), "select 2");
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("sqlscript", count, words);

    SUITE_TEST(&suite, statements_are_bare);
    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
