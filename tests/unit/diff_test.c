/* What differs between two schemas, in the words in which ecogen tells it; and what is said about renames. */
#include "codegen/command/changes_text.h"
#include "codegen/command/command.h"
#include "tests/compile.h"
#include "tests/suite.h"

#include <string.h>

#define T(items) "table t { id bigint primary key; " items " }\n"

static const struct Case {
    const char *name, *before, *after;
    const char *changes;
    const char *said;               /* diagnostics */
} cases[] = {
    {"nothing", T("a int?"), T("a int?"), "", ""},
    {"C002 another order of objects", "table a {}\ntable b {}", "table b {}\ntable a {}", "", ""},
    {"C003 case, blanks, comments", T("a text? = 'x'"),
     "table T {\n  ID bigint primary key // one\n  a   TEXT? = 'x'\n}", "", ""},
    {"C004 aliases of types", T("a int; b varchar(3); c timestamptz; d decimal(5,2); e bool; f float(53)"),
     T("a int4; b character varying(3); c timestamp with time zone; d numeric(5,2); e boolean; f double precision"),
     "", ""},
    {"C014 a name quoted for nothing", T("a int?"), T("\"a\" int?"), "", ""},
    {"C015 what is said though it is so anyway", "table r { id int primary key }\n" T("a int? references r; index (a)"),
     "table r { id int primary key }\n"
     T("a int? references r (id) on delete no action; index using btree (a asc nulls last)"), "", ""},
    {"C089 C322 another order of columns", T("a int?; b text?"),
     "table t { b text?; a int?; id bigint primary key }", "",
     ""},
    {"C012 C015 views that are said in other words", "table t { a int }\nview v as $$ select a from t $$\n"
     "view w with (check_option = local) as $$ select a from t $$\nmaterialized view m as $$ select 1 as one $$",
     "table t { a int }\nview v with (security_barrier = off) as $$ SELECT a -- a\n  FROM t; $$\n"
     "view w as $$ select a from t $$ with local check option\nmaterialized view m using heap as $$ select 1 AS "
     "one $$ with no data",
     "", ""},
    {"what is said of a view's column", "table t { a int }\nview v as $$ select a from t $$ { column a = 1 }",
     "table t { a int }\nview v as $$ select a from t $$ {\n/// a\ncolumn a\n}",
     "- default of column \"a\" of view \"v\"\n+ comment of column \"a\" of view \"v\"\n", ""},
    {"all that was said of a view's column goes", "table t { a int }\nview v as $$ select a from t $$ { column a = 1 }",
     "table t { a int }\nview v as $$ select a from t $$", "- default of column \"a\" of view \"v\"\n", ""},
    {"a star stands for more", "table t { a int }\nview v as $$ select * from t $$",
     "table t { a int; b int? }\nview v as $$ select * from t $$",
     "~ view \"v\": stars\n+ column \"b\" of table \"t\"\n", ""},
    {"C340 a table becomes a view", "table v { a int }", "view v as $$ select 1 as a $$",
     "- table \"v\"\n+ view \"v\"\n", ""},
    {"what rows get is no change", T("a int"), T("a int fill (1)"), "", ""},
    {"a table goes with all in it", T("a int?; index (a)"), "", "- table \"t\"\n", ""},
    {"fields of a column", T("a int?"), T("a bigint"), "~ column \"a\" of table \"t\": type, not_null\n", ""},
    {"a rename by hint", T("a int?"), T("b int? was a"), "> column \"a\" of table \"t\" becomes \"b\"\n", ""},
    {"C332 C069 a column of statistics gets a name that comes behind the others",
     T("a int?; b int?; statistics s on a, b, (a + b)"),
     T("z int? was a; b int?; statistics s on z, b, (z + b)"), "> column \"a\" of table \"t\" becomes \"z\"\n", ""},
    {"C150 C332 an exclusion constraint and statistics are called otherwise",
     T("a int?; exclude i using btree (a with =); statistics s on a, id"),
     T("a int?; exclude j using btree (a with =); statistics z on a, id"),
     "> exclusion constraint \"i\" of table \"t\" becomes \"j\"\n"
     "> statistics \"s\" of table \"t\" becomes \"z\"\n", ""},
    {"C032 rights on schemas", "schema app",
     "schema app\ngrant usage on schema app to reader\nrevoke usage on schema public from public",
     "+ grant \"reader\" of schema \"app\"\n+ grant \"public\" of schema \"public\"\n", ""},
    {"C236 an attribute looks renamed", "type c { a int?; b text? }", "type c { x int?; b text? }",
     "- attribute \"a\" of composite type \"c\"\n~ composite type \"c\": attributes\n"
     "+ attribute \"x\" of composite type \"c\"\n",
     "1:10 W0601 attribute \"x\" of composite type \"c\" is new and attribute \"a\" of composite type \"c\" is gone: "
     "the values of the old one are dropped\n    = if it is a rename, write \"was a\" after the attribute's type\n"},
    {"a range type looks renamed",
     "range r { subtype int }",
     "range z { subtype int }",
     "- range type \"r\"\n+ range type \"z\"\n",
     "1:7 W0601 range type \"z\" is new and range type \"r\" is gone: columns of the old one are converted\n"
     "    = if it is a rename, write \"was r\" after the type's name\n"},
    {"a view looks renamed",
     "view v as $$ select 1 as a $$",
     "view z as $$ select 1 as a $$",
     "- view \"v\"\n+ view \"z\"\n",
     "1:6 W0601 view \"z\" is new and view \"v\" is gone: "
     "what the schema does not say of the old one, such as rights, is lost\n"
     "    = if it is a rename, write \"was v\" after the view's name\n"},
    {"another view", "view v as $$ select 1 as a $$", "view z as $$ select 2 as a $$",
     "- view \"v\"\n+ view \"z\"\n", ""},
    {"a materialized view looks renamed",
     "materialized view v as $$ select 1 as a $$",
     "materialized view z as $$ select 1 as a $$",
     "- materialized view \"v\"\n+ materialized view \"z\"\n",
     "1:19 W0601 materialized view \"z\" is new and materialized view \"v\" is gone: its query runs anew\n"
     "    = if it is a rename, write \"was v\" after the view's name\n"},
    {"a function looks renamed",
     "function f(int) returns int language sql return (1)",
     "function g(int) returns int language sql return (1)",
     "- function \"f(integer)\"\n+ function \"g(integer)\"\n",
     "1:10 W0601 function \"g(integer)\" is new and function \"f(integer)\" is gone: "
     "what the schema does not say of the old one, such as rights, is lost\n"
     "    = if it is a rename, write \"was f\" after the function's name\n"},
    {"a function of other arguments", "function f(int) returns int language sql return (1)",
     "function g(text) returns int language sql return (1)",
     "- function \"f(integer)\"\n+ function \"g(text)\"\n", ""},
#define TOUCH "function touch() returns trigger language plpgsql as $$ begin return new; end $$\n"
    {"a trigger looks renamed",
     TOUCH T("trigger f before insert for each row execute touch()"),
     TOUCH T("trigger g before insert for each row execute touch()"),
     "- trigger \"f\" of table \"t\"\n+ trigger \"g\" of table \"t\"\n",
     "2:42 W0601 trigger \"g\" of table \"t\" is new and trigger \"f\" of table \"t\" is gone: "
     "the old one is dropped and the new one made\n"
     "    = if it is a rename, write \"was f\" after the trigger's name\n"},
    {"a policy looks renamed",
     T("policy p for select using (id > 0)"),
     T("policy q for select using (id > 0)"),
     "- policy \"p\" of table \"t\"\n+ policy \"q\" of table \"t\"\n",
     "1:41 W0601 policy \"q\" of table \"t\" is new and policy \"p\" of table \"t\" is gone: "
     "the old one is dropped and the new one made\n"
     "    = if it is a rename, write \"was p\" after the policy's name\n"},
    {"a policy of something else", T("policy p for select using (id > 0)"), T("policy q for select using (id > 1)"),
     "- policy \"p\" of table \"t\"\n+ policy \"q\" of table \"t\"\n", ""},
    {"a collation looks renamed",
     "collation c { provider icu; locale 'de' }",
     "collation d { provider icu; locale 'de' }",
     "- collation \"c\"\n+ collation \"d\"\n",
     "1:11 W0601 collation \"d\" is new and collation \"c\" is gone: columns of the old one are converted\n"
     "    = if it is a rename, write \"was c\" after the collation's name\n"},
    {"a schema looks renamed",
     "schema a\nenum a.e { x }",
     "schema b\nenum b.e { x }",
     "- schema \"a\"\n+ schema \"b\"\n",
     "1:8 W0601 schema \"b\" is new and schema \"a\" is gone: what is in the old one is dropped\n"
     "    = if it is a rename, write \"was a\" after the schema's name\n"},
    {"schemas with nothing in them", "schema a", "schema b", "- schema \"a\"\n+ schema \"b\"\n", ""},
    {"sql looks renamed",
     "sql p\n up $$ create publication p $$\n down $$ drop publication p $$",
     "sql q\n up $$ create publication p $$\n down $$ drop publication p $$",
     "- sql \"p\"\n+ sql \"q\"\n",
     "1:5 W0601 sql \"q\" is new and sql \"p\" is gone: the old one's \"down\" runs, and then the new one's \"up\"\n"
     "    = if it is a rename, write \"was p\" after the name\n"},
    {"C132 a sequence looks renamed", "sequence s { start 7 }", "sequence z { start 7 }",
     "- sequence \"s\"\n+ sequence \"z\"\n",
     "1:10 W0601 sequence \"z\" is new and sequence \"s\" is gone: the new one counts from its start\n"
     "    = if it is a rename, write \"was s\" after the sequence's name\n"},
    {"another sequence", "sequence s { start 7 }", "sequence z { start 8 }",
     "- sequence \"s\"\n+ sequence \"z\"\n", ""},
    {"a rename that was forgotten", T("a int?"), T("b int?"),
     "- column \"a\" of table \"t\"\n+ column \"b\" of table \"t\"\n",
     "1:34 W0601 column \"b\" of table \"t\" is new and column \"a\" of table \"t\" is gone: the values of the old "
     "one are dropped\n"
     "    = if it is a rename, write \"was a\" after the column's type\n"},
    {"C220 a value goes", "enum e { a b }", "enum e { a }", "- enum value \"b\" of enum \"e\"\n~ enum \"e\": labels\n",
     "1:6 W0604 enum value \"b\" of enum \"e\" is gone: rows that hold it stop the migration, changing nothing\n"
     "    = write \"was b\" after the value that takes its place\n"},
    {"C221 a value goes, and another takes its place", "enum e { a b }", "enum e { a was b }",
     "- enum value \"b\" of enum \"e\"\n~ enum \"e\": labels\n", ""},
    {"C219 a value takes the name of one and the rows of two", "enum e { a b c }", "enum e { c d was a was b }",
     "> enum value \"a\" of enum \"e\" becomes \"d\"\n- enum value \"b\" of enum \"e\"\n~ enum \"e\": labels\n", ""},
    {"C218 a value looks renamed", "enum e { a b }", "enum e { a c }",
     "- enum value \"b\" of enum \"e\"\n~ enum \"e\": labels\n+ enum value \"c\" of enum \"e\"\n",
     "1:12 W0601 enum value \"c\" of enum \"e\" is new and enum value \"b\" of enum \"e\" is gone: rows that hold the "
     "old one stop the migration\n    = if it is a rename, write \"was b\" after the new value\n"},
    {"C224 a type looks renamed", "enum e { a b }", "enum f { a b }",
     "- enum \"e\"\n+ enum \"f\"\n",
     "1:6 W0601 enum \"f\" is new and enum \"e\" is gone: columns of the old one are converted\n"
     "    = if it is a rename, write \"was e\" after the type's name\n"},
    {"C041 a name goes to something new", "table a {}", "table b was a {}\ntable a {}",
     "> table \"a\" becomes \"b\"\n+ table \"a\"\n",
     "2:7 W0603 table \"a\" is new: what had this name becomes table \"b\"\n    1:7 because of \"was a\"\n"},
    {"two that were one", "table a {}", "table b was a {}\ntable c was a {}",
     "> table \"a\" becomes \"b\"\n+ table \"c\"\n",
     "2:7 E0601 table \"c\" cannot have been \"a\"\n    1:7 that is what table \"b\" was\n"},
    {"a hint in what is new in place of what was renamed", "table a { x int? }",
     "table a { y int? was x }\ntable b was a { x int? }",
     "> table \"a\" becomes \"b\"\n+ table \"a\"\n",
     "1:7 W0603 table \"a\" is new: what had this name becomes table \"b\"\n    2:7 because of \"was a\"\n"},
    {"C025 a table moves, with its sequence, to a schema that is new", "table t { id serial primary key }",
     "schema app\ntable app.t was public.t { id serial primary key }",
     "> table \"t\" becomes \"app.t\"\n> sequence \"t_id_seq\" becomes \"app.t_id_seq\"\n+ schema \"app\"\n", ""},
    {"C025 a move that was forgotten", "schema app\ntable t { a int? }", "schema app\ntable app.t { a int? }",
     "- table \"t\"\n+ table \"app.t\"\n",
     "2:7 W0601 table \"app.t\" is new and table \"t\" is gone: the rows of the old one are dropped\n"
     "    = if it is a rename, write \"was public.t\" after the table's name\n"},
    {"C025 a move that happened", "schema app\ntable app.t { a int? }",
     "schema app\ntable app.t was public.t { a int? }",
     "", "2:7 N0601 table \"app.t\" was renamed from \"t\" already\n    = \"was public.t\" can be removed\n"},
    {"C026 what mentions an enum follows it", "schema app\nenum app.e { a }\n" T("s app.e? = 'a'::app.e"),
     "schema app\nenum e was app.e { a }\n" T("s e? = 'a'::e"), "> enum \"app.e\" becomes \"public.e\"\n", ""},
    {"an index is known by its definition", T("a int?; index i (a)"), T("a int?; index j (a)"),
     "> index \"i\" becomes \"j\"\n", ""},
    {"C041 what is in the way steps aside", "table a { x int? }\ntable b { y int? }", "table a was b { y int? }",
     "> table \"a\" becomes \"a_dropped\"\n> table \"b\" becomes \"a\"\n- table \"a_dropped\"\n", ""},
    {"C041 and under a name that is free", "table a { x int? }\ntable b { y int? }\ntable a_dropped {}",
     "table a was b { y int? }\ntable a_dropped {}",
     "> table \"a\" becomes \"a_dropped2\"\n> table \"b\" becomes \"a\"\n- table \"a_dropped2\"\n", ""},
    {"C040 a swap is two renames", "table a { x int? }\ntable b { y int? }",
     "table b was a { x int? }\ntable a was b { y int? }",
     "> table \"a\" becomes \"b\"\n> table \"b\" becomes \"a\"\n", ""},
    {"C024 a schema's new name reaches the SQL that mentions it",
     "schema \"x y\"\nenum \"x y\".e { a }\ntable \"x y\".t { s \"x y\".e? = 'a'::\"x y\".e; check (s <> 'a'::\"x "
     "y\".e) }",
     "schema z was \"x y\"\nenum z.e { a }\ntable z.t { s z.e? = 'a'::z.e; check (s <> 'a'::z.e) }",
     "> schema \"x y\" becomes \"z\"\n", ""},
    {"C218 a default follows the value it names", "enum s { a b }\n" T("x s = 'a'"),
     "enum s { z was a; b }\n" T("x s = 'z'"),
     "> enum value \"a\" of enum \"s\" becomes \"z\"\n", ""},
};

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    Compiled *before = compile_text(&arena, c->before), *after = compile_text(&arena, c->after);

    assert_string_equal(compile_complaints(before, &arena), "");
    assert_string_equal(compile_complaints(after, &arena), "");
    Changes changes = diff_catalogs(&before->resolved.catalog, &after->resolved.catalog, false, &arena, &after->diags);
    changes_warn_of_renames(&changes, &arena, &after->diags);

    assert_string_equal(changes_text(&changes, &arena), c->changes);
    assert_int_equal(changes_none(&changes), !*c->changes);
    assert_string_equal(compile_complaints(after, &arena), c->said);
    arena_free(&arena);
}

/* What comes back otherwise, not at all, or from nowhere, when an import reads what it wrote. */
static void lost_by_an_import(void **state)
{
    Arena arena = {0};
    Compiled *source = compile_text(&arena, "table t { a int; b text }\ntable u { a int }\n");
    Compiled *read = compile_text(&arena, "table t { a bigint; c text }\n");

    (void)state;
    import_report_lost(&read->diags, &source->resolved.catalog, &source->resolved.catalog);
    assert_int_equal(read->diags.all.count, 0);
    import_report_lost(&read->diags, &source->resolved.catalog, &read->resolved.catalog);
    assert_string_equal(
        compile_complaints(read, &arena),
        "nowhere E0607 table \"u\" does not come back from what was written\n"
        "nowhere E0607 column \"b\" of table \"t\" does not come back from what was written\n"
        "nowhere E0607 column \"a\" of table \"u\" does not come back from what was written\n"
        "nowhere E0607 column \"a\" of table \"t\" does not come back from what was written\n"
        "nowhere E0607 column \"c\" of table \"t\" does not come back from what was written\n"
        "    = what was written stays, and differs from its source in this: mend it by hand before it is used; the "
        "fault is ecogen's, please report it\n");
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("diff", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    SUITE_TEST(&suite, lost_by_an_import);
    return suite_run(&suite, NULL, NULL);
}
