/*
 * What newer servers have and older ones have not: a schema that uses it is refused for the older ones, and, written
 * down again, says which servers it is for.
 */
#include "dsl/catalog/since.h"
#include "dsl/print.h"
#include "tests/compile.h"
#include "tests/suite.h"


#include <string.h>

static const struct Case {
    const char *name, *eco;
    int since;
} cases[] = {
    {"nothing new", "table t { a int primary key; b text? unique; check (b <> ''); index (b) }", 14},
    {"a unique constraint in which null equals null", "table t { a int?; unique (a) nulls not distinct }", 15},
    {"a unique index in which null equals null", "table t { a int?; unique index (a) nulls not distinct }", 15},
    {"columns that a deletion sets to null", "table a { x int; y int; primary key (x, y) }\n"
     "table b { x int?; y int?; foreign key (x, y) references a on delete set null (y) }", 15},
    {"columns that a deletion sets to their defaults", "table a { x int; y int; primary key (x, y) }\n"
     "table b { x int?; y int? = 1; foreign key (x, y) references a on delete set default (y) }", 15},
    {"a number with a negative scale", "table t { a numeric(3,-2) }", 15},
    {"a number whose scale is greater than its precision", "table t { a numeric(2,4)? }", 15},
    {"the same in an array", "table t { a numeric(2,4)[] }", 15},
    {"C150 an exclusion constraint of a table with partitions",
     "table t partition by range (a) { a int; exclude using btree (a with =) }", 17},
    {"C155 a foreign key of a table with partitions, not valid", "table r { x int primary key }\n"
     "table t partition by range (a) { a int; foreign key (a) references r not valid }", 18},
    {"the access method of a table with partitions",
     "extension citus\ntable t partition by range (a) using columnar { a int }", 17},
    {"C307 the right to maintain", "table t { a int; grant select, maintain to reader }", 17},
    {"C307 all rights", "table t { a int; grant all to reader }", 14},
    {"a collation that PostgreSQL itself provides", "collation c { provider builtin; locale 'C.UTF-8' }", 17},
    {"rules of a collation", "collation c { provider icu; locale 'de'; rules '&a < g' }", 16},
    {"MERGE in a body in SQL", "table t { a int }\n"
     "function f() returns void language sql as $$ merge into t using t as u on t.a = u.a "
     "when matched then delete $$", 15},
    {"MERGE in a body that is parsed", "table t { a int }\n"
     "function f() returns void language sql\n"
     "begin atomic merge into t using t as u on t.a = u.a when matched then delete; end",
     15},
    {"a publication of a schema", "sql p\n up $$ create publication p for tables in schema public $$\n"
     " down $$ drop publication p $$", 15},
    {"a publication of some rows", "table t { a int }\n"
     "sql p\n up $$ create publication p for table t where (a > 1) $$\n down $$ drop publication p $$", 15},
    {"a publication of a table", "table t { a int }\n"
     "sql p\n up $$ create publication p for table t $$\n down $$ drop publication p $$", 14},
    {"a new aggregate in a view", "table t { a int }\nview v as $$ select any_value(a) as a from t $$", 16},
    {"a new function of a default", "table t { a uuid = uuidv7() }", 18},
    {"a new function in a body in SQL", "function f() returns uuid language sql as $$ select uuidv7() $$", 18},
    {"a function of the schema under a new name", "schema app\n"
     "function app.uuidv7() returns uuid language sql as $$ select gen_random_uuid() $$\n"
     "table t { a uuid = app.uuidv7() }", 14},
    {"the same without its schema", "function uuidv7() returns uuid language sql as $$ select "
     "gen_random_uuid() $$\ntable t { a uuid = uuidv7() }", 14},
    {"an aggregate of raw SQL under a new name",
     "table t { a int }\nsql any_value\n up $$ create aggregate any_value(int) (sfunc = int4larger, stype = int) $$\n"
     " down $$ drop aggregate any_value(int) $$\nview v as $$ select any_value(a) as a from t $$", 14},
    {"what an extension may bring", "extension pgcrypto\ntable t { a uuid = uuidv7() }", 14},
    {"a virtual column", "table t { a int; b int? generated (a + 1) virtual }", 18},
};

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};

    for (int version = OLDEST_SERVER; version <= NEWEST_SERVER; version++) {
        const char *text = arena_printf(&arena, "project { postgres %d }\n%s\n", version, c->eco);
        Compiled *compiled = compile_text(&arena, text);
        const char *complaints = compile_complaints(compiled, &arena);

        assert_int_equal(diag_failed(&compiled->diags), version < c->since);
        if (version < c->since)
            assert_non_null(strstr(complaints, " E0205 "));
        else
            assert_string_equal(complaints, "");
        assert_int_equal(catalog_since(&compiled->resolved.catalog), c->since);
        if (version >= c->since)
            assert_string_equal(compile_complaints(compile_text(&arena, print_eco(&compiled->resolved.catalog,
                                                                                  &arena)), &arena), "");
    }
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("since", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
