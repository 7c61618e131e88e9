#include "dsl/base/strbuf.h"
#include "dsl/print.h"
#include "tests/compile.h"
#include "tests/suite.h"

#include <string.h>

static const struct Case {
    const char *name, *text, *canonical;
} cases[] = {
    {"nothing", "", ""},
    {
        "C336 raw SQL comes after one of two functions of a name, and that is kept",
        "function f(a int) returns int language sql return (a)\n"
        "function f(a text) returns text language sql return (a)\n"
        "sql x after function f(int) up $$ select 1 $$ down $$ select 2 $$\n",
        "sql x\n"
        "    after function f(integer)\n"
        "    up   $$ select 1 $$\n"
        "    down $$ select 2 $$\n"
        "\n"
        "function f(a integer) returns integer language sql return (a)\n"
        "function f(a text) returns text language sql return (a)\n",
    },
    {
        "columns of views, and tables that engines distribute",
        "extension citus\nextension timescaledb in public\nmixin tenant { distribute by org_id; org_id int }\n"
        "table b { n int; hypertable by n every 5; index (n); grant select to app }\n"
        "table a { use tenant; reference int? }\n"
        "table c { \"by\" date; hypertable by \"by\" every '1 day''s' }\n"
        "table d { x int; reference }\n"
        "materialized view m as $$ select 1 as one, 'x' as two $$ {\n"
        "    statistics on one, two\n"
        "    column two was three option (n_distinct = 5) statistics 7 compression pglz storage external\n"
        "    column one statistics -1\n"
        "}\n"
        "view v as $$ select 1 as one $$ { column one was \"Uno\" = 5 }\n",
        "extension citus\n"
        "extension timescaledb\n"
        "\n"
        "table a {\n"
        "    org_id     integer\n"
        "    reference  integer?\n"
        "\n"
        "    distribute by org_id\n"
        "}\n"
        "\n"
        "table b {\n"
        "    n  integer\n"
        "\n"
        "    index (n)\n"
        "\n"
        "    hypertable by n every 5\n"
        "\n"
        "    grant select to app\n"
        "}\n"
        "\n"
        "table c {\n"
        "    \"by\"  date\n"
        "\n"
        "    hypertable by \"by\" every '1 day''s'\n"
        "}\n"
        "\n"
        "table d {\n"
        "    x  integer\n"
        "\n"
        "    reference\n"
        "}\n"
        "\n"
        "view v as $$ select 1 as one $$ {\n"
        "    column one was \"Uno\" = 5\n"
        "}\n"
        "\n"
        "materialized view m as $$ select 1 as one, 'x' as two $$ {\n"
        "    column two was three storage external compression pglz statistics 7 option (n_distinct = 5)\n"
        "    statistics on one, two\n"
        "}\n",
    },
    {
        "schemas and the like",
        "enum b.state { \"on hold\" open \"was\" }\n"
        "schema b\n"
        "schema a\n"
        "/// What is public.\n"
        "schema public\n"
        "extension postgis in gis version '3.3.2'\n"
        "schema gis\n"
        "extension \"uuid-ossp\"\n"
        "/// Low, or not.\n"
        "enum level {\n"
        "    /// Hardly any.\n"
        "    low\n"
        "    high\n"
        "}\n",
        "schema a\n"
        "schema b\n"
        "schema gis\n"
        "\n"
        "/// What is public.\n"
        "schema public\n"
        "\n"
        "extension postgis in gis version '3.3.2'\n"
        "extension \"uuid-ossp\"\n"
        "\n"
        "enum b.state { \"on hold\" open \"was\" }\n"
        "\n"
        "/// Low, or not.\n"
        "enum level {\n"
        "    /// Hardly any.\n"
        "    low\n"
        "    high\n"
        "}\n",
    },
    {
        "views",
        "materialized view m (\"A\") with (toast.autovacuum_enabled = off, fillfactor = 70) tablespace fast as $q$ "
        "select x as a, '$$' as b from v $q$ with no data { unique index (\"A\"); /* none */ column b\n"
        "/// by b\nindex other (b); cluster on other }\n"
        "view app.v was u as $x$\n\n  select a,\n    b -- the b\n  from t\n;\n$x$ with check option\n"
        "view v (x, \"by\") with (security_barrier = on) as $$ select a, b from t $$ {\n"
        "    grant select to public\n"
        "    /// the x\n"
        "    column x = (1 + 1)\n"
        "    column \"by\" = 'b'\n"
        "    owner app\n"
        "    grant select (x) to app\n"
        "    trigger put instead of insert for each row execute pg_catalog.suppress_redundant_updates_trigger()\n"
        "}\n"
        "schema app\n"
        "table t { a int; b text }\n",
        "schema app\n"
        "\n"
        "view app.v was u with (check_option = cascaded) as $$\n"
        "  select a,\n"
        "    b -- the b\n"
        "  from t\n"
        "$$\n"
        "\n"
        "table t {\n"
        "    a  integer\n"
        "    b  text\n"
        "}\n"
        "\n"
        "view v (x, \"by\") with (security_barrier = true) as $$ select a, b from t $$ {\n"
        "    column \"by\" = 'b'\n"
        "    /// the x\n"
        "    column x = (1 + 1)\n"
        "    trigger put instead of insert for each row execute pg_catalog.suppress_redundant_updates_trigger()\n"
        "    owner to app\n"
        "    grant select to public\n"
        "    grant select (x) to app\n"
        "}\n"
        "\n"
        "materialized view m (\"A\") with (fillfactor = 70, toast.autovacuum_enabled = off) tablespace fast as "
        "$sql$ select x as a, '$$' as b from v $sql$ with no data {\n"
        "    unique index (\"A\")\n"
        "    /// by b\n"
        "    index other (b)\n"
        "    cluster on other\n"
        "}\n",
    },
    {
        "columns in line, constraints and indexes by name",
        "mixin stamps { created_at timestamp with time zone? = now() }\n"
        "/// A customer.\n"
        "///\n"
        "///   indented\n"
        "table t {\n"
        "    id serial primary key\n"
        "    /// Short.\n"
        "    n character varying(20) was m = 'x'\n"
        "    use stamps\n"
        "    later timestamptz = (now() + interval '1 day')\n"
        "    net numeric(12, 2)? = 0 check (net >= 0)\n"
        "    gross numeric generated (net * 1.19) stored\n"
        "    big bigint identity by default unique\n"
        "    parent int? references t on delete set null deferrable initially deferred\n"
        "    index z (n)\n"
        "    index (n, id desc nulls last) where (n <> 'a')\n"
        "    /// To be quick.\n"
        "    unique index b using btree (lower(n) text_pattern_ops, n collate \"C\" desc) include (net) with "
        "(fillfactor = 70)\n"
        "    index using gin (to_tsvector('english', n)) tablespace fast\n"
        "    unique (n, net) include (big) deferrable\n"
        "    check positive (net > 0) no inherit not valid\n"
        "    foreign key named (parent) references t (id) match full on update cascade not valid\n"
        "}\n",
        "/// A customer.\n"
        "///\n"
        "///   indented\n"
        "table t {\n"
        "    id          serial          primary key\n"
        "    /// Short.\n"
        "    n           varchar(20)     = 'x'  was m\n"
        "    created_at  timestamptz?    = now()\n"
        "    later       timestamptz     = (now() + interval '1 day')\n"
        "    net         numeric(12,2)?  = 0\n"
        "    gross       numeric         generated (net * 1.19) stored\n"
        "    big         bigint          identity by default  unique\n"
        "    parent      integer?        references t on delete set null deferrable initially deferred\n"
        "\n"
        "    unique (n, net) include (big) deferrable\n"
        "    check positive (net > 0) no inherit not valid\n"
        "    check (net >= 0)\n"
        "    foreign key named (parent) references t match full on update cascade not valid\n"
        "\n"
        "    /// To be quick.\n"
        "    unique index b (lower(n) text_pattern_ops, n collate \"C\" desc) include (net) with (fillfactor = 70)\n"
        "    index (n, id desc nulls last) where (n <> 'a')\n"
        "    index using gin (to_tsvector('english', n)) tablespace fast\n"
        "    index z (n)\n"
        "}\n",
    },
    {
        "what things were called: even a swap is known to be done",
        "schema app was old\nenum app.e was old.f { a was \"B b\"; c }\nsequence s was app.q { start 5 }\n"
        "table app.t was public.\"T\" { id int was z = 1; a int? was b\n"
        "unique t_a_key was k (a); index i was j (a) }\n",
        "schema app was old\n\n"
        "enum app.e was old.f {\n    a was \"B b\"\n    c\n}\n\n"
        "table app.t was public.\"T\" {\n"
        "    id  integer   = 1  was z\n"
        "    a   integer?  was b\n\n"
        "    unique t_a_key was k (a)\n\n"
        "    index i was j (a)\n"
        "}\n\n"
        "sequence s was app.q {\n    start      5\n}\n",
    },
    {
        "a rollup",
        "table d { day date; org text; calls bigint? = 0; kwh float?; primary key (day, org) }\n"
        "table e { ts timestamptz; org text; kwh float }\n"
        "/// Adds up.\n"
        "rollup d from e { group day = (ts at time zone 'UTC')::date, org; sum calls = 1, kwh = (kwh * 2) }\n",
        "table d {\n"
        "    day    date\n"
        "    org    text\n"
        "    calls  bigint?  = 0\n"
        "    kwh    float?\n"
        "\n"
        "    primary key (day, org)\n"
        "}\n"
        "\n"
        "table e {\n"
        "    ts   timestamptz\n"
        "    org  text\n"
        "    kwh  float\n"
        "}\n"
        "\n"
        "/// Adds up.\n"
        "rollup d from e {\n"
        "    group  day = (ts at time zone 'UTC')::date, org\n"
        "    sum    calls = 1, kwh = (kwh * 2)\n"
        "}\n",
    },
    {
        "what needs a newer server says so",
        "project { postgres 18\n}\n"
        "unlogged table t { a int?; b int? generated (a + 1) virtual; unique (a) nulls not distinct }\n",
        "project {\n"
        "    postgres  18\n"
        "}\n"
        "\n"
        "unlogged table t {\n"
        "    a  integer?\n"
        "    b  integer?  generated (a + 1) virtual\n"
        "\n"
        "    unique (a) nulls not distinct\n"
        "}\n",
    },
    {
        "expressions come back to the byte",
        "table t {\n"
        "    a text = 'it''s'\n"
        "    b text = E'a\\'b\\\\'\n"
        "    c text = $$x'y$$\n"
        "    d text = ('a' || -- why (not\n"
        "              'b')\n"
        "    e int = -1\n"
        "    f int = (1::bigint::int)\n"
        "    g text[] = array['a', 'b)']::text[]\n"
        "    h text = ( upper( 'x' ) )\n"
        "    i text = (f(') -- (') || '\"')\n"
        "    j text = concat('a', 'b(')\n"
        "    k timestamptz = current_timestamp\n"
        "    l int = ((1 + 2) * (3 + 4))\n"
        "    m text = ('a' /* ) */)\n"
        "    n numeric = 1e5\n"
        "    o boolean = TRUE\n"
        "    p date = date '2024-01-01'\n"
        "    q jsonb = '{}'::jsonb\n"
        "    r bit(4) = B'0101'\n"
        "    s timestamptz = '2024-01-01'::timestamp with time zone\n"
        "    t numeric = 1.50::numeric(12,2)\n"
        "    check (a <> 'x' -- done\n"
        "    )\n"
        "    check (  (b)  )\n"
        "    index ((a || b), (lower(a) || 'x'), lower(a), \"left\"(b, 1))\n"
        "}\n",
        NULL,
    },
    {
        "sequences and identities",
        "/// Counts\n"
        "sequence app.no { no cycle; start 1; type int8; owned by app.t.n }\n"
        "sequence b { increment -1; start -1; cache 1; minimum -32768; type int2 }\n"
        "sequence c { minvalue 5; maxvalue 9; start 7; increment 2; cycle }\n"
        "schema app\n"
        "table app.t {\n"
        "    n int = nextval('app.no')\n"
        "    a int identity always (start with 1 increment by 1 no cycle)\n"
        "    b bigint identity by default (increment -5 maxvalue 100)\n"
        "}\n",
        "schema app\n"
        "\n"
        "/// Counts\n"
        "sequence app.no {\n"
        "    owned by   app.t.n\n"
        "}\n"
        "\n"
        "table app.t {\n"
        "    n  integer  = nextval('app.no')\n"
        "    a  integer  identity always\n"
        "    b  bigint   identity by default (increment -5 maximum 100)\n"
        "}\n"
        "\n"
        "sequence b {\n"
        "    type       smallint\n"
        "    increment  -1\n"
        "}\n"
        "\n"
        "sequence c {\n"
        "    start      7\n"
        "    increment  2\n"
        "    minimum    5\n"
        "    maximum    9\n"
        "    cycle\n"
        "}\n",
    },
    {
        "comments that need escapes",
        "///\\ a\\rb\n/// c\\r\n///\n///\\ d\nschema x\n",
        "///\\ a\\rb\n/// c\\r\n///\n/// d\nschema x\n",
    },
    {
        "types called like PostgreSQL's own",
        "enum text { a }\n"
        "enum \"double precision\" { a }\n"
        "enum \"use\" { a }\n"
        "table t {\n"
        "    a public.text = 'a'\n"
        "    b public.text[]\n"
        "    c \"double precision\"\n"
        "    d \"use\"?\n"
        "    e text\n"
        "    f interval day to second(3)[]\n"
        "    g t\n"
        "}\n",
        NULL,
    },
    {
        "many labels, long names",
        "enum e { aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb ccccccccccccccccccccccccccc "
        "ddddddddd }\n"
        "table t {\n"
        "    a23456789012345678901234567890123456789012345678901234567890 int = 1\n"
        "    b varchar(10) = 'x'\n"
        "}\n",
        "enum e {\n"
        "    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
        "    bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
        "    ccccccccccccccccccccccccccc\n"
        "    ddddddddd\n"
        "}\n"
        "\n"
        "table t {\n"
        "    a23456789012345678901234567890123456789012345678901234567890  integer      = 1\n"
        "    b  varchar(10)  = 'x'\n"
        "}\n",
    },
#include "tests/unit/print_function_cases.def"
#include "tests/unit/print_types_cases.def"
#include "tests/unit/print_data_cases.def"
};

static void assert_same_catalogs(const Catalog *one, const Catalog *other, Arena *arena)
{
    for (size_t i = 0; i < one->objects.count; i++) {
        const Object *object = one->objects.items[i], *again = catalog_same(other, object);

        if (!again)
            fail_msg("%s is lost", object_describe(object, arena));
        if (object_differs(object, again))
            fail_msg("%s comes back changed", object_describe(object, arena));
    }
    assert_int_equal(one->objects.count, other->objects.count);
}

/* The law: what was printed compiles to the same, and prints the same. */
static const char *round_trip(Arena *arena, const char *text)
{
    Compiled *compiled = compile_text(arena, text);
    assert_string_equal(compile_complaints(compiled, arena), "");
    const char *printed = print_eco(&compiled->resolved.catalog, arena);

    Compiled *again = compile_text(arena, printed);
    assert_string_equal(compile_complaints(again, arena), "");
    assert_same_catalogs(&compiled->resolved.catalog, &again->resolved.catalog, arena);
    assert_string_equal(print_eco(&again->resolved.catalog, arena), printed);
    return printed;
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    const char *printed = round_trip(&arena, c->text);

    if (c->canonical)
        assert_string_equal(printed, c->canonical);
    arena_free(&arena);
}

/* "@" stands for the word between quotes: double ones are doubled; "^" likewise with single ones. */
static const char uses_of_a_name[] =
    "schema \"@\"\n"
    "enum \"@\".\"@\" { \"@\" x }\n"
    "table \"@\".\"@!\" {\n"
    "    \"@\" \"@\".\"@\" = '^' collate \"@\" primary key\n"
    "    other int?\n"
    "    check \"@\" (\"@\" is not null)\n"
    "    foreign key \"@!\" (\"@\") references \"@\".\"@!\" (\"@\")\n"
    "    unique \"@?\" (\"@\", other) include (other2)\n"
    "    index \"@+\" (\"@\", other) include (other2) tablespace \"@\"\n"
    "    other2 int\n"
    "    trigger \"@\" before update of \"@\", other for each row when (new.\"@\" > old.other)"
    "        execute \"@\".\"@t\"('^')\n"
    "}\n"
    "function \"@\".\"@t\"() returns trigger language plpgsql set search_path = \"@\", '^' set \"@\".\"@\" = '^'"
    "    as $x$ begin end $x$\n"
    "function \"@\".\"@?\"(\"@\" \"@\".\"@!\" = null, out \"@o\" int) language sql as 'select 1'\n"
    "function \"@\".\"@?\"(\"@\".\"@!\", int) returns table (\"@\" int) language sql as 'select 1'\n"
    "view \"@\".\"@v\" (\"@\") as $view$ select other from \"@\".\"@!\" $view$ { column \"@\" = 1 }\n"
    "materialized view \"@\".\"@m\" as $view$ select \"@\" from \"@\".\"@v\" $view$ { index \"@n\" (\"@\") }\n"
    "rollup \"@\".\"@!\" from \"@\".\"@!\" { group \"@\"; sum other, other2 = 1 }\n";

static void put_doubled(StrBuf *text, const char *word, char quote)
{
    for (; *word; word++) {
        strbuf_putc(text, *word);
        if (*word == quote)
            strbuf_putc(text, quote);
    }
}

static void put_uses(StrBuf *text, const char *word)
{
    for (const char *at = uses_of_a_name; *at; at++) {
        if (*at == '@' || *at == '^')
            put_doubled(text, word, *at == '@' ? '"' : '\'');
        else
            strbuf_putc(text, *at);
    }
}

/* Every word of SQL, of .eco and what nobody would call a name, as the name of all there is. */
static void names(void **state)
{
    static const char *const words[] = {
#define KEYWORD(word, category) word,
#include "dsl/catalog/keywords.def"
#undef KEYWORD
        "A", "a b", "a\"b", "it's", "ä", "0", "a.b", "a,b", "--", "/*", "$$", "(", "}", "//", "///", "\\", "%s", "${x}",
        "exclude", "extension", "fill", "index", "mixin", "model", "nulls", "option", "owner", "partition", "policy",
        "project", "rollup", "schema", "statistics", "sum", "tablespace", "trigger", "use", "virtual", "was",
    };
    Arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        StrBuf text = {.arena = &arena};

        put_uses(&text, words[i]);
        round_trip(&arena, strbuf_text(&text));
    }
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("print", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    SUITE_TEST(&suite, names);
    return suite_run(&suite, NULL, NULL);
}
