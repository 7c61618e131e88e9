#include "dsl/base/strbuf.h"
#include "tests/compile.h"
#include "tests/suite.h"


/* Complaints are by place: line, column, code, message; then notes, each with its place, and "=" for the hint. */
static const struct Case {
    const char *name, *text, *complaints;
} cases[] = {
    {
        "a table twice",
        "table users { id int }\n"
        "table users { id int }\n",
        "2:7 E0101 duplicate table \"users\"\n"
        "    1:7 first declared here\n",
    },
    {
        "a column twice",
        "table t {\n"
        "    id int\n"
        "    id text\n"
        "}\n",
        "3:5 E0101 duplicate column \"id\"\n"
        "    2:5 first declared here\n",
    },
    {
        "an enum twice",
        "enum e { a }\n"
        "enum e { b }\n",
        "2:6 E0101 duplicate enum \"e\"\n"
        "    1:6 first declared here\n",
    },
    {
        "an enum value twice",
        "enum e { a b a }\n",
        "1:14 E0101 duplicate enum value \"a\"\n"
        "    1:10 first declared here\n",
    },
    {
        "a schema twice",
        "schema app\n"
        "schema app\n",
        "2:8 E0101 duplicate schema \"app\"\n"
        "    1:8 first declared here\n",
    },
    {
        "an extension twice",
        "extension postgis\n"
        "extension postgis\n",
        "2:11 E0101 duplicate extension \"postgis\"\n"
        "    1:11 first declared here\n",
    },
    {
        "a mixin twice",
        "mixin m { a int }\n"
        "mixin m { b int }\n"
        "table t { use m }\n",
        "2:7 E0101 duplicate mixin \"m\"\n"
        "    1:7 first declared here\n",
    },
    {
        "an index twice",
        "table t {\n"
        "    a int\n"
        "    index i (a)\n"
        "    index i (a)\n"
        "}\n",
        "4:11 E0101 duplicate index \"i\"\n"
        "    3:11 first declared here\n",
    },
    {
        "one index name in two tables",
        "table t {\n"
        "    a int\n"
        "    index i (a)\n"
        "}\n"
        "table u {\n"
        "    a int\n"
        "    index i (a)\n"
        "}\n",
        "7:11 E0101 duplicate index \"i\": the tables of a schema share these names\n"
        "    3:11 first used here\n",
    },
    {
        "statistics of two tables have the same name",
        "table t { a int; b int; statistics s on a, b }\n"
        "table u { a int; b int; statistics s on a, b }\n",
        "2:36 E0101 duplicate statistics \"s\": the tables of a schema share these names\n"
        "    1:36 first used here\n",
    },
    {
        "a constraint twice",
        "table t {\n"
        "    a int\n"
        "    check c (a > 0)\n"
        "    check c (a > 1)\n"
        "}\n",
        "4:11 E0101 duplicate check constraint \"c\"\n"
        "    3:11 first declared here\n",
    },
    {
        "one name for two kinds of constraints",
        "table t {\n"
        "    a int\n"
        "    check c (a > 0)\n"
        "    unique c (a)\n"
        "}\n",
        "4:12 E0108 two constraints of table \"t\" are called \"c\"\n"
        "    3:11 first used here\n",
    },
    {
        "an index named like a table",
        "table t {\n"
        "    a int\n"
        "    index t (a)\n"
        "}\n",
        "3:11 E0108 index \"t\" and table \"t\" have the same name, and both are relations\n"
        "    1:7 first used here\n",
    },
    {
        "a unique constraint named like another table",
        "table t {\n"
        "    a int\n"
        "    unique u (a)\n"
        "}\n"
        "table u { a int }\n",
        "3:12 E0108 unique constraint \"u\" of table \"t\" and table \"u\" have the same name, and both are relations\n"
        "    5:7 first used here\n",
    },
    {
        "an enum named like a table",
        "enum t { a }\n"
        "table t { a int }\n",
        "2:7 E0108 table \"t\" and enum \"t\" have the same name, and both are types (a table is one, too)\n"
        "    1:6 first used here\n",
    },
    {
        "the same names in two schemas",
        "schema app\n"
        "enum app.e { a }\n"
        "enum e { a }\n"
        "table app.t { a app.e\n"
        " index i (a) }\n"
        "table t { a e\n"
        " index i (a) }\n",
        "",
    },
    {
        "a mixin's column that is there already",
        "mixin m { a int }\n"
        "table t {\n"
        "    a int\n"
        "    use m\n"
        "}\n",
        "4:9 E0101 duplicate column \"a\": the mixin brings it, and table \"t\" has it already\n"
        "    3:5 first declared here\n"
        "    1:11 the mixin's column is here\n",
    },
    {
        "C392 an unknown table",
        "table users { id int primary key }\n"
        "table t { u int references user }\n",
        "2:28 E0102 unknown table \"user\"\n"
        "    = did you mean \"users\"?\n",
    },
    {
        "an unknown table is told once a place",
        "mixin m { u int references usr }\n"
        "table a { use m }\n"
        "table b { use m }\n",
        "1:28 E0102 unknown table \"usr\"\n",
    },
    {
        "a table of another schema",
        "schema app\n"
        "table app.users { id int primary key }\n"
        "table t { u int references users }\n",
        "3:28 E0102 unknown table \"users\"\n"
        "    = did you mean \"app.users\"?\n",
    },
    {
        "an unknown schema, once",
        "table app.a { id int primary key }\n"
        "table app.b { a int references app.a }\n",
        "1:7 E0106 unknown schema \"app\"\n"
        "    = declare it: schema app\n",
    },
    {
        "a schema nearly right",
        "schema app\n"
        "table ap.t { id int }\n",
        "2:7 E0106 unknown schema \"ap\"\n"
        "    = did you mean \"app\"?\n",
    },
    {
        "an unknown column in a key",
        "table t {\n"
        "    email text\n"
        "    unique (emial)\n"
        "}\n",
        "3:13 E0103 unknown column \"emial\" of table \"t\"\n"
        "    = did you mean \"email\"?\n",
    },
    {
        "an unknown column in an index",
        "table t {\n"
        "    email text\n"
        "    index (id, emial desc) include (mail)\n"
        "}\n",
        "3:12 E0103 unknown column \"id\" of table \"t\"\n"
        "3:16 E0103 unknown column \"emial\" of table \"t\"\n"
        "    = did you mean \"email\"?\n"
        "3:37 E0103 unknown column \"mail\" of table \"t\"\n"
        "    = did you mean \"email\"?\n",
    },
    {
        "an unknown column in a check",
        "table t {\n"
        "    net numeric\n"
        "    check (net > 0 and nett < 5)\n"
        "}\n",
        "3:24 E0103 unknown column \"nett\" of table \"t\"\n"
        "    = did you mean \"net\"?\n",
    },
    {
        "an unknown column in an index expression",
        "table t {\n"
        "    title text\n"
        "    index (lower(titel)) where (tittle is not null)\n"
        "}\n",
        "3:18 E0103 unknown column \"titel\" of table \"t\"\n"
        "    = did you mean \"title\"?\n"
        "3:33 E0103 unknown column \"tittle\" of table \"t\"\n"
        "    = did you mean \"title\"?\n",
    },
    {
        "an unknown referenced column",
        "table u { id int primary key }\n"
        "table t { u int references u (idd) }\n",
        "2:31 E0103 unknown column \"idd\" of table \"u\"\n"
        "    = did you mean \"id\"?\n",
    },
    {
        "the table's own name in an expression",
        "table t {\n"
        "    a int\n"
        "    check (t.a > 0 and t is not null)\n"
        "    check (u.a > 0)\n"
        "}\n",
        "4:14 E0102 \"u.a\": only columns of table \"t\" can be used here\n",
    },
    {
        "an unknown type",
        "table t {\n"
        "    a intger\n"
        "    b statuss\n"
        "    c app.status\n"
        "    d status\n"
        "}\n"
        "schema app\n"
        "enum app.status { x }\n",
        "2:7 E0104 unknown type \"intger\"\n"
        "    = did you mean \"integer\"?\n"
        "3:7 E0104 unknown type \"statuss\"\n"
        "5:7 E0104 unknown type \"status\"\n"
        "    = did you mean \"app.status\"?\n",
    },
    {
        "C241 what raw SQL makes is known by its name, and by no other",
        "sql x up $$ create type app.x; create function tell() returns trigger language plpgsql as 'begin end'$$\n"
        "    down $$ drop type app.x; drop function tell() $$\n"
        "sql z up $$ create table z (a int) $$ down $$ drop table z $$\n"
        "schema app\n"
        "domain d app.x\n"
        "table t {\n"
        "    a app.x?\n"
        "    b app.y?\n"
        "    c x?\n"
        "    e z[]?\n"
        "    trigger g before insert execute tell()\n"
        "    trigger h before insert execute tel()\n"
        "}\n",
        "8:7 E0104 unknown type \"app.y\"\n"
        "    = did you mean \"app.x\"?\n"
        "9:7 E0104 unknown type \"x\"\n"
        "    = did you mean \"app.x\"?\n"
        "12:37 E0341 unknown function \"tel\"\n",
    },
    {
        "C225 an enum goes that is used still",
        "schema app\n"
        "table t {\n"
        "    a app.status = 'new'\n"
        "    check (a <> 'old'::app.status)\n"
        "}\n",
        "3:7 E0104 unknown type \"app.status\"\n",
    },
    {
        "C319 what is unique in a partitioned table lacks what that is partitioned by",
        "table e partition by list (k) {\n"
        "    id bigint primary key\n"
        "    k int unique\n"
        "    unique index (id)\n"
        "}\n",
        "2:15 E0322 primary key \"e_pkey\" of table \"e\" must contain \"k\": rows are unique within their partition "
        "only\n"
        "    1:9 by this the table is partitioned\n"
        "4:5 E0322 index \"e_id_idx\" must contain \"k\": rows are unique within their partition only\n"
        "    1:9 by this the table is partitioned\n",
    },
    {
        "C151 C173 C187 what only PostgreSQL 18 has",
        "table r { id int primary key }\n"
        "table t {\n"
        "    a int references r not enforced\n"
        "    check (a > 0) not enforced\n"
        "    b daterange\n"
        "    unique (a, b without overlaps)\n"
        "}\n",
        "3:11 E0205 foreign key \"t_a_fkey\" of table \"t\": PostgreSQL has this since 18, the schema must run on 14\n"
        "    = if older servers do not matter, write \"postgres 18\" in the project\n",
    },
    {
        "an unknown type, but an extension",
        "extension postgis\n"
        "table t {\n"
        "    a geometry(Point,4326)\n"
        "    index using gist (a gist_geometry_ops_2d)\n"
        "}\n",
        "",
    },
    {
        "a table as a type",
        "table a { id int }\n"
        "table b { x a }\n",
        "",
    },
    {
        "an unknown mixin silences what it may have brought",
        "mixin stamps { at timestamptz }\n"
        "table t {\n"
        "    use stamp\n"
        "    index (at)\n"
        "    check (nothing > 0)\n"
        "}\n",
        "3:9 E0105 unknown mixin \"stamp\"\n"
        "    = did you mean \"stamps\"?\n",
    },
    {
        "mixins in a circle",
        "mixin a { use b }\n"
        "mixin b { use c }\n"
        "mixin c { use a }\n"
        "table t { use a }\n",
        "3:15 E0109 mixins use each other in a circle: a → b → c → a\n",
    },
    {
        "a mixin that uses itself, unused",
        "mixin a { use a }\n",
        "1:15 E0109 mixins use each other in a circle: a → a\n",
    },
    {
        "names too long",
        "table t {\n"
        "    a23456789012345678901234567890123456789012345678901234567890123 int\n"
        "    a234567890123456789012345678901234567890123456789012345678901234 int\n"
        "}\n",
        "3:5 E0107 the name of a column has 64 bytes, PostgreSQL keeps 63\n"
        "    = PostgreSQL would cut it to \"a23456789012345678901234567890123456789012345678901234567890123\"\n",
    },
    {
        "C014 two names that only truncation makes equal",
        "table t {\n"
        "    a2345678901234567890123456789012345678901234567890123456789012345 int\n"
        "    a2345678901234567890123456789012345678901234567890123456789012346 int\n"
        "}\n",
        "2:5 E0107 the name of a column has 65 bytes, PostgreSQL keeps 63\n"
        "    = PostgreSQL would cut it to \"a23456789012345678901234567890123456789012345678901234567890123\"\n"
        "3:5 E0107 the name of a column has 65 bytes, PostgreSQL keeps 63\n"
        "    = PostgreSQL would cut it to \"a23456789012345678901234567890123456789012345678901234567890123\"\n",
    },
    {
        "a long name cut between characters",
        "table \"äääääääääääääääääääääääääääääääxx\" { a int }\n",
        "1:7 E0107 the name of a table has 64 bytes, PostgreSQL keeps 63\n"
        "    = PostgreSQL would cut it to \"äääääääääääääääääääääääääääääääx\"\n",
    },
    {
        "an empty name",
        "table t {\n"
        "    \"\" int\n"
        "}\n"
        "table \"\" { a int }\n",
        "2:5 E0110 the name of a column is empty\n"
        "4:7 E0110 the name of a table is empty\n",
    },
    {
        "a system column",
        "table t { ctid int }\n",
        "1:11 E0108 every table has a column \"ctid\" of PostgreSQL's own\n",
    },
    {
        "a schema of PostgreSQL's own",
        "schema pg_temp\n"
        "schema information_schema\n"
        "schema pgx\n",
        "1:8 E0114 schema \"pg_temp\" belongs to PostgreSQL\n"
        "2:8 E0114 schema \"information_schema\" belongs to PostgreSQL\n",
    },
    {
        "settings",
        "project x {\n"
        "    postgres  9\n"
        "    onlin     on\n"
        "    online    maybe\n"
        "    drops     keep\n"
        "    drops     now\n"
        "    prefix    \"1x\"\n"
        "    models    \"\"\n"
        "}\n",
        "2:5 E0112 setting \"postgres\" expects a major version from 14 to 18\n"
        "3:5 E0111 unknown project setting \"onlin\"\n"
        "    = did you mean \"online\"?\n"
        "4:5 E0112 setting \"online\" expects \"on\" or \"off\"\n"
        "5:5 E0010 \"drops keep\" is not supported yet: what is dropped would be gone\n"
        "6:5 E0101 duplicate setting \"drops\"\n"
        "    5:5 first set here\n"
        "7:5 E0112 setting \"prefix\" expects letters, digits and \"_\", as a C name may begin\n"
        "8:5 E0112 setting \"models\" expects a folder\n",
    },
    {
        "a second project",
        "project a { }\n"
        "project b { }\n",
        "2:9 E0101 a second project\n"
        "    1:9 first declared here\n",
    },
    {
        "clauses twice",
        "table t {\n"
        "    a int references t on delete cascade on delete restrict\n"
        "    b text collate \"C\" collate \"C\"\n"
        "    index (a) where (a > 0) where (b > 0)\n"
        "    primary key (a)\n"
        "}\n",
        "2:42 E0113 \"on delete\" stands twice\n"
        "    2:24 first written here\n"
        "3:24 E0113 \"collation\" stands twice\n"
        "    3:12 first written here\n"
        "4:29 E0113 \"where\" stands twice\n"
        "    4:15 first written here\n",
    },
    {
        "bad modifiers",
        "table t {\n"
        "    a varchar(0)\n"
        "    b numeric(1001)\n"
        "    c int(4)\n"
        "    d timestamptz(3,4)\n"
        "}\n",
        "2:7 E0201 \"0\" of type \"varchar\" must be a whole number from 1 to 10485760\n"
        "3:7 E0201 \"1001\" of type \"numeric\" must be a whole number from 1 to 1000\n"
        "4:7 E0201 type \"int\" takes nothing in parentheses\n"
        "5:7 E0201 type \"timestamptz\" takes at most 1 value in parentheses\n",
    },
    {
        "serial",
        "table t {\n"
        "    a serial?\n"
        "    b bigserial = 7\n"
        "    c smallserial\n"
        "}\n",
        "2:13 E0203 serial column \"a\" is never null\n"
        "3:17 E0204 serial column \"b\" brings its own default\n",
    },
    {
        "identity",
        "table t {\n"
        "    a text identity always\n"
        "    b int? identity by default\n"
        "    c bigint identity always\n"
        "}\n",
        "2:7 E0206 identity column \"a\" must be smallint, integer or bigint\n"
        "3:10 E0206 identity column \"b\" is never null\n",
    },
    {
        "identities that cannot count",
        "table t {\n"
        "    a int identity always (start 0)\n"
        "    b smallint identity always (maximum 40000)\n"
        "    c int identity by default (start 5 start 6 increment 0)\n"
        "    d bigint identity always (start 5 increment -1 minimum -9)\n"
        "    e bigint identity always (start 99999999999999999999 cache 1.5)\n"
        "    f bigint identity always (minimum -9223372036854775808 start - 9223372036854775808)\n"
        "}\n",
        "2:28 E0209 identity \"a\" starts with 0, outside of 1 to 2147483647\n"
        "3:33 E0209 the maximum 40000 of identity \"b\" is out of the range of type smallint\n"
        "4:40 E0113 \"start\" stands twice\n"
        "    4:32 first written here\n"
        "4:48 E0209 identity \"c\" counts by 0\n"
        "5:31 E0209 identity \"d\" starts with 5, outside of -9 to -1\n"
        "6:31 E0209 \"start\" takes a whole number of 64 bits\n"
        "6:58 E0209 \"cache\" takes a whole number of 64 bits\n",
    },
    {
        "sequences that cannot be",
        "schema app\n"
        "sequence a { type numeric }\n"
        "sequence b { type smallint; maximum 40000; minimum -40000 }\n"
        "sequence c { minimum 5; maximum 5; start 7 }\n"
        "sequence d { increment 0; cache 0 }\n"
        "sequence e { owned by t.y }\n"
        "sequence f { owned by u.x }\n"
        "sequence app.g { owned by t.x }\n"
        "sequence t { }\n"
        "sequence nope.h { }\n"
        "sequence i { type int; type int; owned by t.x; owned by t.x }\n"
        "sequence i { }\n"
        "sequence j { increment -1; start 1 }\n"
        "table t { x int }\n",
        "2:19 E0209 the type of a sequence must be smallint, integer or bigint\n"
        "3:29 E0209 the maximum 40000 of sequence \"b\" is out of the range of type smallint\n"
        "3:44 E0209 the minimum -40000 of sequence \"b\" is out of the range of type smallint\n"
        "4:14 E0209 the minimum 5 of sequence \"c\" is not below its maximum 5\n"
        "5:14 E0209 sequence \"d\" counts by 0\n"
        "5:27 E0209 the cache of sequence \"d\" must be 1 or more\n"
        "6:25 E0103 unknown column \"y\" of table \"t\"\n"
        "    = did you mean \"x\"?\n"
        "7:23 E0102 unknown table \"u\"\n"
        "    = did you mean \"t\"?\n"
        "8:18 E0210 sequence \"g\" is in schema \"app\", and the table that is to own it in \"public\"\n"
        "10:10 E0106 unknown schema \"nope\"\n"
        "    = declare it: schema nope\n"
        "11:29 E0113 \"type\" stands twice\n"
        "    11:19 first written here\n"
        "11:48 E0113 \"owned by\" stands twice\n"
        "    11:34 first written here\n"
        "12:10 E0101 duplicate sequence \"i\"\n"
        "    11:10 first declared here\n"
        "13:28 E0209 sequence \"j\" starts with 1, outside of -9223372036854775808 to -1\n"
        "14:7 E0108 table \"t\" and sequence \"t\" have the same name, and both are relations\n"
        "    9:10 first used here\n",
    },
    {
        "sequences that are fine",
        "sequence a { increment -1 }\n"
        "sequence b { type smallint; increment -1; minimum -32768; start -5 }\n"
        "sequence c { no minimum; no maximum; no cycle; start 7 }\n"
        "sequence d { type int; owned by t.x }\n"
        "table t { x int = nextval('d') }\n",
        "",
    },
    {
        "two sources of values",
        "table t {\n"
        "    a int = 1 identity always\n"
        "    b int = 1 generated (c + 1) stored\n"
        "    c int\n"
        "}\n",
        "2:15 E0207 column \"a\" has two sources of values: default and identity\n"
        "    2:11 the other one is here\n"
        "3:15 E0207 column \"b\" has two sources of values: default and generated column\n"
        "    3:11 the other one is here\n",
    },
    {
        "generated columns",
        "table t {\n"
        "    a int\n"
        "    b int generated (a + 1) stored\n"
        "    c int generated (b + 1) stored\n"
        "    d int generated (d + 1) stored\n"
        "    e int generated (x + 1) stored\n"
        "    f int generated (a) virtual\n"
        "}\n",
        "4:22 E0208 a generated column cannot use \"b\", which is generated, too\n"
        "5:22 E0208 generated column \"d\" uses itself\n"
        "6:22 E0103 unknown column \"x\" of table \"t\"\n"
        "    = did you mean \"a\"?\n"
        "7:11 E0205 a virtual column: PostgreSQL has this since 18, the schema must run on 14\n"
        "    = if older servers do not matter, write \"postgres 18\" in the project\n",
    },
    {
        "integers",
        "table t {\n"
        "    a smallint = 32767\n"
        "    b smallint = 32768\n"
        "    c integer  = -2147483648\n"
        "    d integer  = 2147483648\n"
        "    e bigint   = 9223372036854775808\n"
        "    f integer  = 'abc'\n"
        "    g integer  = ' 12 '\n"
        "    h integer  = ''\n"
        "    i integer  = true\n"
        "    j integer  = 1.5\n"
        "    k smallint = 99999.5\n"
        "    l integer  = '1.5'\n"
        "    m integer  = '0x1F'\n"
        "}\n",
        "3:18 E0202 32768 is out of the range of type smallint, which is -32768 to 32767\n"
        "    3:7 the type of column \"b\"\n"
        "5:18 E0202 2147483648 is out of the range of type integer, which is -2147483648 to 2147483647\n"
        "    5:7 the type of column \"d\"\n"
        "6:18 E0202 9223372036854775808 is out of the range of type bigint, which is -9223372036854775808 to "
        "9223372036854775807\n"
        "    6:7 the type of column \"e\"\n"
        "7:18 E0202 'abc' is no value of type integer\n"
        "    7:7 the type of column \"f\"\n"
        "9:18 E0202 '' is no value of type integer\n"
        "    9:7 the type of column \"h\"\n"
        "10:18 E0202 true is no value of type integer\n"
        "    10:7 the type of column \"i\"\n"
        "12:18 E0202 99999.5 is out of the range of type smallint, which is -32768 to 32767\n"
        "    12:7 the type of column \"k\"\n"
        "13:18 E0202 '1.5' is no value of type integer\n"
        "    13:7 the type of column \"l\"\n",
    },
    {
        "numbers",
        "table t {\n"
        "    a numeric(5,2)  = 999.99\n"
        "    b numeric(5,2)  = 1000\n"
        "    c numeric       = 1e100\n"
        "    d float         = '1e400'\n"
        "    e real          = 1e39\n"
        "    f numeric       = 'NaN'\n"
        "    g numeric(5,2)  = 'infinity'\n"
        "    h float         = '-Infinity'\n"
        "    i numeric       = 'ten'\n"
        "    j numeric(2,-3) = 99000\n"
        "    k numeric(5,2)  = -12345.6\n"
        "}\n",
        "3:23 E0202 1000 is too large for type numeric(5,2)\n"
        "    3:7 the type of column \"b\"\n"
        "5:23 E0202 1e400 is too large for type float\n"
        "    5:7 the type of column \"d\"\n"
        "6:23 E0202 1e39 is too large for type real\n"
        "    6:7 the type of column \"e\"\n"
        "8:23 E0202 infinity is too large for type numeric(5,2)\n"
        "    8:7 the type of column \"g\"\n"
        "10:23 E0202 'ten' is no value of type numeric\n"
        "    10:7 the type of column \"i\"\n"
        "11:7 E0205 numeric(2,-3): PostgreSQL has this since 15, the schema must run on 14\n"
        "    = if older servers do not matter, write \"postgres 15\" in the project\n"
        "12:23 E0202 -12345.6 is too large for type numeric(5,2)\n"
        "    12:7 the type of column \"k\"\n",
    },
    {
        "booleans",
        "table t {\n"
        "    a boolean = true\n"
        "    b boolean = 'yes'\n"
        "    c boolean = 'o'\n"
        "    d boolean = 1\n"
        "    e boolean = 'TRU'\n"
        "    f boolean = 'truth'\n"
        "    g boolean = '1'\n"
        "}\n",
        "4:17 E0202 'o' is no value of type boolean\n"
        "    4:7 the type of column \"c\"\n"
        "5:17 E0202 1 is no value of type boolean\n"
        "    5:7 the type of column \"d\"\n"
        "7:17 E0202 'truth' is no value of type boolean\n"
        "    7:7 the type of column \"f\"\n",
    },
    {
        "texts",
        "table t {\n"
        "    a varchar(3) = 'abc'\n"
        "    b varchar(3) = 'abcd'\n"
        "    c varchar(3) = 'äöü'\n"
        "    d varchar(3) = 'abc   '\n"
        "    e char(2)    = 'abc'\n"
        "    f text       = 5\n"
        "    g varchar(2) = 500\n"
        "    h text       = true\n"
        "    i char       = 'ab'\n"
        "}\n",
        "3:20 E0202 'abcd' has 4 characters, type varchar(3) holds 3\n"
        "    3:7 the type of column \"b\"\n"
        "6:20 E0202 'abc' has 3 characters, type char(2) holds 2\n"
        "    6:7 the type of column \"e\"\n"
        "8:20 E0202 '500' has 3 characters, type varchar(2) holds 2\n"
        "    8:7 the type of column \"g\"\n"
        "10:20 E0202 'ab' has 2 characters, type char(1) holds 1\n"
        "    10:7 the type of column \"i\"\n",
    },
    {
        "times",
        "table t {\n"
        "    a date        = '2024-02-29'\n"
        "    b date        = '2023-02-29'\n"
        "    c timestamptz = '2024-13-01 10:00'\n"
        "    d date        = 'today'\n"
        "    e timestamptz = 'soon'\n"
        "    f interval    = '1 day'\n"
        "    g interval    = 'long'\n"
        "    h date        = 20240101\n"
        "    i time        = '10:00'\n"
        "    j date        = 'January 8, 1999'\n"
        "    k timestamp   = '-infinity'\n"
        "}\n",
        "3:21 E0202 '2023-02-29' is no value of type date\n"
        "    3:7 the type of column \"b\"\n"
        "4:21 E0202 '2024-13-01 10:00' is no value of type timestamptz\n"
        "    4:7 the type of column \"c\"\n"
        "6:21 E0202 'soon' is no value of type timestamptz\n"
        "    6:7 the type of column \"e\"\n"
        "8:21 E0202 'long' is no value of type interval\n"
        "    8:7 the type of column \"g\"\n"
        "9:21 E0202 20240101 is no value of type date\n"
        "    9:7 the type of column \"h\"\n",
    },
    {
        "bytes, bits and addresses",
        "table t {\n"
        "    a bytea = '\\x00 fF'\n"
        "    b bytea = '\\x0'\n"
        "    c bytea = '\\xZZ'\n"
        "    d bytea = 'a\\\\b\\001'\n"
        "    e bytea = 'a\\b'\n"
        "    f bit(3) = '101'\n"
        "    g bit(3) = '10'\n"
        "    h bit = 'b1'\n"
        "    i varbit(4) = 'x1F'\n"
        "    j varbit = '0102'\n"
        "    k inet = '10.0.0.1/8'\n"
        "    l inet = '::ffff:10.0.0.1'\n"
        "    m inet = '300.1.1.1'\n"
        "    n cidr = 'localhost'\n"
        "}\n",
        "3:15 E0202 what follows '\\x' is no sequence of pairs of hex digits, as type bytea needs\n    3:7 the type "
        "of column \"b\"\n"
        "4:15 E0202 what follows '\\x' is no sequence of pairs of hex digits, as type bytea needs\n    4:7 the type "
        "of column \"c\"\n"
        "6:15 E0202 'a\\b' is no value of type bytea\n    6:7 the type of column \"e\"\n"
        "8:16 E0202 '10' has 2 bits, type bit(3) holds 3\n    8:7 the type of column \"g\"\n"
        "10:19 E0202 'x1F' has 8 bits, type varbit(4) holds 4\n    10:7 the type of column \"i\"\n"
        "11:16 E0202 '0102' is no value of type varbit\n    11:7 the type of column \"j\"\n"
        "14:14 E0202 '300.1.1.1' is no value of type inet\n    14:7 the type of column \"m\"\n"
        "15:14 E0202 'localhost' is no value of type cidr\n    15:7 the type of column \"n\"\n",
    },
    {
        "uuids",
        "table t {\n"
        "    a uuid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'\n"
        "    b uuid = '{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}'\n"
        "    c uuid = 'a0eebc999c0b4ef8bb6d6bb9bd380a11'\n"
        "    d uuid = 'a0eebc999c0b4ef8bb6d6bb9bd380a1'\n"
        "    e uuid = '{a0eebc999c0b4ef8bb6d6bb9bd380a11'\n"
        "    f uuid = 'a0eebc999c0b4ef8bb6d6bb9bd380a11}'\n"
        "    g uuid = 'a0-eebc999c0b4ef8bb6d6bb9bd380a11'\n"
        "    h uuid = 1\n"
        "}\n",
        "5:14 E0202 'a0eebc999c0b4ef8bb6d6bb9bd380a1' is no value of type uuid\n"
        "    5:7 the type of column \"d\"\n"
        "6:14 E0202 '{a0eebc999c0b4ef8bb6d6bb9bd380a11' is no value of type uuid\n"
        "    6:7 the type of column \"e\"\n"
        "7:14 E0202 'a0eebc999c0b4ef8bb6d6bb9bd380a11}' is no value of type uuid\n"
        "    7:7 the type of column \"f\"\n"
        "8:14 E0202 'a0-eebc999c0b4ef8bb6d6bb9bd380a11' is no value of type uuid\n"
        "    8:7 the type of column \"g\"\n"
        "9:14 E0202 1 is no value of type uuid\n"
        "    9:7 the type of column \"h\"\n",
    },
    {
        "json",
        "table t {\n"
        "    a jsonb = '{}'\n"
        "    b jsonb = '{\"a\": [1, 2e999]}'\n"
        "    c json  = '{a: 1}'\n"
        "    d jsonb = ''\n"
        "    e jsonb = '5'\n"
        "    f jsonb = 5\n"
        "}\n",
        "4:15 E0202 '{a: 1}' is no value of type json: string or '}' expected near 'a'\n"
        "    4:7 the type of column \"c\"\n"
        "5:15 E0202 '' is no value of type jsonb: unexpected token near end of file\n"
        "    5:7 the type of column \"d\"\n"
        "7:15 E0202 5 is no value of type jsonb\n"
        "    7:7 the type of column \"f\"\n",
    },
    {
        "arrays",
        "table t {\n"
        "    a text[] = '{}'\n"
        "    b text[] = 'a'\n"
        "    c int[]  = array[1, 2]\n"
        "    d int[]  = 5\n"
        "    e int[]  = ' [0:1]={1,2}'\n"
        "}\n",
        "3:16 E0202 'a' is no value of type text[]\n"
        "    3:7 the type of column \"b\"\n"
        "5:16 E0202 5 is no value of type integer[]\n"
        "    5:7 the type of column \"d\"\n",
    },
    {
        "enum labels",
        "schema app\n"
        "enum app.status { active closed }\n"
        "table t {\n"
        "    a app.status = 'active'\n"
        "    b app.status = 'activ'\n"
        "    c app.status = 'x'::app.status\n"
        "    d text\n"
        "    e app.status[] = '{}'\n"
        "    f app.status = 5\n"
        "    check (d <> 'clsed'::app.status::text)\n"
        "}\n",
        "5:20 E0202 'activ' is no value of enum \"status\"\n"
        "    5:7 the type of column \"b\"\n"
        "    = did you mean \"active\"?\n"
        "6:29 E0115 enum \"status\" has no value \"x\"\n"
        "    2:6 the enum is declared here\n"
        "9:20 E0202 5 is no value of type app.status\n"
        "    9:7 the type of column \"f\"\n"
        "10:30 E0115 enum \"status\" has no value \"clsed\"\n"
        "    2:6 the enum is declared here\n"
        "    = did you mean \"closed\"?\n",
    },
    {
        "defaults that are no values",
        "table t {\n"
        "    a text = free\n"
        "    b int  = (a + 1)\n"
        "    c int  = (select 1)\n"
        "    d int  = max(5)\n"
        "    e int  = null\n"
        "    f int? = null\n"
        "    t date = now\n"
        "    g int  = now(\n"
        "}\n",
        "2:14 E0202 a default cannot use a column, as \"free\" would be\n"
        "    = a string stands in single quotes: 'free'\n"
        "3:15 E0202 a default cannot use a column, as \"a\" would be\n"
        "4:15 E0401 syntax error at or near \"select\"\n"
        "5:14 E0403 \"max\" looks at many rows and cannot stand in a default\n"
        "6:14 E0202 null cannot be the default of column \"e\", which is not null\n"
        "8:14 E0202 a default cannot use a column, as \"now\" would be\n"
        "    = a function has parentheses: now()\n"
        "9:17 E0005 this \"(\" is never closed\n",
    },
    {
        "two primary keys",
        "table t {\n"
        "    a int primary key\n"
        "    b int primary key\n"
        "    primary key (a, b)\n"
        "}\n",
        "3:11 E0301 table \"t\" has two primary keys\n"
        "    2:11 the first one is here\n"
        "4:5 E0301 table \"t\" has two primary keys\n"
        "    2:11 the first one is here\n",
    },
    {
        "a key that can be null",
        "table t {\n"
        "    a int? primary key\n"
        "}\n"
        "table u {\n"
        "    a int?\n"
        "    b int\n"
        "    primary key (a, b)\n"
        "}\n",
        "2:10 E0302 column \"a\" is part of the primary key and cannot be null\n"
        "    2:12 the primary key is here\n"
        "    = remove the \"?\"\n"
        "5:10 E0302 column \"a\" is part of the primary key and cannot be null\n"
        "    7:5 the primary key is here\n"
        "    = remove the \"?\"\n",
    },
    {
        "columns twice in a key",
        "table t {\n"
        "    a int\n"
        "    unique (a, a)\n"
        "    unique x (a) include (a)\n"
        "}\n",
        "3:16 E0310 column \"a\" stands twice in the key\n"
        "4:27 E0310 column \"a\" is part of the key already\n",
    },
    {
        "types that have no order",
        "table t {\n"
        "    a json unique\n"
        "    b point\n"
        "    c xml\n"
        "    primary key (b)\n"
        "    index (c)\n"
        "    index using gist (b)\n"
        "}\n",
        "2:5 E0316 column \"a\" is json, which a btree index cannot hold\n"
        "    2:5 the column is here\n"
        "5:18 E0316 column \"b\" is point, which a btree index cannot hold\n"
        "    3:5 the column is here\n"
        "6:12 E0316 column \"c\" is xml, which a btree index cannot hold\n"
        "    4:5 the column is here\n",
    },
    {
        "another number of columns",
        "table u {\n"
        "    a int\n"
        "    b int\n"
        "    primary key (a, b)\n"
        "}\n"
        "table t {\n"
        "    a int references u\n"
        "    b int\n"
        "    foreign key (a, b) references u (a)\n"
        "}\n",
        "7:11 E0303 the foreign key has 1 column and references 2\n"
        "9:5 E0303 the foreign key has 2 columns and references 1\n",
    },
    {
        "types that cannot be compared",
        "table u {\n"
        "    a int primary key\n"
        "    b text unique\n"
        "    c timestamptz unique\n"
        "    d numeric unique\n"
        "}\n"
        "table t {\n"
        "    a text references u\n"
        "    b varchar(5) references u (b)\n"
        "    c date references u (c)\n"
        "    d bigint references u (d)\n"
        "    e numeric references u\n"
        "    f smallint references u\n"
        "    g uuid references u (b)\n"
        "}\n",
        "8:5 E0304 column \"a\" is text and cannot reference \"a\", which is integer\n"
        "    2:5 the referenced column is here\n"
        "12:5 E0304 column \"e\" is numeric and cannot reference \"a\", which is integer\n"
        "    2:5 the referenced column is here\n"
        "14:5 E0304 column \"g\" is uuid and cannot reference \"b\", which is text\n"
        "    3:5 the referenced column is here\n",
    },
    {
        "an enum as a key",
        "enum e { a }\n"
        "enum f { a }\n"
        "table u { a e primary key }\n"
        "table t {\n"
        "    a e references u\n"
        "    b f references u\n"
        "    c text references u\n"
        "}\n",
        "6:5 E0304 column \"b\" is f and cannot reference \"a\", which is e\n"
        "    3:11 the referenced column is here\n"
        "7:5 E0304 column \"c\" is text and cannot reference \"a\", which is e\n"
        "    3:11 the referenced column is here\n",
    },
    {
        "no key to reference",
        "table u {\n"
        "    a int\n"
        "    b int\n"
        "    c int unique deferrable\n"
        "    d int\n"
        "    unique index (a)\n"
        "    unique index (b) where (b > 0)\n"
        "    unique (d, a)\n"
        "}\n"
        "table t {\n"
        "    a int references u\n"
        "    b int references u (a)\n"
        "    c int references u (b)\n"
        "    d int references u (c)\n"
        "    foreign key (a, b) references u (a, d)\n"
        "}\n",
        "11:22 E0305 table \"u\" has no primary key: say which of its columns are meant\n"
        "13:22 E0305 no primary key, unique constraint or unique index of table \"u\" is over \"b\"\n"
        "    1:7 the table is declared here\n"
        "14:22 E0305 a foreign key cannot rely on a deferrable unique constraint\n"
        "    4:11 it is declared here\n",
    },
    {
        "actions",
        "project { postgres 15\n"
        "}\n"
        "table u { a int primary key }\n"
        "table t {\n"
        "    a int references u on delete set null\n"
        "    b int references u on update set default\n"
        "    c int = 1 references u on delete set default\n"
        "    d int? references u on delete set null (d)\n"
        "    e int? references u on delete set null (a)\n"
        "    f int? references u on delete cascade (f)\n"
        "}\n",
        "5:24 E0306 \"set null\" cannot work: column \"a\" is not null\n"
        "    5:5 the column is here\n"
        "6:24 E0306 \"set default\" cannot work: column \"b\" is not null and has no default\n"
        "    6:5 the column is here\n"
        "9:25 E0306 \"set null\" cannot work: column \"a\" is not null\n"
        "    5:5 the column is here\n"
        "9:45 E0306 column \"a\" is not part of the foreign key\n"
        "10:44 E0306 only \"set null\" and \"set default\" can name columns\n",
    },
    {
        "a table that outlives its target",
        "unlogged table u { a int primary key }\n"
        "table t { a int references u }\n"
        "unlogged table v { a int references u }\n",
        "2:28 E0317 table \"t\" is not unlogged and cannot reference \"u\", which is\n"
        "    1:16 the unlogged table is here\n",
    },
    {
        "deferrable",
        "table t {\n"
        "    a int primary key not deferrable initially deferred\n"
        "    b int unique initially deferred\n"
        "}\n",
        "2:38 E0312 what is initially deferred must be deferrable\n",
    },
    {
        "a server too old",
        "table t {\n"
        "    a int? unique nulls not distinct\n"
        "    b int\n"
        "    c int? references t (a) on delete set null (c)\n"
        "    unique index (b) nulls not distinct\n"
        "}\n",
        "2:19 E0205 \"nulls not distinct\": PostgreSQL has this since 15, the schema must run on 14\n"
        "    = if older servers do not matter, write \"postgres 15\" in the project\n"
        "4:49 E0205 columns after \"on delete set\": PostgreSQL has this since 15, the schema must run on 14\n"
        "    = if older servers do not matter, write \"postgres 15\" in the project\n"
        "5:22 E0205 \"nulls not distinct\": PostgreSQL has this since 15, the schema must run on 14\n"
        "    = if older servers do not matter, write \"postgres 15\" in the project\n",
    },
    {
        "C211 too many columns in an index",
        "table t {\n"
        "    c0 int\n"
        "    c1 int\n"
        "    c2 int\n"
        "    c3 int\n"
        "    c4 int\n"
        "    c5 int\n"
        "    c6 int\n"
        "    c7 int\n"
        "    c8 int\n"
        "    c9 int\n"
        "    c10 int\n"
        "    c11 int\n"
        "    c12 int\n"
        "    c13 int\n"
        "    c14 int\n"
        "    c15 int\n"
        "    c16 int\n"
        "    c17 int\n"
        "    c18 int\n"
        "    c19 int\n"
        "    c20 int\n"
        "    c21 int\n"
        "    c22 int\n"
        "    c23 int\n"
        "    c24 int\n"
        "    c25 int\n"
        "    c26 int\n"
        "    c27 int\n"
        "    c28 int\n"
        "    c29 int\n"
        "    c30 int\n"
        "    c31 int\n"
        "    c32 int\n"
        "    index (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, "
        "c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32)\n"
        "}\n",
        "35:5 E0311 an index has at most 32 columns\n",
    },
    {
        "unknown methods and operator classes",
        "table t {\n"
        "    a text\n"
        "    b int\n"
        "    index using btre (a)\n"
        "    index (a text_pattern_op)\n"
        "    index (b text_pattern_ops)\n"
        "    index (a my.own_ops)\n"
        "    index using hash (a text_pattern_ops)\n"
        "}\n",
        "4:17 E0307 unknown index method \"btre\"\n"
        "    = did you mean \"btree\"?\n"
        "5:14 E0308 unknown operator class \"text_pattern_op\" of btree indexes\n"
        "    = did you mean \"text_pattern_ops\"?\n"
        "6:14 E0308 operator class \"text_pattern_ops\" is for type text, column \"b\" is integer\n",
    },
    {
        "what methods cannot do",
        "table t {\n"
        "    a int\n"
        "    b jsonb\n"
        "    c int\n"
        "    unique index using hash (a)\n"
        "    index using hash (a, c)\n"
        "    index using brin (a desc)\n"
        "    index using gin (b) include (a)\n"
        "    index using gin (a)\n"
        "    index using brin (a, c)\n"
        "    index using spgist (c nulls first)\n"
        "}\n",
        "5:5 E0309 a hash index cannot be unique\n"
        "6:5 E0309 a hash index cannot have several columns\n"
        "7:23 E0309 a brin index cannot be ordered\n"
        "8:25 E0309 a gin index cannot include columns\n"
        "9:22 E0316 column \"a\" is integer, which a gin index cannot hold\n"
        "    2:5 the column is here\n"
        "11:25 E0309 a spgist index cannot be ordered\n"
        "11:25 E0316 column \"c\" is integer, which a spgist index cannot hold\n"
        "    4:5 the column is here\n",
    },
    {
        "columns twice in an index",
        "table t {\n"
        "    a text\n"
        "    b text\n"
        "    index (a, a)\n"
        "    index (a, a text_pattern_ops)\n"
        "    index (a) include (b, b, a)\n"
        "}\n",
        "4:15 E0310 column \"a\" stands twice in the index\n"
        "6:27 E0310 column \"b\" stands twice in \"include\"\n"
        "6:30 E0310 column \"a\" is part of the index already\n",
    },
    {
        "storage options",
        "table t {\n"
        "    a int\n"
        "    b jsonb\n"
        "    index (a) with (fillfactor = 5)\n"
        "    index (a) with (filfactor = 50)\n"
        "    index (a) with (fillfactor = 50, fillfactor = 60)\n"
        "    index using gin (b) with (fastupdate = perhaps)\n"
        "    index using gin (b) with (fastupdate = off)\n"
        "    index using brin (a) with (pages_per_range)\n"
        "}\n",
        "4:21 E0314 option \"fillfactor\" is a whole number from 10 to 100\n"
        "5:21 E0313 unknown option \"filfactor\" of btree indexes\n"
        "    = did you mean \"fillfactor\"?\n"
        "6:38 E0101 duplicate option \"fillfactor\"\n"
        "7:31 E0314 option \"fastupdate\" is on or off\n"
        "9:32 E0314 option \"pages_per_range\" is a whole number from 1 to 131072\n",
    },
    {
        "SQL that does not parse",
        "table t {\n"
        "    a int\n"
        "    check (a > )\n"
        "    check (a ~> 5 5)\n"
        "    check ( )\n"
        "    index ((a +)) where (a = = 1)\n"
        "    b int generated (a b) stored\n"
        "    c int = (1,)\n"
        "}\n",
        "3:15 E0401 the expression is not complete\n"
        "4:19 E0401 syntax error at or near \"5\"\n"
        "5:12 E0402 an expression was expected, nothing stands here\n"
        "6:16 E0401 the expression is not complete\n"
        "6:30 E0401 syntax error at or near \"=\"\n"
        "7:24 E0401 syntax error at or near \"b\"\n"
        "8:15 E0401 syntax error at or near \",\"\n",
    },
    {
        "a byte after characters of two",
        "table t {\n"
        "    a text\n"
        "    check (a <> 'ääää' and bbbb > 1 )\n"
        "}\n",
        "3:28 E0103 unknown column \"bbbb\" of table \"t\"\n",
    },
    {
        "subqueries and aggregates",
        "table t {\n"
        "    a int\n"
        "    check (a in (select 1))\n"
        "    check (count(*) > 1)\n"
        "    index ((sum(a)))\n"
        "    b int generated (row_number() over ()) stored\n"
        "}\n",
        "3:12 E0403 a subquery cannot stand in a check\n"
        "4:12 E0403 \"count\" looks at many rows and cannot stand in a check\n"
        "5:13 E0403 \"sum\" looks at many rows and cannot stand in an index\n"
        "6:22 E0403 \"row_number\" looks at many rows and cannot stand in a generated column\n",
    },
    {
        "a rollup of what is not there",
        "table a { id int primary key }\n"
        "rollup b from a { group id }\n"
        "rollup a from c { group id }\n",
        "2:8 E0102 unknown table \"b\"\n"
        "    = did you mean \"a\"?\n"
        "3:15 E0102 unknown table \"c\"\n"
        "    = did you mean \"a\"?\n",
    },
    {
        "a rollup twice",
        "table a { id int primary key }\n"
        "table s { id int }\n"
        "rollup a from s { group id\n"
        "}\n"
        "rollup a from s { group id\n"
        "}\n",
        "5:8 E0101 duplicate rollup of table \"a\"\n"
        "    3:8 first declared here\n",
    },
    {
        "a rollup with another key",
        "table a {\n"
        "    day date\n"
        "    org text\n"
        "    n int? = 0\n"
        "    primary key (day, org)\n"
        "}\n"
        "table s {\n"
        "    ts timestamptz\n"
        "    org text\n"
        "}\n"
        "rollup a from s {\n"
        "    group org\n"
        "    sum n = 1\n"
        "}\n",
        "11:8 E0501 the group columns of the rollup are not the primary key of table \"a\"\n"
        "    5:5 the primary key is here\n",
    },
    {
        "sums of what is no number",
        "table a {\n"
        "    org text primary key\n"
        "    t text\n"
        "    n int\n"
        "    m numeric\n"
        "    k int\n"
        "}\n"
        "table s {\n"
        "    org text\n"
        "    t text\n"
        "    n text\n"
        "    m float\n"
        "    k float\n"
        "}\n"
        "rollup a from s {\n"
        "    group org\n"
        "    sum t = 1, n, m, k\n"
        "}\n",
        "17:9 E0502 column \"t\" is text and cannot hold a sum\n"
        "17:16 E0502 column \"n\" is text and cannot be summed\n"
        "17:22 E0503 column \"k\" is integer, what goes into it is float\n"
        "    13:5 the source's column is here\n",
    },
    {
        "rollup columns that are not there",
        "table a {\n"
        "    org text primary key\n"
        "    n int?\n"
        "}\n"
        "table s { org text }\n"
        "rollup a from s {\n"
        "    group org\n"
        "    sum nn = 1, n = tokens + 1\n"
        "}\n",
        "8:28 E0001 unexpected \"+\"\n"
        "    = SQL that is longer than one value stands in parentheses\n",
    },
    {
        "a rollup that leaves a column out",
        "table a {\n"
        "    org text primary key\n"
        "    n int\n"
        "    m int\n"
        "}\n"
        "table s { org text }\n"
        "rollup a from s {\n"
        "    group org\n"
        "    sum n = 1\n"
        "}\n",
        "7:8 E0505 the rollup gives column \"m\" no value, and it is not null\n"
        "    4:5 the column is here\n",
    },
    {
        "a key of another type",
        "table a {\n"
        "    org int primary key\n"
        "    n int\n"
        "}\n"
        "table s { org text }\n"
        "rollup a from s {\n"
        "    group org\n"
        "    sum n = 1, n = 2\n"
        "}\n",
        "7:11 E0503 column \"org\" is integer, what goes into it is text\n"
        "    5:11 the source's column is here\n"
        "8:16 E0310 column \"n\" stands twice in the rollup\n",
    },
    {
        "an item that was lost is one of its table: names elsewhere are told",
        "table users { id ) }\n"
        "table t {\n"
        "    u int references usrs\n"
        "    v user_type\n"
        "    check (nosuch > 0)\n"
        "    w int references users (id)\n"
        "}\n",
        "1:18 E0001 unexpected \")\", expected a name\n"
        "3:22 E0102 unknown table \"usrs\"\n"
        "    = did you mean \"users\"?\n"
        "4:7 E0104 unknown type \"user_type\"\n"
        "5:12 E0103 unknown column \"nosuch\" of table \"t\"\n",
    },
    {
        "nothing is unknown after a declaration was lost",
        "tabel users { id int }\n"
        "table t {\n"
        "    u int references usrs\n"
        "    v user_type\n"
        "    check (nosuch > 0)\n"
        "    check (u + > 0)\n"
        "}\n",
        "1:1 E0001 unexpected \"tabel\", expected \"table\"\n"
        "6:16 E0401 syntax error at or near \">\"\n",
    },
    {
        "an extension in an unknown schema",
        "extension postgis in gis\n"
        "extension plpgsql in pg_catalog\n",
        "1:22 E0106 unknown schema \"gis\"\n"
        "    = declare it: schema gis\n",
    },
    {
        "hints are SQL, too",
        "table t {\n"
        "    a int using (b::)\n"
        "    c text fill (nosuch)\n"
        "    d int using (old::int)\n"
        "}\n",
        "2:21 E0401 the expression is not complete\n"
        "3:18 E0103 unknown column \"nosuch\" of table \"t\"\n",
    },
    {
        "a mixin used twice",
        "mixin m { a int }\n"
        "mixin n { use m }\n"
        "table t {\n"
        "    use m\n"
        "    use n\n"
        "}\n",
        "2:15 E0101 mixin \"m\" is used twice in table \"t\"\n"
        "    4:9 first used here\n",
    },
    {
        "a column's own check",
        "table t { net numeric check (nett > 0) }\n",
        "1:30 E0103 unknown column \"nett\" of table \"t\"\n"
        "    = did you mean \"net\"?\n",
    },
    {
        "a wrong mixin is told once",
        "mixin m {\n"
        "    a int = 'x'\n"
        "    b nosuch\n"
        "    check (c > 0)\n"
        "}\n"
        "table t { use m }\n"
        "table u { use m }\n",
        "2:13 E0202 'x' is no value of type integer\n"
        "    2:7 the type of column \"a\"\n"
        "3:7 E0104 unknown type \"nosuch\"\n"
        "4:12 E0103 unknown column \"c\" of table \"t\"\n"
        "    = did you mean \"a\"?\n",
    },
    {
        "hostile names",
        "table \"a\"\"b\" { \"x'y\" int = 'z' }\n"
        "table t { a int references \"a\"\"c\" }\n",
        "1:28 E0202 'z' is no value of type integer\n"
        "    1:22 the type of column \"x'y\"\n"
        "2:28 E0102 unknown table \"a\"c\"\n"
        "    = did you mean \"a\"b\"?\n",
    },
    {
        "C391 a view's query that cannot be read",
        "table t { a int }\n"
        "view v as $$\n"
        "    select a from t wher a > 0\n"
        "$$\n"
        "view w as $$ select 1; select 2 $$\n"
        "view x as $$ insert into t values (1) $$\n"
        "view y as $$ -- nothing $$\n",
        "3:26 E0401 syntax error at or near \"a\"\n"
        "5:14 E0401 this is not one query\n"
        "6:14 E0401 this is not one query\n"
        "7:25 E0401 a query is missing\n",
    },
    {
        "C392 a view of what is not there",
        "table users { id int; mail text }\n"
        "view v as $$ select id, mial from usres $$\n"
        "view w as $$ select u.mial, u.id, ctid, u from users u, app.t $$\n"
        "view x as $$ select u.id, (select max(mial) from users x), users.nope from users u, users order by mail $$\n"
        "view y as $$ select c.relname from pg_class c, information_schema.tables t $$\n"
        "view z as $$ select mial from w $$\n",
        "2:35 E0102 unknown table or view \"usres\"\n"
        "    = did you mean \"users\"?\n"
        "3:23 E0103 unknown column \"mial\" of table \"users\"\n"
        "    = did you mean \"mail\"?\n"
        "3:61 E0102 unknown table or view \"app.t\"\n"
        "4:39 E0103 unknown column \"mial\"\n"
        "    = did you mean \"mail\"?\n"
        "4:66 E0103 unknown column \"nope\" of table \"users\"\n",
    },
    {
        "what may come from an extension is not asked for",
        "extension postgis\n"
        "view v as $$ select id, srid from spatial_ref_sys $$\n",
        "",
    },
    {
        "C392 a label that the enum does not have, in a view",
        "enum status { open closed }\n"
        "table t { s status }\n"
        "view v as $$ select 'opne'::status as s from t $$\n",
        "3:29 E0115 enum \"status\" has no value \"opne\"\n"
        "    1:6 the enum is declared here\n"
        "    = did you mean \"open\"?\n",
    },
    {
        "a view with a column twice, or names for more than it has",
        "table t { a int; b int }\n"
        "view v as $$ select a, b as a from t $$\n"
        "view w (x, x) as $$ select a, b from t $$\n"
        "view x (p, q, r) as $$ select a, b from t $$\n"
        "view y as $$ select 1, 2 $$\n"
        "view z (q) as $$ select t.*, a from t $$\n"
        "view zz as $$ select * from t, t u $$\n",
        "2:24 E0101 view \"v\" has two columns \"a\"\n"
        "    = give one another name: \"as name\" behind it\n"
        "3:12 E0101 view \"w\" has two columns \"x\"\n"
        "4:15 E0420 view \"x\" has 2 columns, and here stand names for 3\n"
        "5:24 E0101 view \"y\" has two columns \"?column?\"\n"
        "    = give one another name: \"as name\" behind it\n",
    },
    {
        "C349 views in a circle",
        "view a as $$ select x from b $$\n"
        "view b as $$ select x from c $$\n"
        "materialized view c as $$ select * from a $$\n"
        "view d as $$ select x from c $$\n"
        "view e as $$ with recursive e as (select 1 as x union all select x + 1 from e) select x from e $$\n",
        "1:6 E0421 view \"a\" is made of itself, by way of what it mentions\n"
        "2:6 E0421 view \"b\" is made of itself, by way of what it mentions\n"
        "3:19 E0421 materialized view \"c\" is made of itself, by way of what it mentions\n",
    },
    {
        "options of views",
        "table t { a int }\n"
        "view a with (security_barier, check_option = both, security_barrier = 5, fillfactor = 70) as $$ select a "
        "from t $$\n"
        "view b with (check_option = local) as $$ select a from t $$ with check option\n"
        "view c with (security_invoker, check_option) as $$ select a from t $$\n"
        "materialized view d with (fillfactor = 5, toast.autovacuum_enabled = maybe, security_barrier) as $$ "
        "select a from t $$ {\n"
        "    option autovacuum_vacuum_scale_factor = 0.5, vacuum_truncate = off, fillfactor = 80\n"
        "}\n",
        "2:14 E0313 unknown option \"security_barier\" of views\n"
        "    = did you mean \"security_barrier\"?\n"
        "2:31 E0314 option \"check_option\" is local or cascaded\n"
        "2:52 E0314 option \"security_barrier\" is on or off\n"
        "2:74 E0313 unknown option \"fillfactor\" of views\n"
        "3:14 E0101 duplicate option \"check_option\"\n"
        "4:14 E0205 \"security_invoker\": PostgreSQL has this since 15, the schema must run on 14\n"
        "    = if older servers do not matter, write \"postgres 15\" in the project\n"
        "4:32 E0314 option \"check_option\" is local or cascaded\n"
        "5:27 E0314 option \"fillfactor\" is a whole number from 10 to 100\n"
        "5:43 E0314 option \"autovacuum_enabled\" is on or off\n"
        "5:77 E0313 unknown option \"security_barrier\" of materialized views\n"
        "6:73 E0101 duplicate option \"fillfactor\"\n",
    },
    {
        "columns of a view, and indexes of a materialized view, that are not there",
        "table t { a int; b text }\n"
        "view v as $$ select * from t $$ { column c; column d = 1; column a = (select 1); grant select (e) to x }\n"
        "materialized view m (x) as $$ select a, b from t $$ { index (a); index (lower(b), x) where (a > 0); index (z) "
        "include (b) }\n"
        "view w as $$ select * from elsewhere() $$ { column c = 1 }\n",
        "2:52 E0103 unknown column \"d\" of view \"v\"\n"
        "    = did you mean \"a\"?\n"
        "2:71 E0401 syntax error at or near \"select\"\n"
        "2:96 E0103 unknown column \"e\" of view \"v\"\n"
        "    = did you mean \"a\"?\n"
        "3:62 E0103 unknown column \"a\" of materialized view \"m\"\n"
        "    = did you mean \"x\"?\n"
        "3:93 E0103 unknown column \"a\" of materialized view \"m\"\n"
        "    = did you mean \"x\"?\n"
        "3:108 E0103 unknown column \"z\" of materialized view \"m\"\n"
        "    = did you mean \"x\"?\n",
    },
    {
        "a view cannot be called like what is there",
        "table t { a int }\n"
        "view t as $$ select 1 as a $$\n"
        "enum e { a }\n"
        "materialized view e as $$ select 1 as a $$\n"
        "view v as $$ select 1 as a $$\n"
        "view v as $$ select 2 as a $$\n",
        "2:6 E0108 view \"t\" and table \"t\" have the same name, and both are types (a view is one, too)\n"
        "    1:7 first used here\n"
        "4:19 E0108 materialized view \"e\" and enum \"e\" have the same name, and both are types (a materialized "
        "view is one, too)\n"
        "    3:6 first used here\n"
        "6:6 E0101 duplicate view \"v\"\n"
        "    5:6 first declared here\n",
    },
    {
        "a condition that a policy's command has no use for",
        "table t {\n"
        "    id int\n"
        "    policy p for insert using (true)\n"
        "    policy q for select check (true)\n"
        "    policy r for delete using (true) check (true)\n"
        "    policy s for update using (true) check (true)\n"
        "}\n",
        "3:25 E0318 a policy for insert has no \"using\": it says which new rows are good, with \"check\"\n"
        "4:25 E0318 a policy for select has no \"check\": it writes no rows, and says with \"using\" which it is "
        "about\n"
        "5:38 E0318 a policy for delete has no \"check\": it writes no rows, and says with \"using\" which it is "
        "about\n",
    },
    {
        "rights that there are not, and one that is the owner's anyway",
        "schema app\n"
        "table t { id int; grant selct to bob; owner to app; grant select to app; grant insert (id) to app }\n"
        "function f() returns int language sql as $$ select 1 $$\n"
        "grant usage on schema app to bob\n"
        "grant select on schema app to bob\n"
        "grant all, usage on function f to bob\n"
        "grant delete (id) on table t to bob\n",
        "2:25 E0117 there is no privilege \"selct\" on table \"t\"\n"
        "    = there are delete, insert, maintain, references, select, trigger, truncate, update\n"
        "2:69 W0101 table \"t\" belongs to \"app\", who may do everything with it anyway: nothing is granted\n"
        "    2:48 the owner is named here\n"
        "2:95 W0101 table \"t\" belongs to \"app\", who may do everything with it anyway: nothing is granted\n"
        "    2:48 the owner is named here\n"
        "5:7 E0117 there is no privilege \"select\" on schema \"app\"\n"
        "    = there are create, usage\n"
        "6:12 E0117 there is no privilege \"usage\" on function \"f()\"\n"
        "    = there is execute\n"
        "7:7 E0117 there is no privilege \"delete\" on column \"id\" of table \"t\"\n"
        "    = there are insert, references, select, update\n",
    },
    {
        "SQL of which one way is missing, and SQL that a newer server may know",
        "sql a up $$ create foo bar $$\n"
        "sql b down $$ select 1 $$\n"
        "sql c up $$ select 1 $$ down $$ $$\n",
        "1:5 E0430 sql \"a\" does not say how to go down\n"
        "    = add down $$…$$; where there is nothing to do, down $$ $$\n"
        "1:20 W0401 PostgreSQL 15 would not take this: syntax error at or near \"foo\"\n"
        "    = it goes into the migration as it stands: right for a newer server, else mend it\n"
        "2:5 E0430 sql \"b\" does not say how to go up\n"
        "    = add up $$…$$; where there is nothing to do, up $$ $$\n",
    },
#include "tests/unit/checks_distribution_cases.def"
#include "tests/unit/checks_function_cases.def"
#include "tests/unit/checks_types_cases.def"
#include "tests/unit/checks_data_cases.def"
#include "tests/unit/checks_tables_cases.def"
};

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    Compiled *compiled = compile_text(&arena, c->text);

    assert_string_equal(compile_complaints(compiled, &arena), c->complaints);
    arena_free(&arena);
}

/* What is too long to be written down: how many lines of which kind, and what is said of it. */
static const struct Bulk {
    const char *name, *before, *line, *after;
    size_t count;
    const char *complaints;
} bulks[] = {
    {"C055 1,600 columns", "table t {\n", "    c% int\n", "}\n", 1600, ""},
    {"1,601 columns", "table t {\n", "    c% int\n", "}\n", 1601,
     "1602:5 E0311 table \"t\" has more than 1600 columns\n"},
    {"mixins 501 deep", "mixin m0 { a int }\n", "mixin m# { use m% }\n", "table t { use m600 }\n", 600,
     "102:18 E0006 mixins use each other more than 500 deep\n"},
    {"mixins that double each time", "mixin m0 { a int }\n", "mixin m# { use m%; use m% }\n",
     "table t { use m1 }\n", 1, "2:24 E0101 mixin \"m0\" is used twice in table \"t\"\n    2:16 first used here\n"},
    {"50,000 checks without names", "table t { a int\n", "    check (a > 0)\n", "}\n", 50000, ""},
};

/* "%" in a line stands for its number, "#" for the next. */
static void put_line(StrBuf *text, const char *line, size_t number)
{
    for (; *line; line++) {
        if (*line == '%' || *line == '#')
            strbuf_printf(text, "%zu", number + (*line == '#'));
        else
            strbuf_putc(text, *line);
    }
}

static const char *bulk_text(Arena *arena, const struct Bulk *b)
{
    StrBuf text = {.arena = arena};

    strbuf_puts(&text, b->before);
    for (size_t i = 0; i < b->count; i++)
        put_line(&text, b->line, i);
    strbuf_puts(&text, b->after);
    return strbuf_text(&text);
}

static void check_bulk(void **state)
{
    const struct Bulk *b = *state;
    Arena arena = {0};
    Compiled *compiled = compile_text(&arena, bulk_text(&arena, b));

    assert_string_equal(compile_complaints(compiled, &arena), b->complaints);
    arena_free(&arena);
}

/* Every table refers to what is not there: told of each, in a time that one can wait for. */
static void many_unknown(void **state)
{
    enum { TABLES = 3000 };
    Arena arena = {0};
    StrBuf text = {.arena = &arena};

    (void)state;
    for (int i = 0; i < TABLES; i++)
        strbuf_printf(&text, "table t%d { a int references x%d; b nosuch%d; check (z > %d) }\n", i, i, i, i);
    assert_int_equal(compile_text(&arena, strbuf_text(&text))->diags.errors, 3 * TABLES);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("checks", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    SUITE_ROWS(&suite, bulks, name, check_bulk);
    suite_add(&suite, "much that is unknown", many_unknown, NULL);
    return suite_run(&suite, NULL, NULL);
}
