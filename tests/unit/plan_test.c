/* The SQL of both ways, as a reader sees it. That it works is what tests/pg/plan_test.c proves. */
#include "codegen/plan/plan.h"
#include "dsl/base/strbuf.h"
#include "tests/compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define T(items) "table t { id bigint primary key; " items " }\n"

static const struct Case {
    const char *name, *before, *after;
    const char *up, *down;          /* migrations one after another, "----" between them; NULL: refused */
    const char *said;               /* the diagnostics of a refusal */
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
     "2:7 E0603 table \"t\" cannot be changed: what it is made of (its type, a parent) would have to be dropped, and its "
     "rows with it\n    = change that in steps which PostgreSQL has an ALTER for, or make another table and copy the "
     "rows\n"},
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
    if (!c->up)
        assert_string_equal(compile_complaints(after, &arena), c->said);
    for (size_t i = 0; c->up && i < planned.count; i++) {
        const PlannedMigration *migration = planned.items[i], *last = planned.items[planned.count - 1 - i];

        put(&up, migration->up, migration->up_transaction);
        put(&down, last->down, last->down_transaction);
    }
    if (c->up) {
        assert_string_equal(strbuf_text(&up), c->up);
        assert_string_equal(strbuf_text(&down), c->down);
    }
    arena_free(&arena);
}

int main(void)
{
    enum { COUNT = sizeof cases / sizeof *cases };
    static struct CMUnitTest tests[COUNT];

    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = check, .initial_state = (void *)&cases[i]};
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
