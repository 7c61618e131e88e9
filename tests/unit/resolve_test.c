#include "dsl/base/strbuf.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "tests/compile.h"
#include "tests/suite.h"

#include <string.h>

/* What a text becomes: every object by kind and name, in the order of the catalog; what has no name is left out. */
static const struct Case {
    const char *name, *text, *objects;
} cases[] = {
    {
        "nothing",
        "",
        "schema public\n",
    },
    {
        "order of objects does not matter",
        "rollup d from e { group id; sum n = 1 }\n"
        "table d { id app.kind primary key; n int? }\n"
        "table e { id app.kind; d app.kind references d }\n"
        "enum app.kind { a b }\n"
        "schema app\n"
        "extension pgcrypto\n",
        "schema app\n"
        "schema public\n"
        "extension pgcrypto\n"
        "enum kind\n"
        "enum value a\n"
        "enum value b\n"
        "table d\n"
        "table e\n"
        "column id\n"
        "column n\n"
        "column id\n"
        "column d\n"
        "primary key d_pkey\n"
        "foreign key e_d_fkey\n",
    },
    {
        "C269 routines are known by what they are called with; triggers come with mixins, after all columns",
        "mixin m { trigger stamp before insert for each row execute touch(); at date }\n"
        "function f(a int, b varchar(5)[], out c text, variadic d app.e[]) language sql as $$ select 1 $$\n"
        "function f(bpchar) returns table (x int) language sql as $$ select 1 $$\n"
        "procedure app.\"P q\"(in interval day to second(3), inout timestamptz(2)) language sql as $$ select 1 $$\n"
        "function touch() returns trigger language plpgsql as $$ begin return null; end $$\n"
        "schema app\n"
        "enum app.e { x }\n"
        "table t { trigger a after delete execute touch(); use m; id int }\n",
        "schema app\n"
        "schema public\n"
        "enum e\n"
        "enum value x\n"
        "function f(integer, character varying[], app.e[])\n"
        "function f(character)\n"
        "function touch()\n"
        "function P q(interval, timestamp with time zone)\n"
        "table t\n"
        "column at\n"
        "column id\n"
        "trigger a\n"
        "trigger stamp\n",
    },
    {
        "mixins are expanded in place",
        "mixin stamps { created int; use who; updated int }\n"
        "mixin who { by_whom int; check (by_whom > 0); index (by_whom) }\n"
        "table t { id int; use stamps; note text }\n"
        "table u { use who; id int }\n",
        "schema public\n"
        "table t\n"
        "table u\n"
        "column id\n"
        "column created\n"
        "column by_whom\n"
        "column updated\n"
        "column note\n"
        "column by_whom\n"
        "column id\n"
        "check constraint t_by_whom_check\n"
        "index t_by_whom_idx\n"
        "check constraint u_by_whom_check\n"
        "index u_by_whom_idx\n",
    },
    {
        "PostgreSQL's own names",
        "table t {\n"
        "    a int primary key check (a > 0)\n"
        "    b int unique references t\n"
        "    c text\n"
        "    check (a > b)\n"
        "    check (b between 1 and 5 or b = 7)\n"
        "    unique (a, b) include (c)\n"
        "    foreign key (b) references t (a)\n"
        "    index (a, b desc)\n"
        "    index (lower(c), (c || 'x'), (c || 'y')) include (a)\n"
        "    index ((c::int), coalesce(c, 'x'), (a + 1))\n"
        "    index ((lower(c) || 'x'), (pg_catalog.lower(c)), (c collate \"C\"), (case when a > 1 then 1 end))\n"
        "}\n",
        "schema public\n"
        "table t\n"
        "column a\n"
        "column b\n"
        "column c\n"
        "primary key t_pkey\n"
        "check constraint t_a_check\n"
        "unique constraint t_b_key\n"
        "foreign key t_b_fkey\n"
        "check constraint t_check\n"
        "check constraint t_b_check\n"
        "unique constraint t_a_b_c_key\n"
        "foreign key t_b_fkey1\n"
        "index t_a_b_idx\n"
        "index t_lower_expr_expr1_a_idx\n"
        "index t_c_coalesce_expr_idx\n"
        "index t_expr_lower_c_case_idx\n",
    },
    {
        "a name that is taken gets a number, whatever comes first",
        "table t {\n"
        "    a int check (a > 0) check (a < 9)\n"
        "    b int\n"
        "    index (a)\n"
        "    index t_a_idx (b)\n"
        "    index (a)\n"
        "    check t_a_check (b > 0)\n"
        "}\n"
        "table t_a { b int; unique (b) }\n"
        "table t_a_b_key { c int }\n",
        "schema public\n"
        "table t\n"
        "table t_a\n"
        "table t_a_b_key\n"
        "column a\n"
        "column b\n"
        "column b\n"
        "column c\n"
        "check constraint t_a_check1\n"
        "check constraint t_a_check2\n"
        "index t_a_idx1\n"
        "index t_a_idx\n"
        "index t_a_idx2\n"
        "check constraint t_a_check\n"
        "unique constraint t_a_b_key1\n",
    },
    {
        "names that do not fit are shortened",
        "table a23456789012345678901234567890123456789012345678901234567890123 {\n"
        "    b234567890123456789012345678901234567 int unique\n"
        "}\n",
        "schema public\n"
        "table a23456789012345678901234567890123456789012345678901234567890123\n"
        "column b234567890123456789012345678901234567\n"
        "unique constraint a2345678901234567890123456789_b2345678901234567890123456789_key\n",
    },
    {
        "a serial column brings a sequence",
        "schema app\n"
        "table app.\"My t\" { id bigserial; n smallserial }\n",
        "schema app\n"
        "schema public\n"
        "table My t\n"
        "column id\n"
        "column n\n"
        "sequence My t_id_seq\n"
        "sequence My t_n_seq\n",
    },
    {
        "a sequence takes a name that a serial would have",
        "sequence t_id_seq { }\n"
        "table t { id serial }\n",
        "schema public\n"
        "sequence t_id_seq\n"
        "table t\n"
        "column id\n"
        "sequence t_id_seq1\n",
    },
    {
        "sequences are numbered by table, not by file",
        "table a_b { c serial }\n"
        "table a { b_c serial }\n",
        "schema public\n"
        "table a_b\n"
        "table a\n"
        "column c\n"
        "column b_c\n"
        "sequence a_b_c_seq\n"
        "sequence a_b_c_seq1\n",
    },
};

static const char *objects_of(const Catalog *catalog, Arena *arena)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *object = catalog->objects.items[i];

        if (object->name[0])
            strbuf_printf(&out, "%s %s\n", kind_of(object)->name, object->name);
    }
    return strbuf_text(&out);
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    Compiled *compiled = compile_text(&arena, c->text);

    assert_string_equal(compile_complaints(compiled, &arena), "");
    assert_string_equal(objects_of(&compiled->resolved.catalog, &arena), c->objects);
    arena_free(&arena);
}

static const Object *column(const Catalog *catalog, const char *schema, const char *table, const char *name)
{
    return catalog_find(catalog, KIND_COLUMN, catalog_in_schema(catalog, KIND_TABLE, schema, table), name);
}

static void serial(void **state)
{
    Arena arena = {0};
    Compiled *compiled = compile_text(&arena, "schema app\ntable app.\"It's\" { id bigserial }\n");
    const Catalog *catalog = &compiled->resolved.catalog;
    const Object *id = column(catalog, "app", "It's", "id");

    (void)state;
    assert_string_equal(as_column(id)->type.text, "bigint");
    assert_true(as_column(id)->not_null);
    assert_string_equal(column_default(id), "nextval('app.\"It''s_id_seq\"'::regclass)");
    assert_ptr_equal(sequence_of_serial(catalog, id), catalog_in_schema(catalog, KIND_SEQUENCE, "app", "It's_id_seq"));
    arena_free(&arena);
}

static void places(void **state)
{
    static const char text[] = "table t {\n    id int = (1 +\n 2)\n    check c ( id > 0 )\n}\n";
    Arena arena = {0};
    Compiled *compiled = compile_text(&arena, text);
    const Catalog *catalog = &compiled->resolved.catalog;
    const Object *table = catalog_in_schema(catalog, KIND_TABLE, NULL, "t"), *id = column(catalog, NULL, "t", "id");
    const Sql *value = &as_default(object_first(id, KIND_DEFAULT))->value;

    (void)state;
    assert_string_equal(sources_text(&compiled->sources, table->at, &arena), "t");
    assert_string_equal(sources_text(&compiled->sources, id->at, &arena), "id");
    assert_string_equal(sources_text(&compiled->sources, object_first(table, KIND_CHECK)->at, &arena), "c");
    assert_string_equal(value->text, "1 +\n 2");
    assert_string_equal(sources_text(&compiled->sources, value->at, &arena), value->text);
    arena_free(&arena);
}

static void hints(void **state)
{
    Arena arena = {0};
    Compiled *compiled = compile_text(&arena, "table t was told {\n"
                                              "    a int was b using (b::int) fill (0)\n"
                                              "    index i was j (a)\n"
                                              "    model as thing\n"
                                              "}\n");
    const Catalog *catalog = &compiled->resolved.catalog;
    const Object *table = catalog_in_schema(catalog, KIND_TABLE, NULL, "t"), *a = column(catalog, NULL, "t", "a");

    (void)state;
    assert_string_equal(compile_complaints(compiled, &arena), "");
    assert_string_equal(table->was, "told");
    assert_string_equal(as_table(table)->model, "thing");
    assert_string_equal(a->was, "b");
    assert_string_equal(as_column(a)->using.text, "b::int");
    assert_string_equal(as_column(a)->fill.text, "0");
    assert_string_equal(object_first(table, KIND_INDEX)->was, "j");
    arena_free(&arena);
}

static void project(void **state)
{
    Arena arena = {0};
    const Project *given = &compile_text(&arena, "project shop {\n"
                                                 "    postgres 16\n"
                                                 "    migrations \"db/../out/./migrations/\"\n"
                                                 "    models \"../../models\"\n"
                                                 "    prefix eco_\n"
                                                 "    online off\n"
                                                 "    drops now\n"
                                                 "}\n")->resolved.project;
    const Project *usual = &compile_text(&arena, "")->resolved.project;

    (void)state;
    assert_string_equal(given->name, "shop");
    assert_int_equal(given->postgres, 16);
    assert_string_equal(given->migrations, "out/migrations");
    assert_string_equal(given->models, "../../models");
    assert_string_equal(given->prefix, "eco_");
    assert_false(given->online);
    assert_string_equal(usual->name, "test");
    assert_int_equal(usual->postgres, 14);
    assert_null(usual->migrations);
    assert_null(usual->models);
    assert_string_equal(usual->prefix, "");
    assert_true(usual->online);
    arena_free(&arena);
}

/* PostgreSQL keeps no default for "default null". */
static void null_default(void **state)
{
    Arena arena = {0};
    Compiled *compiled = compile_text(&arena, "table t { a int? = null; b text? = null::text }\n");
    const Catalog *catalog = &compiled->resolved.catalog;

    (void)state;
    assert_null(column_default(column(catalog, NULL, "t", "a")));
    assert_string_equal(column_default(column(catalog, NULL, "t", "b")), "null::text");
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("resolve", count, words);

    SUITE_TEST(&suite, serial);
    SUITE_TEST(&suite, places);
    SUITE_TEST(&suite, hints);
    SUITE_TEST(&suite, null_default);
    SUITE_TEST(&suite, project);
    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
