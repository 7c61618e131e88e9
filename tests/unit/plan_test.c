/* The SQL of both ways, as a reader sees it. That it works is what tests/pg/plan_test.c proves. */
#include "codegen/plan/plan.h"
#include "dsl/base/strbuf.h"
#include "tests/compile.h"
#include "tests/suite.h"

#include <string.h>

#define T(items) "table t { id bigint primary key; " items " }\n"

#define CITUS "extension citus\n"
#define TIME "extension timescaledb\n"
#define COPY_HYPER                                                                                                    \
    "    = in one migration rename it (table h_old was h) and declare the new one beside it; copy the rows: insert "  \
    "into h select * from h_old; drop h_old in another\n"
#define COPY_ROWS                                                                                                     \
    "    = in one migration rename it (table e_old was e) and declare the new one beside it; copy the rows: insert "   \
    "into e select * from e_old; drop e_old in another\n"

static const struct Case {
    const char *name, *before, *after;
    const char *up, *down;          /* migrations, "----" between them; NULL: refused (a NULL down alone, or "": any) */
    const char *said;               /* the diagnostics: of a refusal, or warnings; NULL: no matter */
} cases[] = {
    {"a column becomes not null", T("email text?"), T("email text"), "ALTER TABLE t ALTER COLUMN email SET NOT NULL;\n",
     "ALTER TABLE t ALTER COLUMN email DROP NOT NULL;\n"},
    {"an index on a table that was there", T("a int?"), T("a int?; index (a)"),
     "outside\nCREATE INDEX CONCURRENTLY t_a_idx ON t (a);\n", "outside\nDROP INDEX CONCURRENTLY t_a_idx;\n"},
    {"a column and its index: a migration each", T(""), T("a int?; index (a)"),
     "ALTER TABLE t ADD COLUMN a integer;\n----\noutside\nCREATE INDEX CONCURRENTLY t_a_idx ON t (a);\n",
     "outside\nDROP INDEX CONCURRENTLY t_a_idx;\n----\n-- loses the values of a\nALTER TABLE t DROP COLUMN a;\n"},
    {"C041 a name that becomes free", "table a { x int? }\ntable b { y int? }", "table a was b { y int? }",
     "ALTER TABLE a RENAME TO a_dropped;\n\nALTER TABLE b RENAME TO a;\n\n-- loses all rows of a_dropped\nDROP TABLE "
     "a_dropped;\n",
     "ALTER TABLE a RENAME TO b;\n\nCREATE TABLE a (\n    x  integer\n);\n"},
    {"C059 not null without a default is refused", T(""), T("a int"), NULL, NULL,
     "1:34 E0603 column \"a\" of table \"t\" cannot be added: rows that are there already would have no value in it: "
     "it is not "
     "null and has no default\n    = give it a default, or make it nullable with \"?\", or say what those rows get: "
     "fill (…)\n"},
    {"C241 a type that raw SQL makes is not made anew under a column",
     "sql x up $$ create type x $$ down $$ drop type x $$\n" T("a x?"),
     "sql x up $$ create type x; comment on type x is 'a' $$ down $$ drop type x $$\n" T("a x?"), NULL, NULL,
     "2:34 E0603 column \"a\" of table \"t\" needs what sql \"x\" makes, which cannot be made anew under it\n"
     "    1:5 this is changed\n"
     "    = leave that as it is, and make another type beside it: columns move with \"using\"\n"},
    {"C241 nor if other raw SQL makes it from now on",
     "sql x up $$ create type x $$ down $$ drop type x $$\n" T("a x?"),
     "sql y up $$ create type x; comment on type x is 'a' $$ down $$ drop type x $$\n" T("a x?"), NULL, NULL,
     "2:34 E0603 column \"a\" of table \"t\" needs what sql \"x\" makes, which cannot be made anew under it\n"
     "    = leave that as it is, and make another type beside it: columns move with \"using\"\n"},
    {"C241 a schema in which raw SQL makes something keeps its name",
     "schema app\nsql x up $$ create type app.x $$ down $$ drop type app.x $$\n" T("a app.x?"),
     "schema b was app\nsql x up $$ create type b.x $$ down $$ drop type b.x $$\n" T("a b.x?"), NULL, NULL,
     "1:8 E0603 schema \"app\" cannot be renamed: sql \"x\" makes things in it\n"
     "    = take that and what uses it out, rename in the migration after that, and put it back\n"},
    {"C106 a type that no cast leads to is refused", T("a int?"), T("a uuid?"), NULL, NULL,
     "1:34 E0603 column \"a\" of table \"t\" cannot be changed: no cast leads from integer to uuid\n"
     "    = say what becomes of its values: a uuid using (…)\n"},
    {"C110 a number is no time", T("a bigint?"), T("a timestamptz?"), NULL, NULL,
     "1:34 E0603 column \"a\" of table \"t\" cannot be changed: no cast leads from bigint to timestamptz\n"
     "    = say what becomes of its values: a timestamptz using (…)\n"},
    {"C114 nor is it a list of them", T("a int?"), T("a int[]?"), NULL, NULL,
     "1:34 E0603 column \"a\" of table \"t\" cannot be changed: no cast leads from integer to integer[]\n"
     "    = say what becomes of its values: a integer[] using (…)\n"},
    {"C051 rows are not given up for the sake of a table's type", "type p { a int?; b text? }\ntable t of p { }",
     "type p { b int?; a text? }\ntable t of p { }", NULL, NULL,
     "2:7 E0603 table \"t\" cannot be changed: its columns do not stand in the order of the attributes of type p\n"
     "    = declare the attributes in the order of the columns, those that are new at the end; or add a table of the "
     "type and copy the rows\n"},
    {"C106 a type that no cast leads to, by an expression; back by way of text", T("a int?"),
     T("a uuid? using (lpad(to_hex(a), 32, '0')::uuid)"),
     "ALTER TABLE t ALTER COLUMN a TYPE uuid USING lpad(to_hex(a), 32, '0')::uuid;\n",
     "-- no cast leads from uuid back to integer: this fails on rows whose text is none\n"
     "ALTER TABLE t ALTER COLUMN a TYPE integer USING a::text::integer;\n"},
    {"C328 an extension's version goes up, and down", "extension hstore version '1.8'",
     "extension hstore version '1.10'", "ALTER EXTENSION hstore UPDATE TO '1.10';\n",
     "-- back to an older version: this fails if the extension brings no script from 1.10 to 1.8, and few do\n"
     "ALTER EXTENSION hstore UPDATE TO '1.8';\n"},
    {"C191 a changed index and a column that becomes nullable: two migrations", T("a int; b int?; index i (a)"),
     T("a int?; b int?; index i (a, b)"),
     "ALTER TABLE t ALTER COLUMN a DROP NOT NULL;\n----\noutside\n"
     "CREATE INDEX CONCURRENTLY i__new ON t (a, b);\n\nDROP INDEX CONCURRENTLY i;\n\nALTER INDEX i__new RENAME TO i;\n",
     "outside\nCREATE INDEX CONCURRENTLY i__new ON t (a);\n\nDROP INDEX CONCURRENTLY i;\n\n"
     "ALTER INDEX i__new RENAME TO i;\n----\nALTER TABLE t ALTER COLUMN a SET NOT NULL;\n"},
    {"C090 C095 more room loses nothing", T("a varchar(10)?; b int?; c numeric(10,2)?; d timestamp(0)?"),
     T("a varchar(20)?; b bigint?; c numeric(12,2)?; d timestamp?"),
     "ALTER TABLE t\n    ALTER COLUMN a TYPE varchar(20),\n    ALTER COLUMN b TYPE bigint,\n    ALTER COLUMN c TYPE "
     "numeric(12,2),\n    ALTER COLUMN d TYPE timestamp;\n",
     "-- fails, changing nothing, where a value of a does not fit into varchar(10)\n"
     "-- fails, changing nothing, where a value of b does not fit into integer\n"
     "-- fails, changing nothing, where a value of c does not fit into numeric(10,2)\n"
     "-- loses fractions of seconds of d\n"
     "ALTER TABLE t\n    ALTER COLUMN a TYPE varchar(10),\n    ALTER COLUMN b TYPE integer,\n    ALTER COLUMN c TYPE "
     "numeric(10,2),\n    ALTER COLUMN d TYPE timestamp(0);\n", ""},
    {"C091 C096 C103 what stops a migration is said before it", T("a varchar(20)?; b bigint?; c text?"),
     T("a varchar(10)?; b smallint?; c int?"),
     "-- fails, changing nothing, where a value of a does not fit into varchar(10)\n"
     "-- fails, changing nothing, where a value of b does not fit into smallint\n"
     "-- fails, changing nothing, where c holds a text that is no integer\n"
     "ALTER TABLE t\n    ALTER COLUMN a TYPE varchar(10),\n    ALTER COLUMN b TYPE smallint,\n    ALTER COLUMN c TYPE "
     "integer USING c::integer;\n",
     "ALTER TABLE t\n    ALTER COLUMN a TYPE varchar(20),\n    ALTER COLUMN b TYPE bigint,\n    ALTER COLUMN c TYPE "
     "text;\n", ""},
    {"C100 C109 what is cut in silence is a loss", T("a numeric(10,4)?; b timestamp?"), T("a numeric(10,2)?; b date?"),
     "-- loses digits behind the point of a\n-- loses the times of day of b\n"
     "ALTER TABLE t\n    ALTER COLUMN a TYPE numeric(10,2),\n    ALTER COLUMN b TYPE date;\n",
     "-- fails, changing nothing, where a value of a does not fit into numeric(10,4)\n"
     "ALTER TABLE t\n    ALTER COLUMN a TYPE numeric(10,4),\n    ALTER COLUMN b TYPE timestamp;\n",
     "1:34 W0602 column \"a\" of table \"t\" changes: digits behind the point of a are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"
     "1:52 W0602 column \"b\" of table \"t\" changes: the times of day of b are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"},
    {"C101 C102 numbers between types", T("a numeric?; b float?; c bigint?"), T("a int?; b numeric?; c boolean?"),
     "-- loses the digits behind the point of a; fails, changing nothing, where a value of a does not fit into "
     "integer\n"
     "-- loses all but fifteen digits of b\n-- loses all but whether they are 0, of c\n"
     "ALTER TABLE t\n    ALTER COLUMN a TYPE integer,\n    ALTER COLUMN b TYPE numeric,\n    ALTER COLUMN c "
     "TYPE boolean "
     "USING c <> 0;\n",
     "-- loses digits that double precision does not keep, of b\n"
     "ALTER TABLE t\n    ALTER COLUMN a TYPE numeric,\n    ALTER COLUMN b TYPE float,\n    ALTER COLUMN c "
     "TYPE bigint USING c::integer::bigint;\n"},
    {"C108 whose times they are is said", T("a timestamp?"), T("a timestamptz?"),
     "-- times without a zone are those of the session's TimeZone: UTC, if ecorun runs this\n"
     "ALTER TABLE t ALTER COLUMN a TYPE timestamptz;\n",
     "-- times without a zone are those of the session's TimeZone: UTC, if ecorun runs this\n"
     "ALTER TABLE t ALTER COLUMN a TYPE timestamp;\n", ""},
    {"C100 who says how, knows", T("a numeric?; b text?"), T("a int? using (round(a)); b int? using (length(b))"),
     "ALTER TABLE t\n    ALTER COLUMN a TYPE integer USING round(a),\n    ALTER COLUMN b TYPE integer USING "
     "length(b);\n", NULL, ""},
    {"C111 C112 C115 times, and lists of them", T("a interval?; b timestamptz(6)[]?"),
     T("a interval year to month?; b timestamptz(3)[]?"),
     "-- loses units that the new type leaves out, of a\n-- loses fractions of seconds of b\n"
     "ALTER TABLE t\n    ALTER COLUMN a TYPE interval year to month,\n    ALTER COLUMN b TYPE timestamptz(3)[];\n",
     "ALTER TABLE t\n    ALTER COLUMN a TYPE interval,\n    ALTER COLUMN b TYPE timestamptz(6)[];\n"},
    {"C113 a list of bits of another length", T("a varbit?; b bit(5)?"), T("a bit(3)?; b varbit(3)?"),
     "-- fails, changing nothing, where a value of a does not fit into bit(3)\n"
     "-- fails, changing nothing, where a value of b does not fit into varbit(3)\n"
     "ALTER TABLE t\n    ALTER COLUMN a TYPE bit(3),\n    ALTER COLUMN b TYPE varbit(3);\n", NULL, ""},
    {"C036 C042 C312 what is dropped is said", "table a { x int? }\ntable b { x int?; y int? }",
     "table b { x int? }\ntable c { x int? }\ntable d { x int? }",
     "-- loses the values of y\nALTER TABLE b DROP COLUMN y;\n\nCREATE TABLE c (\n    x  integer\n);\n\n"
     "CREATE TABLE d (\n    x  integer\n);\n\n-- loses all rows of a\nDROP TABLE a;\n", NULL,
     "nowhere W0602 table \"a\" is dropped: all rows of a are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"
     "1:7 W0602 column \"y\" of table \"b\" is dropped: the values of y are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"
     "2:7 W0601 table \"c\" is new and table \"a\" is gone: the rows of the old one are dropped\n"
     "    = if it is a rename, write \"was a\" after the table's name\n"},
    {"C023 a schema with all that is in it", "schema app\ntable app.t { id bigserial primary key }", "",
     "-- loses all rows of t\nDROP TABLE app.t;\n\nDROP SCHEMA app;\n",
     "CREATE SCHEMA app;\n\nCREATE TABLE app.t (\n    id  bigserial  PRIMARY KEY\n);\n",
     "nowhere W0602 table \"app.t\" is dropped: all rows of t are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"},
    {"C042 nobody guesses which of two it became", "table a { x int?; y int? }",
     "table b { x int?; y int? }\ntable c { x int?; y int? }",
     "CREATE TABLE b (\n    x  integer,\n    y  integer\n);\n\nCREATE TABLE c (\n    x  integer,\n    y  "
     "integer\n);\n\n"
     "-- loses all rows of a\nDROP TABLE a;\n", NULL, NULL},
    {"C315 a table is partitioned by something else, and its columns wait for that in a circle",
     "table e partition by range (a) { partition p from (1) to (5) { column b = 0 }; b int; a int }",
     "table e partition by range (c) { c int?; partition q default }", NULL, NULL,
     "1:7 W0602 column \"b\" of table \"e\" is dropped: the values of b are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"
     "1:7 W0602 column \"a\" of table \"e\" is dropped: the values of a are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"
     "1:7 E0603 table \"e\" cannot be changed: what a table is partitioned by cannot change\n" COPY_ROWS
     "1:34 W0601 column \"c\" of table \"e\" is new and column \"b\" of table \"e\" is gone: the values of the old "
     "one are dropped\n    = if it is a rename, write \"was b\" after the column's type\n"
     "1:34 W0601 column \"c\" of table \"e\" is new and column \"a\" of table \"e\" is gone: the values of the old "
     "one are dropped\n    = if it is a rename, write \"was a\" after the column's type\n"},
    {"C315 a table is partitioned by something else", "table e partition by list (a) { a int?; b int? }",
     "table e partition by list (b) { a int?; b int? }", NULL, NULL,
     "1:7 E0603 table \"e\" cannot be changed: what a table is partitioned by cannot change\n" COPY_ROWS},
    {"C315 a partitioned table becomes unlogged", "table e partition by list (a) { a int? }",
     "unlogged table e partition by list (a) { a int? }", NULL, NULL,
     "1:16 E0603 table \"e\" cannot be changed: a partitioned table has no rows of its own, and PostgreSQL does not "
     "change what it says\n    = write \"unlogged\" before its partitions\n"},
    {"C316 a plain table becomes partitioned", "table e { a int? }",
     "table e partition by list (a) { a int? }", NULL, NULL,
     "1:7 E0603 table \"e\" cannot be changed: a table that holds rows cannot become a partitioned one\n" COPY_ROWS},
    {"C316 a partitioned table becomes a plain one", "table e partition by list (a) { a int? }", "table e { a int? }",
     NULL, NULL,
     "1:7 E0603 table \"e\" cannot be changed: a partitioned table cannot become a plain one\n" COPY_ROWS},
    {"C315 C317 what it is partitioned by gets another type", "table e partition by list (a) { a int? }",
     "table e partition by list (a) { a bigint? }", NULL, NULL,
     "1:33 E0603 column \"a\" of table \"e\" cannot be changed: the table is partitioned by it\n"
     "    = rename the table, declare a new one beside it, and copy the rows\n"},
    {"C312 a partition goes and one for other rows comes: its rows go, and that is said",
     "table e partition by range (a) { a int; partition p from (1) to (9) }",
     "table e partition by range (a) { a int; partition q from (9) to (15) }",
     "-- loses all rows of p\nDROP TABLE p;\n\nCREATE TABLE q PARTITION OF e FOR VALUES FROM (9) TO (15);\n", NULL,
     "nowhere W0602 table \"p\" is dropped: all rows of p are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"},
    {"C327 a partition goes and others come for most of its rows: what happens to the others is said",
     "table e partition by range (a) { a int; partition p from (1) to (9) }",
     "table e partition by range (a) { a int; partition q from (1) to (5); partition r from (6) to (15) }",
     "", NULL,
     "nowhere W0602 table \"p\" is dropped: rows of p that no other partition takes are lost for good\n"
     "    = the down migration brings back the structure, not the data\n"},
    {"C327 a partition goes and others come for all of its rows: nothing is lost",
     "table e partition by range (a, d) { a int; d date; partition p from (1, minvalue) to (9, '2026-01-01') }",
     "table e partition by range (a, d) { a int; d date; "
     "partition r from (5, '2026-02-01') to (15, maxvalue); "
     "partition q from (minvalue, minvalue) to (5, '2026-02-01') }",
     "", NULL, ""},
    {"C327 lists that cover each other",
     "table e partition by list (a) { a text?; partition p in ('a', 'b', null); partition z in ('z') }",
     "table e partition by list (a) { a text?; partition q in (null, 'b'); "
     "partition r in ('a'); partition z in ('z') }",
     "", NULL, ""},
#include "tests/unit/plan_distribution_cases.def"
    {"names never reach SQL unquoted", "", "table \"a; drop table b\" { \"x\"\"y\" text? = 'it''s' }",
     "CREATE TABLE \"a; drop table b\" (\n    \"x\"\"y\"  text  DEFAULT 'it''s'\n);\n",
     "-- loses all rows of \"a; drop table b\"\nDROP TABLE \"a; drop table b\";\n"},
};

static void put(StrBuf *text, const char *sql, bool transaction)
{
    strbuf_puts(text, text->length ? "----\n" : "");
    strbuf_puts(text, transaction ? "" : "outside\n");
    strbuf_puts(text, sql);
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    StrBuf up = {.arena = &arena}, down = {.arena = &arena};
    Compiled *before = compile_text(&arena, c->before), *after = compile_text(&arena, c->after);
    List planned = plan_migrations(&before->resolved.catalog, &after->resolved.catalog, (PlanOptions){.online = true},
                                   &arena, &after->diags);

    assert_int_equal(diag_failed(&after->diags), !c->up);
    if (c->said)
        assert_string_equal(compile_complaints(after, &arena), c->said);
    for (size_t i = 0; c->up && i < planned.count; i++) {
        const PlannedMigration *migration = planned.items[i], *last = planned.items[planned.count - 1 - i];

        put(&up, migration->up, migration->up_transaction);
        put(&down, last->down, last->down_transaction);
    }
    if (c->up) {
        if (*c->up)
            assert_string_equal(strbuf_text(&up), c->up);
        if (c->down)
            assert_string_equal(strbuf_text(&down), c->down);
    }
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("plan", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
