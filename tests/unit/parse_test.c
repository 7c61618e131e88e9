/* Parse: text → tree, or → what is wrong with it. A case is a line of one of the tables. */
#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"
#include "grammar/parse.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

/* ---- trees ---- */

#define TABLE(items) "table t {\n" items "\n}\n"
#define TREE(items)  "(table t" items ")"

static const struct Tree {
    const char *name, *text, *tree;
} trees[] = {
    {"nothing", "", ""},
    {"blanks and comments", " \n\t// x\n/* a /* nested */ comment */\n", ""},
    {"byte order mark", "\xef\xbb\xbf" "schema a", "(schema a)"},
    {"line ends of Windows", "schema a\r\ntable t {\r\n    id int\r\n}\r\n",
     "(schema a) (table t (column id (type 'int')))"},
    {"a block in one line", "table t { a int; b text? }",
     TREE(" (column a (type 'int')) (column b (type 'text') (?))")},
    {"objects in one line", "table t { a int } schema b; schema c",
     TREE(" (column a (type 'int'))") " (schema b) (schema c)"},
    {"a brace on its own line", "table t\n{\n}\n", "(table t)"},
    {"import", "import \"a b.eco\"\nimport 'c.eco'", "(import 'a b.eco') (import 'c.eco')"},
    {"project", "project x {\n postgres 14\n migrations \"../a\"\"b\"; online on\n drops keep }",
     "(project x (setting postgres '14') (setting migrations '../a\"b') (setting online 'on') (setting drops 'keep'))"},
    {"project without a name", "project { prefix 'it''s' }", "(project (setting prefix 'it's'))"},
    {"extension", "extension postgis in gis version '3.3.2'\nextension \"uuid-ossp\"",
     "(extension postgis (schema gis) (version '3.3.2')) (extension uuid-ossp)"},
    {"renamed schema", "schema a was b", "(schema a (old name b))"},
    {"enum in one line", "enum app.status { active suspended closed }",
     "(enum app.status (enum value active) (enum value suspended) (enum value closed))"},
    {"enum with commas, lines, renames and docs", "enum e was f {\n a, b was c\n /// last\n \"In Work\"\n}",
     "(enum e (old name f) (enum value a) (enum value b (old name c)) (enum value In Work /// last))"},
    {"empty blocks", "table t { }\nmixin m {}\nenum e {}", "(table t) (mixin m) (enum e)"},
    {"unlogged and renamed", "unlogged table a.t was a.u { id int }",
     "(table a.t ! (old name a.u) (column id (type 'int')))"},
    {"mixin and use", "mixin m { a int }\n" TABLE("use m"), "(mixin m (column a (type 'int'))) (table t (use m))"},

    {"names fold, letters beyond ASCII do not", "table Org.USERS { ÄPFEL INT }",
     "(table org.users (column Äpfel (type 'INT')))"},
    {"quoted names", "table \"A b\".\"c\"\"d\" { \"check\" int }", "(table A b.c\"d (column check (type 'int')))"},
    {"words that are names",
     TABLE("date date\n timestamp timestamptz\n key text\n action text\n model text\n owner int\n row int\n"
           " type text\n match int"),
     TREE(" (column date (type 'date')) (column timestamp (type 'timestamptz')) (column key (type 'text'))"
          " (column action (type 'text')) (column model (type 'text')) (column owner (type 'int'))"
          " (column row (type 'int')) (column type (type 'text')) (column match (type 'int'))")},
    {"words that are types", TABLE("a app.storage\n b security\n c fill?\n d type\n e identity[]\n row int\n f none\n "
                                   "g double"),
     TREE(" (column a (type 'app.storage')) (column b (type 'security')) (column c (type 'fill') (?))"
          " (column d (type 'type')) (column e (type 'identity[]')) (column row (type 'int'))"
           " (column f (type 'none'))"
          " (column g (type 'double'))")},
    {"model", TABLE("model as event\n model none\n model int"),
     TREE(" (model event) (model) (column model (type 'int'))")},

    {"types of many words",
     TABLE("a double precision\n b character varying(3)[]\n c timestamp(3) with time zone\n d time without time zone\n"
           " e interval day to second(3)\n f bit varying (8)\n g national character varying\n h int array[3]"),
     TREE(" (column a (type 'double precision')) (column b (type 'character varying(3)[]'))"
          " (column c (type 'timestamp(3) with time zone')) (column d (type 'time without time zone'))"
          " (column e (type 'interval day to second(3)')) (column f (type 'bit varying (8)'))"
          " (column g (type 'national character varying')) (column h (type 'int array[3]'))")},
    {"types with modifiers", TABLE("a geometry(Point, 4326)?\n b app.\"My Type\"[][3]\n c numeric(12,2)"),
     TREE(" (column a (type 'geometry(Point, 4326)') (?)) (column b (type 'app.\"My Type\"[][3]'))"
          " (column c (type 'numeric(12,2)'))")},
    {"defaults",
     TABLE("a text = 'it''s'\n b int = -1\n c bool = true\n d ts = now()\n e x = 'a'::app.x\n"
           " f text[] = array['a]', 'b']\n"
           " g iv = interval '1 day'\n h int = (a + (1))\n i text = (a)::text\n j text = E'\\'' unique\n"
           " k text = $$a'b$$\n"
           " l f = .5e-3\n m x = null"),
     TREE(" (column a (type 'text') (default ''it''s'')) (column b (type 'int') (default '-1'))"
          " (column c (type 'bool') (default 'true')) (column d (type 'ts') (default 'now()'))"
          " (column e (type 'x') (default ''a'::app.x')) (column f (type 'text[]') (default 'array['a]', 'b']'))"
          " (column g (type 'iv') (default 'interval '1 day'')) (column h (type 'int') (default 'a + (1)'))"
          " (column i (type 'text') (default '(a)::text'))"
           " (column j (type 'text') (default 'E'\\''') (unique constraint))"
          " (column k (type 'text') (default '$$a'b$$')) (column l (type 'f') (default '.5e-3'))"
          " (column m (type 'x') (default 'null'))")},
    {"a sequence", "/// counts\nsequence app.no was \"Nr\" {\n type smallint; start with 7\n increment by -2; minimum "
                   "- 5; maxvalue +9\n"
     "cache 3; no cycle; no minimum\n owned by t.c; owned by app.owned.cycle }",
     "(sequence app.no /// counts (old name Nr) (type 'smallint') (option start '7') (option increment '-2')"
     " (option minimum '- 5') (option maximum '9') (option cache '3') (option cycle 'no') (option minimum 'no')"
     " (owned by c (referenced table t)) (owned by cycle (referenced table app.owned)))"},
    {"an empty sequence", "sequence no {\n}\nsequence sequence { cycle }",
     "(sequence no) (sequence sequence (option cycle))"},
    {"a comment with escapes", "///\\ a\\rb\\\\ \n/// c\\r\n///\\d\\\nschema x", "(schema x /// a\rb\\ \nc\\r\nd\\)"},
    {"identity", TABLE("a int identity always\n"
           " b int identity by default (start with 10, increment by -2 no cycle cache 5)"),
     TREE(" (column a (type 'int') (identity 'always'))"
          " (column b (type 'int') (identity 'by default' (option start '10') (option increment '-2')"
           " (option cycle 'no')"
          " (option cache '5')))")},
    {"generated", TABLE("a int generated (b * 2) stored\n c int generated (b) virtual"),
     TREE(" (column a (type 'int') (generated column 'stored' (SQL 'b * 2')))"
          " (column c (type 'int') (generated column 'virtual' (SQL 'b')))")},
    {"hints", TABLE("a text? was b using (b::text) fill ('')"),
     TREE(" (column a (type 'text') (?) (old name b) (using (SQL 'b::text')) (fill (SQL '''')))")},
    {"constraints of a column",
     TABLE("a int primary key deferrable\n b text unique nulls not distinct collate \"C\"\n"
           " c int check (c > 0) not valid\n"
           " d int check positive (d > 0) no inherit"),
     TREE(" (column a (type 'int') (primary key (deferrable !)))"
          " (column b (type 'text') (unique constraint (nulls not distinct !)) (collation C))"
          " (column c (type 'int') (check (SQL 'c > 0') (not valid !)))"
          " (column d (type 'int') (check positive (SQL 'd > 0') (no inherit !)))")},
    {"a reference over many lines",
     TABLE("a int?\n  references app.u (id)\n\n  // why\n  match full\n  on delete set null\n  on update no action\n"
           "  not deferrable\n  initially immediate\n b int"),
     TREE(" (column a (type 'int') (?) (foreign key (referenced table app.u (column id)) (match 'full')"
          " (on delete 'set null') (on update 'no action') (deferrable) (initially 'immediate')))"
          " (column b (type 'int'))")},
    {"keys",
     TABLE("primary key (a, b)\n primary key t_pk (a) include (b)\n unique (a)\n"
           " unique u was v (a) deferrable initially deferred\n"
           " foreign key (a, b) references u (c, d) on delete set default (b)\n"
           " foreign key f was g (a) references u not valid"),
     TREE(" (primary key (column a) (column b)) (primary key t_pk (column a) (include (column b)))"
          " (unique constraint (column a)) (unique constraint u (old name v)"
           " (column a) (deferrable !) (initially 'deferred'))"
          " (foreign key (column a) (column b) (referenced table u (column c)"
           " (column d)) (on delete 'set default' (column b)))"
          " (foreign key f (old name g) (column a) (referenced table u) (not valid !))")},
    {"checks", TABLE("check (a > ')') \n check c was d (a /* ) */ > 0 -- )\n ) not valid"),
     TREE(" (check (SQL 'a > ')'')) (check c (old name d) (SQL 'a /* ) */ > 0 -- )\n ') (not valid !))")},
    {"indexes",
     TABLE("index (a, b desc nulls last)\n index i was j (a) tablespace fast\n"
           " unique index u using gin (lower(a) text_ops, (b + 1) collate \"C\" asc)"),
     TREE(" (index (index column a) (index column b (order 'desc') (nulls 'last')))"
          " (index i (old name j) (index column a) (tablespace fast))"
          " (index u ! (access method gin) (index column (SQL 'lower(a)') (operator class text_ops))"
          " (index column (SQL 'b + 1') (collation C) (order 'asc')))")},
    {"an index and its options",
     TABLE("index i using gist (pg_catalog.f(a) app.ops (siglen = 100))\n include (c)\n where (a)\n"
           " with (b = on, x.c = 70, d)"),
     TREE(" (index i (access method gist) (index column (SQL 'pg_catalog.f(a)')"
          " (operator class app.ops (option siglen '100')))"
          " (include (column c)) (where (SQL 'a')) (options (option b 'on') (option x.c '70') (option d)))")},
    {"a list over many lines", TABLE("index (\n  a,\n\n  b\n)\n nulls not distinct"),
     TREE(" (index (index column a) (index column b) (nulls not distinct !))")},
    {"SQL is kept byte for byte", TABLE("check ( a = $x$)$x$ and \"(\" = E'\\')' or b = U&')' )"),
     TREE(" (check (SQL ' a = $x$)$x$ and \"(\" = E'\\')' or b = U&')' '))")},
    {"docs",
     "/// one\n///two\n///\n///  three\ntable t {\n/// a\na int\n//// no doc\nb int\n/// key\n\nprimary key (a)\n}",
     "(table t /// one\ntwo\n\n three (column a /// a (type 'int'))"
           " (column b (type 'int')) (primary key /// key (column a)))"},
    {"docs in one line and on Windows", "/// x\r\nschema a", "(schema a /// x)"},
    {"a domain", "domain email was mail varchar(255)? collate \"C\" = 'a'\n check (value ~ '@') not valid\n check"
     " long was short (length(value) > 3)\ndomain d int was e",
     "(domain email (old name mail) (type 'varchar(255)') (?) (collation C) (default ''a'') (check (SQL 'value ~ "
     "'@'') (not valid !)) (check long (old name short) (SQL 'length(value) > 3'))) (domain d (type 'int') (old "
     "name e))"},
    {"a composite type", "type app.address was app.adr {\n /// which\n street text? collate \"de_DE\"\n type "
     "text; city app.x[]? was town }\ntype empty {}",
     "(composite type app.address (old name app.adr) (attribute street /// which (type 'text') (?) (collation "
     "de_DE)) (attribute type (type 'text')) (attribute city (type 'app.x[]') (?) (old name town))) (composite "
     "type empty)"},
    {"a range type", "range r was q { subtype numeric; subtype_opclass app.ops; collation \"C\"; canonical app.c"
     "\n subtype_diff d; multirange_type_name mr }",
     "(range type r (old name q) (type 'numeric') (operator class app.ops) (collation C) (canonical function "
     "app.c) (difference function d) (multirange type mr))"},
    {"a collation", "collation app.german { provider icu; locale 'de-DE'; nondeterministic\n deterministic false "
     "}",
     "(collation app.german (option provider 'icu') (option locale 'de-DE') (option nondeterministic) (option "
     "deterministic 'false'))"},
    {"an unlogged sequence", "unlogged sequence s was r { cycle }",
     "(sequence s ! (old name r) (option cycle))"},
    {"arguments of a function", "function add was plus(integer, a int, out b double precision = 1, variadic c "
     "text[] default '{}',\n in x time with time zone, inout numeric(3,2), interval day to second)",
     "(function add (old name plus) (argument (type 'integer')) (argument a (type 'int')) (argument b 'out' (type"
     " 'double precision') (default '1')) (argument c 'variadic' (type 'text[]') (default ''{}'')) (argument x "
     "'in' (type 'time with time zone')) (argument 'inout' (type 'numeric(3,2)')) (argument (type 'interval day "
     "to second')))"},
    {"a function over many lines", "function f()\n returns setof app.x[]\n language plpgsql\n immutable strict "
     "not leakproof\n security definer\n parallel safe cost 10\n rows 100\n support app.f\n window\n transform "
     "for type hstore, for type jsonb\n set search_path = app, \"Pg Temp\", ''\n set work_mem to '64MB'\n set x.y"
     " from current\nas $x$ } $x$\nschema s",
     "(function f (returns ! (type 'app.x[]')) (language plpgsql) (volatility 'immutable') (null input !) "
     "(leakproof) (security 'definer') (parallel 'safe') (cost '10') (rows '100') (support function app.f) "
     "(window) (transform (type 'hstore') (type 'jsonb')) (set search_path (value app) (value Pg Temp) (value "
     "'')) (set work_mem (value '64MB')) (set x.y !) (body ' } ')) (schema s)"},
    {"what a function does with null", "function a() called on null input stable\nfunction b() returns null on "
     "null input volatile leakproof\nfunction c() security invoker parallel restricted",
     "(function a (null input) (volatility 'stable')) (function b (null input !) (volatility 'volatile') "
     "(leakproof !)) (function c (security 'invoker') (parallel 'restricted'))"},
    {"what a function returns", "function a() returns trigger as $$$$\nfunction b() returns table (a int, b "
     "timestamp with time zone) language sql\nfunction c() returns void",
     "(function a (returns (type 'trigger')) (body '')) (function b (returns (argument a (type 'int')) (argument "
     "b (type 'timestamp with time zone'))) (language sql)) (function c (returns (type 'void')))"},
    {"bodies of functions", "function a() return (a + 1)\nfunction b() as 'obj', 'it''s'\nfunction c() as 'x' "
     "return b\nfunction d()\n begin atomic\n select case when 1 = 2 then 'end' else \"end\" end /* end */; -- "
     "end\n select t.end, CASE 1 END from t; END\nschema s",
     "(function a (return (SQL 'a + 1'))) (function b (body 'obj') (body 'it's')) (function c (body 'x') (return "
     "(SQL 'b'))) (function d (body '\n select case when 1 = 2 then 'end' else \"end\" end /* end */; -- end\n "
     "select t.end, CASE 1 END from t; ')) (schema s)"},
    {"a procedure", "procedure archive(before date, inout moved int)\n language sql as $$ select 1 $$",
     "(procedure archive (argument before (type 'date')) (argument moved 'inout' (type 'int')) (language sql) "
     "(body ' select 1 '))"},
    {"words as names of arguments", "function f(start date, type text, \"time\" time, function int, before)",
     "(function f (argument start (type 'date')) (argument type (type 'text')) (argument time (type 'time')) "
     "(argument function (type 'int')) (argument (type 'before')))"},
    {"a view", "view app.v was w (a, b) with (security_barrier, check_option = local)\nas $$ select 1, 2 $$\nwith"
     " local check option",
     "(view app.v (old name w) (column a) (column b) (options (option security_barrier) (option check_option "
     "'local')) (body ' select 1, 2 ') (check option 'local'))"},
    {"check options of views", "view a as $$x$$ with check option\nview b as $x$x$x$ with cascaded check option",
     "(view a (body 'x') (check option 'cascaded')) (view b (body 'x') (check option 'cascaded'))"},
    {"the block of a view", "view v as $$ x $$ {\n model as w\n /// doc\n column a = 5\n column b was c\n grant "
     "select (a), update to app with grant option\n owner app\n owner to app\n trigger t instead of insert or "
     "update of a, b for each row execute f('a', 2)\n}",
     "(view v (body ' x ') (model w) (column a /// doc (default '5')) (column b (old name c)) (grant ! (privilege"
     " select (column a)) (privilege update) (role app)) (owner app) (owner app) (trigger t 'instead of' (event "
     "'insert') (event 'update' (column a) (column b)) (for each 'row') (execute f (value 'a') (value '2'))))"},
    {"a materialized view", "materialized view app.m was n (x) using heap with (fillfactor = 70) tablespace fast "
     "as $$ x $$ with no data",
     "(materialized view app.m (old name n) (column x) (access method heap) (options (option fillfactor '70')) "
     "(tablespace fast) (body ' x ') (with no data !))"},
    {"the block of a materialized view", "materialized view m as $$ x $$ with data {\n unique index (x)\n index i"
     " (x)\n statistics s on x, (a + b)\n cluster on i\n option autovacuum_enabled = off\n tablespace fast\n "
     "column x storage external compression lz4 statistics 500 option (n_distinct = -0.5)\n model none\n revoke "
     "select from public\n owner app\n}",
     "(materialized view m (body ' x ') (with no data) (index ! (index column x)) (index i (index column x)) "
     "(statistics s (index column x) (index column (SQL 'a + b'))) (cluster on i) (options (option "
     "autovacuum_enabled 'off')) (tablespace fast) (column x (storage 'external') (compression 'lz4') (statistics"
     " target '500') (options (option n_distinct '-0.5'))) (model) (revoke (privilege select) (role public)) "
     "(owner app))"},
    {"rows", "data app.plans (code, title) {\n ('free', 'Free')\n // more\n ('pro', (1 + 2)); (null, "
     "'{}'::text[])\n (\n  -1, now(),\n  interval '1 day' )\n}",
     "(data app.plans (column code) (column title) (row (SQL ''free'') (SQL ''Free'')) (row (SQL ''pro'') (SQL '1"
     " + 2')) (row (SQL 'null') (SQL ''{}'::text[]')) (row (SQL '-1') (SQL 'now()') (SQL 'interval '1 day'')))"},
    {"SQL of its own", "sql feed was old_feed after app.orders, function f(int, text), type app.status, function "
     "app.g, up\n before materialized view m, x.y, table t, f\n up   $$ create $$\n down $x$ drop $x$\nschema s",
     "(sql feed (old name old_feed) (after (object app.orders) (object f ! 'function' (argument (type 'int')) "
     "(argument (type 'text'))) (object app.status 'type') (object app.g 'function') (object up)) (before (object"
     " m 'materialized view') (object x.y) (object t 'table') (object f)) (up (body ' create ')) (down (body ' "
     "drop '))) (schema s)"},
    {"rights at the top", "grant usage on schema app to app_user\nrevoke execute on function f(integer) from "
     "public\nrevoke grant option for all on sequence s from a, b\ngrant select (a, b), references (a), trigger "
     "on table app.t to public with grant option",
     "(grant (privilege usage) (object app 'schema') (role app_user)) (revoke (privilege execute) (object f ! "
     "'function' (argument (type 'integer'))) (role public)) (revoke ! (privilege all) (object s 'sequence') "
     "(role a) (role b)) (grant ! (privilege select (column a) (column b)) (privilege references (column a)) "
     "(privilege trigger) (object app.t 'table') (role public))"},
    {"owners", "owner app on type app.status\nowner to app on materialized view m\nowner app on procedure p()",
     "(owner app (object app.status 'type')) (owner app (object m 'materialized view')) (owner app (object p ! "
     "'procedure'))"},
    {"a table that inherits and is partitioned", "table t inherits a, app.b using heap\n partition by range (ts, "
     "lower(x) collate \"C\" text_ops, (a + b))\n{\n}\ntable u partition by list (a) {}\ntable v partition by "
     "hash (a app.ops) {}",
     "(table t (parent table a) (parent table app.b) (access method heap) (partition by 'range' (index column ts)"
     " (index column (SQL 'lower(x)') (collation C) (operator class text_ops)) (index column (SQL 'a + b')))) "
     "(table u (partition by 'list' (index column a))) (table v (partition by 'hash' (index column a (operator "
     "class app.ops))))"},
    {"a table of a type", "table t of app.x was u {\n}",
     "(table t (type of the table app.x) (old name u))"},
    {"partitions", "table t {\n partition app.a was b from ('2026-01-01', minvalue) to (maxvalue, (1 + 1))\n "
     "partition c\n  from (1)\n  to (2) partition by hash (org_id) {\n   partition d modulus 2 remainder 0\n   "
     "unlogged partition e modulus 2 remainder 1 using heap { index (org_id) }\n }\n partition f in ('a', null)\n"
     " partition g default\n}",
     "(table t (partition app.a (old name b) (partition bound 'range' (lower bound (SQL ''2026-01-01'') (SQL "
     "'minvalue')) (upper bound (SQL 'maxvalue') (SQL '1 + 1')))) (partition c (partition bound 'range' (lower "
     "bound (SQL '1')) (upper bound (SQL '2'))) (partition by 'hash' (index column org_id)) (partition d "
     "(partition bound 'hash' (option modulus '2') (option remainder '0'))) (partition e ! (partition bound "
     "'hash' (option modulus '2') (option remainder '1')) (access method heap) (index (index column org_id)))) "
     "(partition f (partition bound 'list' (SQL ''a'') (SQL 'null'))) (partition g (partition bound 'default')))"},
    {"exclusion constraints", "table t {\n exclude using gist (room with =, during with &&, lower(x) app.ops with"
     " operator(pg_catalog.=))\n  where (room is not null)\n exclude e was f using gist (a desc with -|-) include"
     " (b) with (fillfactor = 70) tablespace fast\n  deferrable initially deferred\n}",
     "(table t (exclusion constraint (access method gist) (index column room (operator '=')) (index column during"
     " (operator '&&')) (index column (SQL 'lower(x)') (operator class app.ops) (operator "
     "'operator(pg_catalog.=)')) (where (SQL 'room is not null'))) (exclusion constraint e (old name f) (access "
     "method gist) (index column a (order 'desc') (operator '-|-')) (include (column b)) (options (option "
     "fillfactor '70')) (tablespace fast) (deferrable !) (initially 'deferred')))"},
    {"statistics", "table t {\n statistics s was r (ndistinct, mcv) on a, lower(x), (b + 1) statistics 500\n "
     "statistics on a, b\n}",
     "(table t (statistics s (old name r) (option ndistinct) (option mcv) (index column a) (index column (SQL "
     "'lower(x)')) (index column (SQL 'b + 1')) (statistics target '500')) (statistics (index column a) (index "
     "column b)))"},
    {"a trigger", "table t {\n trigger a was b before update of net, title for each row when (old.* is distinct "
     "from new.*) execute app.touch()\n}",
     "(table t (trigger a 'before' (old name b) (event 'update' (column net) (column title)) (for each 'row') "
     "(when (SQL 'old.* is distinct from new.*')) (execute app.touch)))"},
    {"a trigger over many lines", "table t {\n trigger a\n  after update or delete or truncate\n  referencing old"
     " table as o new table n\n  for each statement\n  execute procedure f(on, -1, x, 'y') always\n trigger "
     "before before insert execute execute() disabled\n trigger c after insert for row execute function "
     "function() replica\n}",
     "(table t (trigger a 'after' (event 'update') (event 'delete') (event 'truncate') (referencing o 'old') "
     "(referencing n 'new') (for each 'statement') (execute f (value on) (value '-1') (value x) (value 'y')) "
     "(firing mode 'always')) (trigger before 'before' (event 'insert') (execute execute) (firing mode "
     "'disabled')) (trigger c 'after' (event 'insert') (for each 'row') (execute function) (firing mode "
     "'replica')))"},
    {"a constraint trigger", "table t {\n constraint trigger c after insert\n  from app.u\n  deferrable initially"
     " deferred\n  for each row\n  execute f()\n}",
     "(table t (trigger c ! 'after' (event 'insert') (referenced table app.u) (deferrable !) (initially "
     "'deferred') (for each 'row') (execute f)))"},
    {"row security", "table t {\n row security\n row security forced\n row security forced disabled\n}",
     "(table t (row security) (row security !) (row security ! 'disabled'))"},
    {"policies", "table t {\n policy p was q as restrictive for select to app, public using (a) check (true)\n "
     "policy r\n  as permissive\n  for all\n  with check (b)\n policy s\n}",
     "(table t (policy p (old name q) (as !) (command 'select') (role app) (role public) (using (SQL 'a')) (check"
     " (SQL 'true'))) (policy r (as) (command 'all') (check (SQL 'b'))) (policy s))"},
    {"rights in a table", "table t {\n grant select, insert (title, net) to app with grant option\n revoke all "
     "from public\n owner to app\n}",
     "(table t (grant ! (privilege select) (privilege insert (column title) (column net)) (role app)) (revoke "
     "(privilege all) (role public)) (owner app))"},
    {"what a table is like", "table t {\n option fillfactor = 70,\n  toast.autovacuum_enabled = false\n replica "
     "identity full\n replica identity default\n replica identity nothing\n replica identity index x\n tablespace"
     " fast\n cluster on y\n}",
     "(table t (options (option fillfactor '70') (option toast.autovacuum_enabled 'false')) (replica identity "
     "'full') (replica identity 'default') (replica identity 'nothing') (replica identity x 'index') (tablespace "
     "fast) (cluster on y))"},
    {"distribution", "table t {\n distribute by a\n reference\n hypertable by ts every '7 days'\n hypertable by n"
     " every 100\n}",
     "(table t (distribute by a) (reference table) (hypertable ts '7 days') (hypertable n '100'))"},
    {"columns called like items", "table t {\n reference text\n cluster int\n owner app\n unlogged int\n \"column\" "
     "text\n execute int\n row text\n}",
     "(table t (column reference (type 'text')) (column cluster (type 'int')) (column owner (type 'app')) (column"
     " unlogged (type 'int')) (column column (type 'text')) (column execute (type 'int')) (column row (type "
     "'text')))"},
    {"C318 what is said of a column from elsewhere", "table t inherits b {\n column a = 5 not null storage external\n"
     " column \"B\"\n}",
     "(table t (parent table b) (column a (default '5') (not null !) (storage 'external')) (column B))"},
    {"what a column is like", "table t {\n a text storage external compression lz4 statistics 500 option "
     "(n_distinct = -0.5)\n b text storage default check c was d (b) not enforced\n}",
     "(table t (column a (type 'text') (storage 'external') (compression 'lz4') (statistics target '500') "
     "(options (option n_distinct '-0.5'))) (column b (type 'text') (storage 'default') (check c (old name d) "
     "(SQL 'b') (enforced))))"},
    {"periods and enforcement", "table t {\n primary key k was l (id, during without overlaps) with (fillfactor ="
     " 10) tablespace x\n unique (a, without without overlaps)\n foreign key (id, period during) references u "
     "(period, period p) not enforced\n check (a) enforced\n}",
     "(table t (primary key k (old name l) (column id) (column during !) (options (option fillfactor '10')) "
     "(tablespace x)) (unique constraint (column a) (column without !)) (foreign key (column id) (column during "
     "!) (referenced table u (column period) (column p !)) (enforced)) (check (SQL 'a') (enforced !)))"},
    {"rollup",
     "rollup app.d from e {\n group day = (ts at time zone 'UTC')::date,\n  org\n sum n = 1, kwh, w = (a + b)\n}",
     "(rollup app.d (source table e) (group (column day (SQL '(ts at time zone 'UTC')::date')) (column org))"
     " (sum (column n (SQL '1')) (column kwh) (column w (SQL 'a + b'))))"},
};

static void dump(StrBuf *out, const Node *node);

static void dump_children(StrBuf *out, const Node *node, const char *separator)
{
    for (const Node *child = node->first; child; child = child->next, separator = " ") {
        strbuf_puts(out, separator);
        dump(out, child);
    }
}

static void dump(StrBuf *out, const Node *node)
{
    strbuf_printf(out, "(%s", node_name(node->kind));
    if (node->name)
        strbuf_printf(out, " %s%s%s", node->qualifier ? node->qualifier : "", node->qualifier ? "." : "", node->name);
    if (node->flag)
        strbuf_puts(out, " !");
    if (node->text)
        strbuf_printf(out, " '%s'", node->text);
    if (node->doc)
        strbuf_printf(out, " /// %s", node->doc);
    dump_children(out, node, " ");
    strbuf_putc(out, ')');
}

typedef struct Outcome {
    Arena arena;
    Sources sources;
    Diags diags;
    Node *file;
} Outcome;

/* Whatever was written: every node has a place, and it lies in the text. */
static void check_places(const Node *node, const Source *source)
{
    for (; node; node = node->next) {
        assert_true(node->at.start >= source->base && node->at.start <= node->at.end);
        assert_true(node->at.end <= source->base + source->length);
        check_places(node->first, source);
    }
}

static void read_text(Outcome *outcome, const char *text, size_t length)
{
    outcome->sources.arena = outcome->diags.arena = &outcome->arena;
    outcome->diags.sources = &outcome->sources;
    outcome->file = parse(sources_add(&outcome->sources, "x.eco", text, length), &outcome->arena, &outcome->diags);
    check_places(outcome->file, outcome->sources.files.items[0]);
}

/* "1:5 E0001 message | hint", a line each, by place. */
static const char *told(Outcome *outcome)
{
    StrBuf out = {.arena = &outcome->arena};
    Diags *diags = &outcome->diags;

    for (uint32_t at = 0; at <= UINT16_MAX; at++)
        for (size_t i = 0; i < diags->all.count; i++) {
            const Diag *d = diags->all.items[i];
            Place place = {0};

            if (d->at.start != at)
                continue;
            sources_place(&outcome->sources, d->at, &place);
            strbuf_printf(&out, "%u:%u %s %s\n", place.line, place.column, diag_code_text(d->code), d->message);
        }
    return strbuf_text(&out);
}

static void check_tree(void **state)
{
    const struct Tree *c = *state;
    Outcome outcome = {0};
    StrBuf out = {.arena = &outcome.arena};

    read_text(&outcome, c->text, strlen(c->text));
    assert_string_equal(told(&outcome), "");
    dump_children(&out, outcome.file, "");
    assert_string_equal(strbuf_text(&out), c->tree);
    arena_free(&outcome.arena);
}

/* ---- mistakes ---- */

static const struct Mistake {
    const char *name, *text, *told;
} mistakes[] = {
    {"a misspelt word", TABLE("a int refrences b"), "2:7 E0001 unexpected \"refrences\", expected \"references\"\n"},
    {"C056 a temporary table", "temporary table t { a int }\nschema a", "1:1 E0001 unexpected \"temporary\"\n"},
    {"a misspelt object", "tabel x {\n a int\n b int\n}\nschema a",
     "1:1 E0001 unexpected \"tabel\", expected \"table\"\n"},
    {"every item of a table", TABLE("a int uniqe\nb int\nc int ckeck (c)"),
     "2:7 E0001 unexpected \"uniqe\", expected \"unique\"\n4:7 E0001 unexpected \"ckeck\", expected \"check\"\n"},
    {"a column without a type", TABLE("a\nb int"), "2:2 E0001 unexpected end of line, expected a name\n"},
    {"not null", TABLE("a int not null"), "2:7 E0001 unexpected \"not\"\n"},
    {"a comma after a column", TABLE("a int,\nb int"), "2:6 E0001 unexpected \",\"\n"},
    {"an expression without parentheses", TABLE("a int = 1 + 1"), "2:11 E0001 unexpected \"+\"\n"},
    {"a reserved name", TABLE("check int\nunique text?\nindex int = 5\nprimary int"),
     "2:1 E0009 \"check\" is a reserved word\n3:1 E0009 \"unique\" is a reserved word\n"
     "4:1 E0009 \"index\" is a reserved word\n5:1 E0009 \"primary\" is a reserved word\n"},
    {"a reserved word in a list", TABLE("index (a, check)"), "2:11 E0009 \"check\" is a reserved word\n"},
    {"a reserved enum value", "enum e {\n a\n on\n b\n}", "3:2 E0009 \"on\" is a reserved word\n"},
    {"a stray brace", "schema a\n}\nschema b", "2:1 E0001 unexpected \"}\"\n"},
    {"no opening brace", "table a\n id int\n b int\n}\n\ntable b {\n}",
     "1:8 E0001 unexpected end of line, expected \"{\"\n"},
    {"no closing brace", "table a {\n id int\ntable b {\n id int\n}",
     "1:9 E0005 this \"{\" is never closed\n"},
    {"a check that is open to the end", "table a {\n n int check (n > 0\n le text\n}",
     "2:14 E0005 this \"(\" is never closed\n"},
    {"the end within a block", "table a {\n id int", "1:9 E0005 this \"{\" is never closed\n"},
    {"the end within an item", "table", "1:6 E0001 unexpected end of file, expected a name\n"},
    {"constraint of SQL", TABLE("constraint c check (a)\nb int"), "2:1 E0001 unexpected \"constraint\"\n"},
    {"a word to come", "query q {\n a int\n}\nschema s uniqe", "1:1 E0010 \"query\" is not compiled yet\n"
     "4:10 E0001 unexpected \"uniqe\", expected end of line or \"was\"\n"},

    {"a domain without a type", "domain d\nschema s",
     "1:9 E0001 unexpected end of line, expected a name\n"},
    {"a domain with a reference", "domain d int references t",
     "1:14 E0001 unexpected \"references\"\n"},
    {"not null of a domain", "domain d int not null",
     "1:14 E0001 unexpected \"not\"\n"},
    {"null in a composite type", "type a {\n b text\n c text not null\n d int uniqe\n}\nschema s",
     "3:9 E0001 unexpected \"not\"\n4:8 E0001 unexpected \"uniqe\"\n"},
    {"an unknown word in a range type", "range r {\n subtyp numeric\n}",
     "2:2 E0001 unexpected \"subtyp\", expected \"subtype\"\n"},
    {"a function without parentheses", "function f returns int",
     "1:12 E0001 unexpected \"returns\", expected \"(\" or \"was\"\n"},
    {"a misspelt clause of a function", "function f() retruns int\nschema s",
     "1:14 E0001 unexpected \"retruns\", expected \"returns\"\n"},
    {"a misspelt clause on its own line", "function f()\n returns int\n langauge sql\nschema s x",
     "3:2 E0001 unexpected \"langauge\"\n4:10 E0001 unexpected \"x\", expected end of line or \"was\"\n"},
    {"a column behind a trigger", "table t {\n trigger t before insert execute f()\n execute int uniqe\n trigger "
     "execute before insert\n  execute f()\n before date uniqe\n}",
     "3:14 E0001 unexpected \"uniqe\", expected \"unique\"\n6:14 E0001 unexpected \"uniqe\", expected \"unique\""
     "\n"},
    {"a body without end", "function f()\n begin atomic select 1;\nschema s\ntable t {\n}",
     "2:8 E0005 this body has no \"end\"\n"},
    {"a string without end in a body", "function f() begin atomic select 'a;\nend\nschema s uniqe",
     "1:34 E0005 this string is never closed\n3:10 E0001 unexpected \"uniqe\", expected end of line or \"was\"\n"},
    {"an argument that is no type", "function f(a int, , b int)",
     "1:19 E0001 unexpected \",\", expected a name or \"in\"\n"},
    {"a view without a body", "view v { }\nschema s uniqe",
     "1:8 E0001 unexpected \"{\", expected \"(\", \"as\", \"with\" or \"was\"\n2:10 E0001 unexpected \"uniqe\", "
     "expected end of line or \"was\"\n"},
    {"a view whose body stands in parentheses", "view v as (select 1)",
     "1:11 E0001 unexpected \"(\", expected a dollar quote\n"},
    {"an index of a view", "view v as $$ x $$ {\n index (a)\n}",
     "2:2 E0001 unexpected \"index\"\n"},
    {"a row without parentheses", "data t (a) {\n 'x'\n (1)\n (1, 2\n}",
     "2:2 E0001 unexpected \"'x'\", expected \"(\" or \"}\"\n4:2 E0005 this \"(\" is never closed\n"},
    {"a comma between rows", "data t (a) {\n (1),\n (2)\n}",
     "2:5 E0001 unexpected \",\", expected end of line\n"},
    {"data without columns", "data t {\n (1)\n}",
     "1:8 E0001 unexpected \"{\", expected \"(\"\n"},
    {"SQL of its own without quotes", "sql s up create x",
     "1:10 E0001 unexpected \"create\", expected a dollar quote\n"},
    {"a kind without a name", "sql s after function up $$ $$",
     "1:25 E0001 unexpected \"$$ $$\"\n"},
    {"rights on nothing", "grant select to x\ngrant select on t to x\nowner x",
     "1:14 E0001 unexpected \"to\", expected \"(\", \",\" or \"on\"\n2:17 E0001 unexpected \"t\"\n3:8 E0001 "
     "unexpected end of file, expected \"on\"\n"},
    {"rights on an object in a table", "table t {\n grant select on table t to x\n}",
     "2:15 E0001 unexpected \"on\", expected \"(\", \",\" or \"to\"\n"},
    {"a grant of nobody", "table t {\n grant select\n}",
     "2:14 E0001 unexpected end of line, expected \"(\", \",\" or \"to\"\n"},
    {"an item of a table at the top", "trigger t before insert execute f()\npolicy p\nindex (a)\npartition p "
     "default",
     "1:1 E0001 unexpected \"trigger\"\n"},
    {"a partition without bounds", "table t {\n partition p\n partition p from (1)\n partition p modulus 1\n}",
     "2:13 E0001 unexpected end of line, expected \"from\", \"in\", \"default\", \"modulus\" or \"was\"\n3:22 "
     "E0001 unexpected end of line, expected \"to\"\n4:23 E0001 unexpected end of line, expected \"remainder\"\n"},
    {"a partition of nothing known", "table t partition by rnage (a) {\n}",
     "1:22 E0001 unexpected \"rnage\", expected \"range\"\n"},
    {"a trigger without a function", "table t {\n trigger t before insert\n b int\n}",
     "2:25 E0001 unexpected end of line\n"},
    {"a trigger without an event", "table t {\n trigger t before execute f()\n}",
     "2:19 E0001 unexpected \"execute\", expected \"delete\", \"insert\", \"truncate\" or \"update\"\n"},
    {"a trigger as SQL has it", "table t {\n trigger t before insert on t execute f()\n}",
     "2:26 E0001 unexpected \"on\"\n"},
    {"a misspelt command", "table t {\n policy p for slect using (a)\n}",
     "2:15 E0001 unexpected \"slect\", expected \"select\"\n"},
    {"an exclusion without an operator", "table t {\n exclude using gist (a, b with =)\n}",
     "2:23 E0001 unexpected \",\", expected \"(\", a name, \"collate\" or \"with\"\n"},
    {"statistics of nothing", "table t {\n statistics s (ndistinct)\n}",
     "2:26 E0001 unexpected end of line, expected \"on\"\n"},
    {"a constraint as SQL has it", "table t {\n constraint c check (a)\n constraint d unique (a)\n b int\n}",
     "2:2 E0001 unexpected \"constraint\"\n3:2 E0001 unexpected \"constraint\"\n"},
    {"an item of a nested partition", "table t {\n partition p default {\n  index (a\n  b int\n }\n c int uniqe\n"
     "}",
     "3:9 E0005 this \"(\" is never closed\n6:8 E0001 unexpected \"uniqe\", expected \"unique\"\n"},
    {"a nested block that is open", "table t {\n partition p default {\n  index (a)\n}\ntable u {\n}",
     "1:9 E0005 this \"{\" is never closed\n"},
    {"replica identity of nothing", "table t {\n replica identity using index x\n}",
     "2:19 E0001 unexpected \"using\", expected \"index\", \"default\", \"full\" or \"nothing\"\n"},

    {"a string without end", TABLE("a text = 'abc\nb int\nc int uniqe"),
     "2:10 E0005 this string is never closed\n4:7 E0001 unexpected \"uniqe\", expected \"unique\"\n"},
    {"a string that seems to end further down", TABLE("a text = 'abc\nb int\nc text = 'free'\nd int uniqe"),
     "2:10 E0005 this string is never closed\n5:7 E0001 unexpected \"uniqe\", expected \"unique\"\n"},
    {"a name without end", TABLE("\"a int\nb int uniqe"),
     "2:1 E0005 this quoted name is never closed\n3:7 E0001 unexpected \"uniqe\", expected \"unique\"\n"},
    {"a comment without end", "schema a\n/* x\n/* y */\nschema b", "2:1 E0005 this comment is never closed\n"},
    {"a comment without end in SQL", TABLE("check (a /* )"), "2:10 E0005 this comment is never closed\n"},
    {"a dollar quote without end", TABLE("check (a = $x$ $$ )"), "2:12 E0005 this dollar quote is never closed\n"},
    {"SQL without end", TABLE("check (a > (0)\nb int uniqe"),
     "2:7 E0005 this \"(\" is never closed\n3:7 E0001 unexpected \"uniqe\", expected \"unique\"\n"},
    {"a list without end", TABLE("index (a, b\nb int uniqe"),
     "2:7 E0005 this \"(\" is never closed\n3:7 E0001 unexpected \"uniqe\", expected \"unique\"\n"},
    {"a list without end at the end", TABLE("index (a, b"), "2:7 E0005 this \"(\" is never closed\n"},
    {"a list without end in one line", "table t { index (a, b }",
     "1:23 E0001 unexpected \"}\", expected \"(\", \")\", \",\", a name or \"collate\"\n"},
    {"array without end", TABLE("a text[] = array['a'"), "2:17 E0005 this \"[\" is never closed\n"},

    {"no-break space", TABLE("a\xc2\xa0int\nb int"), "2:2 E0008 the character U+00A0 has no place here\n"},
    {"typographic quotes", TABLE("a text = \xe2\x80\x98x\xe2\x80\x99"),
     "2:10 E0008 the character U+2018 has no place here\n"},
    {"a zero-width space in a name", TABLE("a\xe2\x80\x8b int"),
     "2:2 E0008 the character U+200B has no place here\n"},
    {"byte order mark in the middle", "schema a\n\xef\xbb\xbfschema b",
     "2:1 E0008 the character U+FEFF has no place here\n"},
    {"control character", "schema\x01 a", "1:7 E0008 the character U+0001 has no place here\n"},
    {"backslash", "schema a\\", "1:9 E0008 the character U+005C has no place here\n"},
    {"not UTF-8", "schema a\n\xff", "2:1 E0003 the byte 0xff is not part of valid UTF-8\n"},
    {"UTF-8 cut off", "schema \xe2\x82", "1:8 E0003 the byte 0xe2 is not part of valid UTF-8\n"},
    {"overlong UTF-8", "schema \xc0\xaf", "1:8 E0003 the byte 0xc0 is not part of valid UTF-8\n"},
    {"a surrogate", "schema \xed\xa0\x80", "1:8 E0003 the byte 0xed is not part of valid UTF-8\n"},

    {"documentation of nothing", "table t {\n a int\n /// lost\n}",
     "3:2 W0001 nothing follows that this documentation could belong to\n"},
    {"documentation behind", "table t {\n a int /// a\n}",
     "2:8 W0001 documentation behind what it documents is not kept\n"},
};

static void check_mistake(void **state)
{
    const struct Mistake *c = *state;
    Outcome outcome = {0};

    read_text(&outcome, c->text, strlen(c->text));
    assert_string_equal(told(&outcome), c->told);
    arena_free(&outcome.arena);
}

/* ---- hints ---- */

static const struct Hint {
    const char *name, *text, *hint;
} hints[] = {
    {"quotes for a reserved word", TABLE("Check int"), "as a name it stands in quotes: \"check\""},
    {"a column called trigger", TABLE("trigger text"), "a column of that name needs quotes: \"trigger\" text"},
    {"one that may be null", TABLE("trigger text?"), "a column of that name needs quotes: \"trigger\" text"},
    {"null", TABLE("a int null"), "a column is not null unless \"?\" follows its type"},
    {"default", TABLE("a int default 1"), "a default is written with \"=\": status text = 'new'"},
    {"a comment of SQL", "-- x", "comments begin with \"//\""},
    {"an index outside a table", "index (a)", "it stands in the block of its table"},
    {"a body without quotes", "view v as select 1", "a body stands in dollar quotes: $$ select … $$"},
    {"a constraint as SQL has it", TABLE("constraint c check (a)"),
     "a name follows the kind of constraint: check positive (n > 0)"},
    {"no-break space", "schema\xc2\xa0 a", "this is a no-break space: write an ordinary one"},
    {"UTF-16", "\xff\xfes", "the file looks like UTF-16: save it as UTF-8"},
};

static void check_hint(void **state)
{
    const struct Hint *c = *state;
    Outcome outcome = {0};

    read_text(&outcome, c->text, strlen(c->text));
    assert_int_equal(outcome.diags.all.count, 1);
    assert_string_equal(((const Diag *)outcome.diags.all.items[0])->hint, c->hint);
    arena_free(&outcome.arena);
}

/* ---- much of one thing ---- */

/* `before`, `count` times `repeated`, `after`: parsed, it says no more than `diags` things, the first with `code`. */
static const struct Pile {
    const char *name, *before, *repeated, *after;
    size_t count, diags;
    DiagCode code;
} piles[] = {
    {"as many parentheses as are allowed", "table t { check (", "(", "", 999, 2, DIAG_UNTERMINATED},
    {"10,000 parentheses", "table t { check (", "(", "", 10000, 2, DIAG_UNTERMINATED},
    {"10,000 brackets", "table t { a text[] = array[", "[", "", 10000, 2, DIAG_UNTERMINATED},
    {"10,000 braces", "", "{", "", 10000, 3, DIAG_SYNTAX},
    {"10,000 blocks of a word to come", "query x ", "{\n", "", 10000, 3, DIAG_NOT_YET},
    {"100,000 bad lines", "table t {\n", "a int uniqe\n", "}", 100000, 202, DIAG_SYNTAX},
    {"100,000 strings without end", "table t {\n", "a text = 'x\n", "}", 100000, 202, DIAG_UNTERMINATED},
    {"100,000 comments without end", "table t {\n", "/* x\n", "}", 100000, 23, DIAG_UNTERMINATED},
    {"100,000 parentheses without end", "table t {\n", "check (\n", "}", 100000, 202, DIAG_UNTERMINATED},
    {"100,000 dollar quotes without end", "table t {\n", "check ($a", "}", 100000, 202, DIAG_UNTERMINATED},
    {"100,000 bad characters", "table t {\n", "\xc2\xa0\n", "}", 100000, 202, DIAG_BAD_CHARACTER},
    {"a long name", "schema ", "a", "", 100000, 0, DIAG_SYNTAX},
    {"no line end", "", "schema a;", "", 100000, 0, DIAG_SYNTAX},
};

static void check_pile(void **state)
{
    const struct Pile *c = *state;
    Outcome outcome = {0};
    StrBuf text = {.arena = &outcome.arena};

    strbuf_puts(&text, c->before);
    for (size_t i = 0; i < c->count; i++)
        strbuf_puts(&text, c->repeated);
    strbuf_puts(&text, c->after);
    read_text(&outcome, strbuf_text(&text), text.length);
    assert_in_range(outcome.diags.all.count, c->diags > 0, c->diags);
    if (c->diags)
        assert_int_equal(((const Diag *)outcome.diags.all.items[0])->code, c->code);
    arena_free(&outcome.arena);
}

/* Parentheses that are closed: the limit, and one more. */
static void check_nesting(void **state)
{
    for (size_t depth = 1000; depth <= 10000; depth += 9000) {
        Outcome outcome = {0};
        StrBuf text = {.arena = &outcome.arena};

        strbuf_puts(&text, "table t {\na int\ncheck ");
        strbuf_fill(&text, '(', depth);
        strbuf_fill(&text, ')', depth);
        strbuf_puts(&text, "\nb int\n}");
        read_text(&outcome, strbuf_text(&text), text.length);
        assert_string_equal(told(&outcome),
                            depth > 1000 ? "3:1007 E0006 more than 1000 parentheses inside each other\n" : "");
        assert_non_null(node_next(node_child(outcome.file->first, NODE_COLUMN)));
        arena_free(&outcome.arena);
    }
    (void)state;
}

/* What stands before and after a mistake is kept. */
static void check_kept(void **state)
{
    static const char text[] = "schema a\ntable t {\n a int\n b int uniqe\n c int\n}\ntabel u {\n x int\n}\n"
           "schema z\ntable w {";
    Outcome outcome = {0};
    StrBuf out = {.arena = &outcome.arena};

    read_text(&outcome, text, sizeof text - 1);
    dump_children(&out, outcome.file, "");
    assert_string_equal(strbuf_text(&out),
                        "(schema a) (table t (column a (type 'int')) (item) (column c (type 'int'))) (schema z) "
                        "(table w)");
    arena_free(&outcome.arena);
    (void)state;
}

static void check_zero_byte(void **state)
{
    Outcome outcome = {0};

    read_text(&outcome, "schema a\nsch\0ema", 16);
    assert_string_equal(told(&outcome), "2:4 E0004 the file contains a zero byte\n");
    arena_free(&outcome.arena);
    (void)state;
}

/* Places: a node spans its first word to its last, its name the name alone, SQL what stands between the parentheses. */
static void check_spans(void **state)
{
    static const char text[] = "schema s\n  table app.t { a int? = 1 check (a > 0) }";
    Outcome outcome = {0};

    read_text(&outcome, text, sizeof text - 1);
    const Node *table = outcome.file->last, *column = table->first, *check = node_child(column, NODE_CHECK);
    assert_string_equal(sources_text(&outcome.sources, table->at, &outcome.arena),
                        "table app.t { a int? = 1 check (a > 0) }");
    assert_string_equal(sources_text(&outcome.sources, table->name_at, &outcome.arena), "app.t");
    assert_string_equal(sources_text(&outcome.sources, column->at, &outcome.arena), "a int? = 1 check (a > 0)");
    assert_string_equal(sources_text(&outcome.sources, check->first->at, &outcome.arena), "a > 0");
    arena_free(&outcome.arena);
    (void)state;
}

/* Every example of the manual. */
static void check_manual(void **state)
{
    static const char fence[] = "\n```eco\n";
    Arena arena = {0};
    Bytes manual;
    const char *error = "";
    size_t examples = 0;

    if (!file_read(&arena, "docs/language.md", 0, &manual, &error))
        fail_msg("%s", error);
    for (const char *at = manual.text; (at = strstr(at, fence)) != NULL; examples++) {
        const char *end = strstr(at += sizeof fence - 1, "\n```\n");
        Outcome outcome = {0};

        assert_non_null(end);
        read_text(&outcome, arena_strndup(&arena, at, (size_t)(end - at)), (size_t)(end - at));
        assert_string_equal(told(&outcome), "");
        arena_free(&outcome.arena);
        at = end;
    }
    assert_true(examples > 10);
    arena_free(&arena);
    (void)state;
}

int main(int count, char **words)
{
    Suite suite = suite_of("parse", count, words);

    SUITE_ROWS(&suite, trees, name, check_tree);
    SUITE_ROWS(&suite, mistakes, name, check_mistake); /* C391 */
    SUITE_ROWS(&suite, hints, name, check_hint);
    SUITE_ROWS(&suite, piles, name, check_pile);
    SUITE_TEST(&suite, check_nesting); /* C393 */
    SUITE_TEST(&suite, check_kept);
    SUITE_TEST(&suite, check_zero_byte);
    SUITE_TEST(&suite, check_spans);
    SUITE_TEST(&suite, check_manual);
    return suite_run(&suite, NULL, NULL);
}
