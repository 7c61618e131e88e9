/*
 * Models: what is emitted compiles without a warning under gcc and clang, its headers also as C++17; names that C would
 * take amiss and texts that would break out of comments and strings do no harm; the same input gives the same bytes.
 */
#define _XOPEN_SOURCE 700

#include "codegen/c/models.h"
#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"
#include "tests/catalogs.h"
#include "tests/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct Case {
    const char *name, *lines;
    const char *prefix;
    const char *has[8];             /* somewhere in the files; NULL ends */
    const char *clash;              /* instead of files: the error */
} cases[] = {
    {"no tables", "", NULL, {"bool shop_schema_check(EcoConn *conn, EcoOut *why);"}},
    {
        "a plain table",
        "table users: Who may log in.\n"
        "column user_id varchar(255) key\n"
        "column age int?: in years\n",
        NULL,
        {"\ntypedef struct Users {\n",
         "    EcoText     user_id;  /* varchar(255), key */\n",
         "    EcoOptInt32 age;      /* integer, null: !.has; in years */\n",
         " * Who may log in.\n",
         "    row->age = eco_take_opt_int32(in);\n",
         "    eco_put_text(out, row->user_id);\n",
         "INSERT INTO public.users (user_id, age)\\n\"\n           \"VALUES ($1, $2)\"",
         "bool users_insert(EcoConn *conn, const Users *row);"},
    },
    {"a prefix", "table users\ncolumn id int key\n", "shop_",
     {"typedef struct ShopUsers {", "bool shop_users_insert("}},
    {"another schema", "table app.users\ncolumn id int key\n", NULL,
     {"typedef struct AppUsers {", "app.users", "bool app_users_insert("}},
    {"model as", "table app.users person\ncolumn id int key\n", NULL, {"typedef struct Person {", "person_insert("}},
    {"model none", "table users none\ncolumn id int key\ntable b\ncolumn id int\n", NULL, {"typedef struct B {"}},
    {"a table without columns", "table users\n", NULL, {"shop_schema_check("}},
    {
        "what the database sets itself",
        "table logs\n"
        "column id bigint serial key\n"
        "column no int identity\n"
        "column text text\n"
        "column size int? generated\n",
        NULL,
        {"bool logs_insert(EcoConn *conn, Logs *row);", "RETURNING id, no", "row->id = (int64_t)assigned[0];",
         "row->no = (int32_t)assigned[1];", "COPY public.logs (text)\\n",
         "/* Store one row and set row->id, row->no. */"},
    },
    {"nothing to write", "table ids\ncolumn id bigint serial key\n", NULL,
     {"INSERT INTO public.ids DEFAULT VALUES\\n", "RETURNING id"}},
    {"nothing to write, nothing back", "table ids\ncolumn id bigint generated\n", NULL, {"DEFAULT VALUES"}},
    {
        "C396 keywords and odd names",
        "table class\n"
        "column int int\ncolumn class text\ncolumn \"namespace\" text\ncolumn errno int\ncolumn 1st int\n"
        "column Größe\x01in\x01" "cm int\ncolumn size_t int\ncolumn int64_t bigint\ncolumn and bool\ncolumn $ text\n"
        "column row text\ncolumn in text\ncolumn out text\ncolumn conn text\ncolumn rows text\ncolumn columns text\n",
        NULL,
        {"typedef struct Class {", " int_;", " class_;", " x1st;", " gr__e_in_cm;", " and_;"},
    },
    {"two columns C would call alike", "table t\ncolumn a_b int\ncolumn a-b int\ncolumn A_B int\n", NULL,
     {" a_b; ", " a_b_2; ", " a_b_3; ", "\\\"a-b\\\"", "\\\"A_B\\\""}},
    {"system headers", "table time\ncolumn id int\ntable string\ncolumn id int\n", NULL,
     {"#include \"time_table.h\"", "typedef struct Time {"}},
    {"texts that would break out",
     "table t: ends */ here /* and ?\?/ begins \\\n"
     "column a\"b int: */ int x; /*\n"
     "column c\\n text\n"
     "column %s%n text\ncolumn ${x} text\n",
     NULL, {"ends * / here / * and"}},
    {"marks that turn the direction of writing, one behind the other too: compilers warn of them",
     "table t: a\u202E\u2066b\ncolumn c\u202E\u2069d text\nenum e x\u061Cy\u200Fz\ncolumn e e\n",
     NULL, {" * ab\n", "\\\"c\\342\\200\\256\\342\\201\\251d\\\"", "{\"x\\330\\234y\\342\\200\\217z\"}"}},
    {
        "enums",
        "enum app.status on off 2\x01much On\n"
        "enum mood : feelings\n"
        "table t\n"
        "column s app.status\ncolumn n app.status?\ncolumn a app.status[]?\ncolumn m mood?\n",
        NULL,
        {"    APP_STATUS_ON,\n    APP_STATUS_OFF,\n    APP_STATUS_2_MUCH,\n    APP_STATUS_ON_2,\n} AppStatus;",
         "app_status_take(in)", "app_status_put_opt(out, row->n)", "EcoArray", "\"app.status[]\"",
         "{\"on\", \"off\", \"2 much\", \"On\"}"},
    },
    {
        "types of extensions",
        "table t\ncolumn id int\ncolumn place gis.geometry\ncolumn email public.citext?\n"
        "column tags public.hstore[]?\n",
        NULL,
        {"place::text AS place", "$2::text::gis.geometry", "/* No t_copy_…"},
    },
    {
        "every built-in type",
        "table t\n"
        "column c1 bool\ncolumn c2 \"char\"\ncolumn c3 smallint?\ncolumn c4 bigint\ncolumn c5 real?\n"
        "column c6 float8?\ncolumn c7 numeric(12,2)\ncolumn c8 money\ncolumn c9 char(3)\ncolumn c10 bpchar?\n"
        "column c11 name\ncolumn c12 xml\ncolumn c13 json\ncolumn c14 jsonb?\ncolumn c15 jsonpath\ncolumn c16 bytea\n"
        "column c17 date?\ncolumn c18 time\ncolumn c19 timetz?\ncolumn c20 timestamp(3)\ncolumn c21 interval?\n"
        "column c22 uuid?\ncolumn c23 inet\ncolumn c24 cidr?\ncolumn c25 macaddr\ncolumn c26 macaddr8?\n"
        "column c27 point\ncolumn c28 lseg?\ncolumn c29 box\ncolumn c30 line\ncolumn c31 circle\ncolumn c32 path\n"
        "column c33 polygon?\ncolumn c34 bit(3)\ncolumn c35 varbit\ncolumn c36 oid\ncolumn c37 xid\n"
        "column c38 regclass\ncolumn c39 xid8?\ncolumn c40 pg_lsn\ncolumn c41 int2vector\ncolumn c42 int4range\n"
        "column c43 datemultirange\ncolumn c44 tsvector\ncolumn c45 tsquery?\ncolumn c46 tid\ncolumn c47 int[]\n"
        "column c48 text[]?\ncolumn c49 aclitem\ncolumn c50 pg_snapshot\ncolumn c51 tstzrange?\n",
        NULL,
        {"c49::text AS c49", "$49::text::aclitem"},
    },
    {
        "a rollup",
        "table events\ncolumn ts timestamptz\ncolumn org text\ncolumn Kwh float8?\ncolumn other text\n"
        "enum kind a b\ncolumn k kind\n"
        "table day\ncolumn date date key\ncolumn org text key\ncolumn k kind key\ncolumn calls int?\n"
        "column kwh float8\n"
        "rollup day from events\ngroup date = (ts at time zone 'UTC')::date\ngroup org\ngroup k\nsum calls = 1\n"
        "sum kwh = \"Kwh\"\n",
        NULL,
        {"bool day_add(EcoConn *conn, const Events *rows, size_t count);", "#include \"events.h\"",
         "FROM unnest($1::timestamptz[], $2::text[], $3::float[], $4::text[]::public.kind[])",
         "AS events (ts, org, \\\"Kwh\\\", k)",
         "ORDER BY 1, 2, 3", "kind_put(out, rows[i].k);", "total.kwh, 0) + EXCLUDED.kwh"},
    },
    {"a rollup whose rows cannot be sent",
     "table events\ncolumn id int\ncolumn tags text[]\ntable day\ncolumn id int key\ncolumn n int\n"
     "rollup day from events\ngroup id\nsum n = cardinality(tags)\n", NULL, {"/* No day_add: "}},
    {"a table called like the header of all", "table shop_schema\ncolumn id int\n", NULL, {NULL},
     "table \"shop_schema\" would be called \"shop_schema\" in C, as the header that includes all models is"},
    {"a rollup over itself, that only counts",
     "table e\ncolumn id int key\ncolumn n int\nrollup e from e\ngroup id\nsum n = 1\n", NULL, {"bool e_add("}},
    {"two tables of one name", "table app.users\ncolumn id int\ntable app_users\ncolumn id int\n", NULL, {NULL},
     "table \"app_users\" would be called \"AppUsers\" in C, as table \"app.users\" is"},
    {"a table and an enum of one name", "enum mood a\ntable app.x mood\ncolumn id int\n", NULL, {NULL},
     "table \"app.x\" would be called \"Mood\" in C, as enum \"mood\" is"},
    {"constants of two enums", "enum a b_c\nenum a_b c\n", NULL, {NULL},
     "enum \"a_b\" would bring \"A_B_C\" into C, as enum \"a\" does"},
    {"constants of two enums, one with a number", "enum a b b_2 B\nenum a_b 3\n", NULL, {NULL},
     "enum \"a_b\" would bring \"A_B_3\" into C, as enum \"a\" does"},
    {"constants of two enums, one of them without labels", "enum a b_none\nenum a_b\n", NULL, {NULL},
     "enum \"a_b\" would bring \"A_B_NONE\" into C, as enum \"a\" does"},
    {"functions of a table and an enum", "enum t_copy a\ntable t\ncolumn id int\n", NULL, {NULL},
     "table \"t\" would bring \"t_copy_put\" into C, as enum \"t_copy\" does"},
    {"an enum that may be null and a table", "enum mood a\ntable mood_opt\ncolumn id int\n", NULL, {NULL},
     "table \"mood_opt\" would be called \"MoodOpt\" in C, as enum \"mood\" is"},
    {"two tables in one header", "table time\ncolumn id int\ntable time_table\ncolumn id int\n", NULL, {NULL},
     "table \"time_table\" would bring \"time_table.h\" into C, as table \"time\" does"},
    {"a constant and a header's guard", "enum model_eco t_h\ntable t\ncolumn id int\n", "eco_", {NULL},
     "table \"t\" would bring \"ECO_MODEL_ECO_T_H\" into C, as enum \"model_eco\" does"},
    {"a type of libeco's", "table conn\ncolumn id int\n", "eco_", {NULL},
     "table \"conn\" would be called \"EcoConn\" in C, as a type of libeco is"},
};

static int emit_case(const struct Case *c, Arena *arena, List *files, const char **error)
{
    Sources sources = {.arena = arena};
    Diags diags = {.arena = arena, .sources = &sources};
    ModelOptions options = {.project = "shop", .prefix = c->prefix, .origin = "shop.eco"};
    bool good = models_emit(catalog_of_lines(arena, c->lines), &options, arena, &diags, files);

    *error = NULL;
    if (diags.all.count) {
        const Diag *first = diags.all.items[0];

        *error = first->message;
        assert_string_equal(diag_code_text(first->code), "E0504");
        assert_non_null(first->hint);
    }
    return good;
}

static const char *joined(const List *files, Arena *arena)
{
    StrBuf all = {.arena = arena};

    for (size_t i = 0; i < files->count; i++) {
        const EmittedFile *file = files->items[i];

        strbuf_printf(&all, "---- %s\n", file->name);
        strbuf_puts(&all, file->text);
    }
    return strbuf_text(&all);
}

#define WARN "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only " \
             "-I. -I$root/runtime $(pkg-config --cflags libpq)"

/* Every compiler that is there; at least one. */
static const char script[] =
    "root=$PWD; cd %s && found= && "
    "for cc in gcc clang; do command -v $cc >/dev/null || continue; found=1; "
    "$cc -std=c11 " WARN " *.c || exit 1; done; "
    "for cxx in g++ clang++; do command -v $cxx >/dev/null || continue; "
    "for h in *.h; do echo \"#include \\\"$h\\\"\" | $cxx -std=c++17 " WARN " -x c++ - || exit 1; done; done; "
    "[ $found ]";

static void compile(const List *files, Arena *arena)
{
    char folder[] = "/tmp/eco-models-XXXXXX";
    const char *error = NULL;
    bool written;
    int status;

    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < files->count; i++) {
        const EmittedFile *file = files->items[i];
        Bytes bytes = {file->text, strlen(file->text)};

        assert_true(file_write(arena, file_join(arena, folder, file->name), bytes, &written, &error));
    }
    status = system(arena_printf(arena, script, folder));
    if (system(arena_printf(arena, "rm -r %s", folder)) != 0)
        fail_msg("%s stays", folder);
    assert_int_equal(status, 0);
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    List files = {0}, again = {0};
    const char *error, *text;
    bool good = emit_case(c, &arena, &files, &error);

    assert_int_equal(good, !c->clash);
    if (c->clash) {
        assert_string_equal(error, c->clash);
        assert_int_equal(files.count, 0);
        arena_free(&arena);
        return;
    }
    text = joined(&files, &arena);
    for (size_t i = 0; i < COUNT(c->has) && c->has[i]; i++)
        if (!strstr(text, c->has[i]))
            fail_msg("not there: %s (%s)", c->has[i], (fputs(text, stderr), "see above"));
    emit_case(c, &arena, &again, &error);
    assert_string_equal(text, joined(&again, &arena));
    compile(&files, &arena);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("models", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
