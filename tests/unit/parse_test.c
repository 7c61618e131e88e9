/* Parse: text → tree, or → what is wrong with it. A case is a line of one of the tables. */
#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"
#include "grammar/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

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
     "4:10 E0001 unexpected \"uniqe\"\n"},

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
    {"null", TABLE("a int null"), "a column is not null unless \"?\" follows its type"},
    {"default", TABLE("a int default 1"), "a default is written with \"=\": status text = 'new'"},
    {"a comment of SQL", "-- x", "comments begin with \"//\""},
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

static const struct CMUnitTest others[] = {
    cmocka_unit_test(check_nesting), cmocka_unit_test(check_kept), cmocka_unit_test(check_zero_byte),
    cmocka_unit_test(check_spans), cmocka_unit_test(check_manual),
};

int main(void)
{
    enum { ALL = COUNT(trees) + COUNT(mistakes) + COUNT(hints) + COUNT(piles) + COUNT(others) };
    struct CMUnitTest tests[ALL];
    size_t count = 0;

#define ADD(cases, check)                                                                                            \
    for (size_t i = 0; i < COUNT(cases); i++)                                                                        \
        tests[count++] = (struct CMUnitTest){                                                                        \
            .name = cases[i].name, .test_func = check, .initial_state = (void *)&cases[i]}
    ADD(trees, check_tree);
    ADD(mistakes, check_mistake);
    ADD(hints, check_hint);
    ADD(piles, check_pile);
#undef ADD
    memcpy(tests + count, others, sizeof others);
    return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
