/* Files of SQL: where statements begin and end, and what cannot stand in one. */
#include "dsl/base/strbuf.h"
#include "dsl/sqltext.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

#define E "\xC3\xA9"
#define BOM "\xEF\xBB\xBF"

/* `statements`: as they stand in the text, each followed by "|"; by "!|" if it begins or ends a transaction. */
static const struct Good {
    const char *name, *text, *statements;
} good[] = {
    {"nothing", "", ""},
    {"blanks and comments", " \n-- x;\n/* ; */\n", ""},
    {"no semicolon at the end", "select 1; select 2", "select 1|select 2|"},
    {"blanks and comments around", "/* a */ select 1 /* b */ ; -- c\n select 2 -- d\n", "select 1|select 2|"},
    {"empty statements", ";;; select 1;;", "select 1|"},
    {"windows lines", "select 1;\r\nselect 2;\r\n", "select 1|select 2|"},
    {"form feed", "select\f1;\fselect 2", "select\f1|select 2|"},
    {"dollar quote", "do $$ begin perform 1; end $$; select 2;", "do $$ begin perform 1; end $$|select 2|"},
    {"nested tags", "select $a$ x; $b$;$b$ $a$; select 2", "select $a$ x; $b$;$b$ $a$|select 2|"},
    {"tag with an accent", "select $" E "$ ; $" E "$; select 2", "select $" E "$ ; $" E "$|select 2|"},
    {"dollars within a name", "select a$$b; select c$$d", "select a$$b|select c$$d|"},
    {"dollar and digit within a name", "select x$1; select 2", "select x$1|select 2|"},
    {"parameter", "select $1::int; select $2", "select $1::int|select $2|"},
    {"nested comments", "/* a /* b; */ c; */ select 1; select 2;", "select 1|select 2|"},
    {"quote in a comment", "-- don't;\nselect 1; select 2;", "select 1|select 2|"},
    {"string", "select 'a;''b;'; select 2", "select 'a;''b;'|select 2|"},
    {"escape string", "select E'a\\';b'; select 2", "select E'a\\';b'|select 2|"},
    {"backslash in a standard string", "select 'a\\'; select 2", "select 'a\\'|select 2|"},
    {"unicode name", "select U&\"d\\0061;\"; select 2", "select U&\"d\\0061;\"|select 2|"},
    {"unicode string at the end", "select 1; select u&'a;''b'", "select 1|select u&'a;''b'|"},
    {"quoted name", "select \"a;\"\"b;\"; select 2", "select \"a;\"\"b;\"|select 2|"},
    {"bit strings", "select B'10', X'1F', N'a;b'; select 2", "select B'10', X'1F', N'a;b'|select 2|"},
    {"string over two lines", "select 'a'\n'b;c'; select 2", "select 'a'\n'b;c'|select 2|"},
    {"string over two lines with a comment", "select 'a' -- ;\n'b;c'; select 2",
     "select 'a' -- ;\n'b;c'|select 2|"},
    {"comment within operators", "select 2*/*c;*/3; select 5 -- ; x\n-1", "select 2*/*c;*/3|select 5 -- ; x\n-1|"},
    {"comment like quote within a dollar quote", "do $$ /* ; $$ */ ; select 2", "do $$ /* ; $$ */|select 2|"},
    {"rule", "CREATE RULE r AS ON INSERT TO t DO ALSO (select 1; select 2); select 3;",
     "CREATE RULE r AS ON INSERT TO t DO ALSO (select 1; select 2)|select 3|"},
    {"parenthesis that holds two", "select (1; select 2);", "select (1; select 2)|"},
    {"parenthesis never opened", "select 1); select 2;", "select 1)|select 2|"},
    {"schema with its tables", "CREATE SCHEMA s CREATE TABLE a (b int) CREATE TABLE c (d int);",
     "CREATE SCHEMA s CREATE TABLE a (b int) CREATE TABLE c (d int)|"},
    {"body", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC select 1; select 2; END; select 3;",
     "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC select 1; select 2; END|select 3|"},
    {"body of a procedure", "create or replace procedure p() begin atomic select 1; end; select 3;",
     "create or replace procedure p() begin atomic select 1; end|select 3|"},
    {"body with CASE", "create function f() begin atomic select case when a then 1 end; select 2; end; select 3;",
     "create function f() begin atomic select case when a then 1 end; select 2; end|select 3|"},
    {"body with nested CASE",
     "create function f() begin atomic select case when case 1 when 2 then a end then (case 1 when 1 then 1 end) end;"
     " select 2; end; select 3;",
     "create function f() begin atomic select case when case 1 when 2 then a end then (case 1 when 1 then 1 end) end;"
     " select 2; end|select 3|"},
    {"comment in BEGIN ATOMIC", "create function f() begin /* ; */ atomic select 1; end; select 3;",
     "create function f() begin /* ; */ atomic select 1; end|select 3|"},
    {"names like key words in a body",
     "create function f() begin atomic select 1 as \"end\"; select 2 as end; select t.end, t.case from t; end; select "
     "3",
     "create function f() begin atomic select 1 as \"end\"; select 2 as end; select t.end, t.case from t; end|select "
     "3|"},
    {"RETURN", "CREATE FUNCTION f() RETURNS int RETURN 1; select 4;",
     "CREATE FUNCTION f() RETURNS int RETURN 1|select 4|"},
    {"a parameter named begin", "create function f(begin int) returns int return 1; select 4;",
     "create function f(begin int) returns int return 1|select 4|"},
    {"BEGIN ATOMIC elsewhere", "create table f (begin atomic); begin; atomic; select 1",
     "create table f (begin atomic)|begin!|atomic|select 1|"},
    {"transaction", "begin; select 1; COMMIT;", "begin!|select 1|COMMIT!|"},
    {"all words of transactions",
     "start transaction; end; rollback; abort; prepare transaction 'x'; commit prepared 'x'; rollback work",
     "start transaction!|end!|rollback!|abort!|prepare transaction 'x'!|commit prepared 'x'!|rollback work!|"},
    {"transaction behind a comment", "/* x */ rollback -- y\n and chain", "rollback -- y\n and chain!|"},
    {"no transaction", "savepoint a; rollback to a; rollback work to savepoint a; release a; prepare x as select 1;"
     " \"commit\"; commit_all",
     "savepoint a|rollback to a|rollback work to savepoint a|release a|prepare x as select 1|\"commit\"|commit_all|"},
    {"byte order mark", BOM "select 1; select 2", "select 1|select 2|"},
    {"byte order mark within", "select 1; " BOM "select 2", "select 1|" BOM "select 2|"},
    {"COPY of a file", "copy t from 'stdin'; copy t (stdin) from program 'x'; select 1",
     "copy t from 'stdin'|copy t (stdin) from program 'x'|select 1|"},
    {"a table named stdin", "select * from stdin; select 2", "select * from stdin|select 2|"},
    {"backslash within quotes", "select '\\g', $$\n\\i x\n$$; select \"\\x\"",
     "select '\\g', $$\n\\i x\n$$|select \"\\x\"|"},
    {"not SQL at all", "hello world; 1 2 3;", "hello world|1 2 3|"},
    {"newer than our parser", "merge into a using b on true when not matched by source then delete returning *; "
                              "select 2",
     "merge into a using b on true when not matched by source then delete returning *|select 2|"},
};

/* `length` 0: all of it. */
static const struct Bad {
    const char *name, *text;
    size_t length, at;
    const char *says;
} bad[] = {
    {"string", "select 1;\nselect 'abc", 0, 17, "unterminated quoted string"},
    {"name", "select 1; select \"abc", 0, 17, "unterminated quoted identifier"},
    {"comment", "select 1; /* a /* b */", 0, 10, "unterminated /* comment"},
    {"dollar quote", "select " E "; do $$ begin", 0, 14, "unterminated dollar-quoted string"},
    {"tag", "do $a$ $$ $b$", 0, 3, "unterminated dollar-quoted string"},
    {"\\set", "select 1;\n\\set x 1", 0, 10, "\"\\set\" is a command of psql"},
    {"\\i", "\\i other.sql\nselect 1;", 0, 0, "\"\\i\""},
    {"\\gexec", "select 1 \\gexec", 0, 9, "\"\\gexec\""},
    {"\\;", "select 1\\; select 2", 0, 8, "\"\\\""},
    {"\\restrict", "\\restrict abc\nselect 1", 0, 0, "\"\\restrict\""},
    {"\\set with a quote", "\\set x don't\nselect 1;", 0, 0, "\"\\set\""},
    {"data", "select 1; COPY t (a) FROM stdin WITH (format csv);\n1,x\n\\.\n", 0, 10, "write INSERT"},
    {"data with a quote", "copy t from stdin;\n1\tdon't\n\\.\nselect 2;", 0, 0, "write INSERT"},
    {"data to the client", "copy (select 1) to stdout;", 0, 0, "write INSERT"},
    {"zero byte", "select 1;\0 select 2", 19, 9, "zero byte"},
    {"zero byte at the end", "select 1\0", 9, 8, "zero byte"},
    {"not UTF-8", "select '\xFF'", 0, 8, "UTF-8"},
    {"not UTF-8 before a zero byte", "\x80\0", 2, 0, "UTF-8"},
    {"cut character", "select '\xE2\x82", 0, 8, "UTF-8"},
    {"overlong", "\xC0\x80", 0, 0, "UTF-8"},
    {"surrogate", BOM "\xED\xA0\x80", 0, 3, "UTF-8"},
    {"beyond Unicode", "\xF4\x90\x80\x80", 0, 0, "UTF-8"},
    {"bad escape", "select E'\\uD800'", 0, 15, "surrogate"},
};

static const char *show(Arena *arena, const char *text, const SqlStatement *statements, size_t count)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < count; i++) {
        strbuf_putn(&out, text + statements[i].start, statements[i].end - statements[i].start);
        strbuf_puts(&out, statements[i].kind == SQL_STATEMENT_TRANSACTION ? "!|" : "|");
    }
    return strbuf_text(&out);
}

static void splits(void **state)
{
    const struct Good *c = *state;
    Arena arena = {0};
    SqlStatement *statements;
    size_t count, at;
    const char *error;

    if (!sql_split(&arena, c->text, strlen(c->text), &statements, &count, &error, &at))
        fail_msg("%s at %zu", error, at);
    assert_string_equal(show(&arena, c->text, statements, count), c->statements);
    arena_free(&arena);
}

static void refuses(void **state)
{
    const struct Bad *c = *state;
    Arena arena = {0};
    SqlStatement *statements;
    size_t count, at;
    const char *error;

    assert_false(sql_split(&arena, c->text, c->length ? c->length : strlen(c->text), &statements, &count, &error, &at));
    if (at != c->at || !strstr(error, c->says))
        fail_msg("%s at %zu", error, at);
    arena_free(&arena);
}

static void takes_many_statements(void **state)
{
    Arena arena = {0};
    StrBuf text = {.arena = &arena};
    SqlStatement *statements;
    size_t count, at;
    const char *error;

    (void)state;
    for (size_t i = 0; i < 50000; i++)
        strbuf_printf(&text, "select '%zu;';\n", i);
    assert_true(sql_split(&arena, strbuf_text(&text), text.length, &statements, &count, &error, &at));
    assert_int_equal(count, 50000);
    assert_int_equal(statements[count - 1].end, text.length - 2);
    arena_free(&arena);
}

static void refuses_a_huge_text(void **state)
{
    Arena arena = {0};
    SqlStatement *statements;
    size_t count, at;
    const char *error;

    (void)state;
    assert_false(sql_split(&arena, "x", (size_t)SQL_TEXT_LIMIT + 1, &statements, &count, &error, &at));
    assert_non_null(strstr(error, "64 MB"));
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("sqlsplit", count, words);

    SUITE_ROWS(&suite, good, name, splits);
    SUITE_ROWS(&suite, bad, name, refuses);
    suite_add(&suite, "many statements", takes_many_statements, NULL);
    suite_add(&suite, "huge text", refuses_a_huge_text, NULL);
    return suite_run(&suite, NULL, NULL);
}
