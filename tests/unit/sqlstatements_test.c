/* Sqltext: statements and bodies of functions: what they mention and create, and what is wrong with PL/pgSQL. */
#include "dsl/base/strbuf.h"
#include "dsl/sqltext.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

/* `refs`: kind letter, qualifier.name[what stands in the text]<owners>. `created`: sort schema.name, and so on. */
static const struct Script {
    const char *text;
    size_t count;
    const char *created, *refs;
} scripts[] = {
    {"", 0, "", ""},
    {" ; ; -- nothing", 0, "", ""},
    {"select 1; select a from app.t;", 2, "", "C.a[a]<app.t> Rapp.t[t]"},
    {"insert into t (a) select b from u on conflict (a) do update set a = excluded.a + t.b where c returning d", 1, "",
     "R.t[t] C.b[b]<u> R.u[u] Cexcluded.a[a]<t> Q.t[t]<t> Ct.b[b]<t> C.c[c]<t> C.d[d]<t>"},
    {"insert into t values (default, $1)", 1, "", "R.t[t]"},
    {"update app.t x set a = y.b from u y where x.id = y.id returning x.c", 1, "",
     "Rapp.t[t] Cy.b[b]<u> R.u[u] Cx.id[id]<app.t> Cy.id[id]<u> Cx.c[c]<app.t>"},
    {"delete from t using u where t.a = u.b", 1, "", "R.t[t] R.u[u] Q.t[t]<t> Ct.a[a]<t> Q.u[u]<u> Cu.b[b]<u>"},
    {"merge into t using u on t.a = u.a when matched then update set b = u.b when not matched then insert values (u.c)",
     1, "",
     "R.t[t] R.u[u] Q.t[t]<t> Ct.a[a]<t> Q.u[u]<u> Cu.a[a]<u> Q.u[u]<u> Cu.b[b]<u> Q.u[u]<u> Cu.c[c]<u>"},
    {"with gone as (delete from t where a returning b) insert into log select b from gone", 1, "",
     "R.t[t] C.a[a]<t> C.b[b]<t> R.log[log] C.b[b]~"},
    {"create table app.t (a int references o (id), b app.s default f(1), check (b > 'x'))", 1, "table app.t",
     "Rapp.t[t] Tpg_catalog.int4[] R.o[o] Tapp.s[s] F.f[f] C.b[b]<app.t>"},
    {"create table t partition of p for values in (1)", 1, "table .t", "R.t[t] R.p[p]"},
    {"create table t as select a from u", 1, "table .t", "R.t[t] C.a[a]<u> R.u[u]"},
    {"create view app.v as select a from t", 1, "view app.v", "Rapp.v[v] C.a[a]<t> R.t[t]"},
    {"create materialized view v as select a from t", 1, "materialized view .v", "R.v[v] C.a[a]<t> R.t[t]"},
    {"create unique index i on app.t (lower(a)) where b", 1, "index .i", "Rapp.t[t] F.lower[lower] C.a[a]<app.t> "
     "C.b[b]<app.t>"},
    {"create trigger x after insert on app.t for each row when (new.a > 1) execute function app.f()", 1, "trigger .x",
     "Fapp.f[] Rapp.t[t] Cnew.a[a]"},
    {"create rule r as on insert to t do also insert into l select new.a", 1, "rule .r", "R.t[t] R.l[l] Cnew.a[a]"},
    {"create policy p on t using (a = f()) with check (exists (select 1 from u where u.b = t.b))", 1, "policy .p",
     "R.t[t] C.a[a]<t> F.f[f] R.u[u] Q.u[u]<u> Cu.b[b]<u> Q.t[t]<t> Ct.b[b]<t>"},
    {"create type app.mood as enum ('a', 'b'); create type p as (x int, y app.mood); create type r as range "
     "(subtype = date)",
     3, "type app.mood, type .p, type .r", "R.p[p] Tpg_catalog.int4[] Tapp.mood[mood] T.date[date]"},
    {"create domain app.d as text check (value ~ '@')", 1, "domain app.d", "T.text[text] C.value[value]"},
    {"create aggregate app.total(int) (sfunc = app.add, stype = int, finalfunc = fin)", 1, "aggregate app.total",
     "Tpg_catalog.int4[] Fapp.add[add] Tpg_catalog.int4[] F.fin[fin]"},
    {"create operator app.=== (leftarg = app.t, rightarg = app.t, procedure = app.eq)", 1, "operator app.===",
     "Tapp.t[t] Tapp.t[t] Fapp.eq[eq]"},
    {"create cast (app.a as text) with function app.f(app.a)", 1, "", "Fapp.f[] Tapp.a[a] T.text[text] Tapp.a[a]"},
    {"create publication p for table app.t, u", 1, "publication .p", "Rapp.t[t] R.u[u]"},
    {"create extension hstore; create schema app; create sequence app.s owned by app.t.c", 3,
     "extension .hstore, schema .app, sequence app.s", "Rapp.s[s]"},
    {"create server s foreign data wrapper w; create foreign table app.f (a int) server s", 2,
     "server .s, foreign table app.f", "Rapp.f[f] Tpg_catalog.int4[]"},
    {"create statistics app.s on a, (lower(b)) from t", 1, "statistics app.s", "F.lower[lower] C.b[b]<t> R.t[t]"},
    {"create collation app.c (provider = icu, locale = 'de')", 1, "collation app.c", ""},
    {"create text search configuration app.c (copy = simple)", 1, "text search configuration app.c", ""},
    {"create event trigger e on ddl_command_end execute function f()", 1, "event trigger .e", "F.f[]"},
    {"drop table app.t, u; drop view v; drop function app.f(int, app.t)", 3, "",
     "Fapp.f[] Rapp.t[t] R.u[u] R.v[v] Tpg_catalog.int4[] Tapp.t[t]"},
    {"drop type app.a; drop table \"drop\"; alter table app.t add check (a > 0)", 3, "",
     "Tapp.a[a] R.drop[\"drop\"] Rapp.t[t] C.a[a]<app.t>"},
    {"drop rule if exists r on app.t; drop trigger \"on\" on T; drop policy t on \"T\"", 3, "",
     "Rapp.t[t] R.t[T] R.T[\"T\"]"},
    {"grant select on app.t to public; comment on table app.t is 'x'", 2, "", "Rapp.t[t]"},
    {"create function app.f(a int) returns app.t language sql as 'select b from nowhere'", 1, "function app.f",
     "Fapp.f[] Tpg_catalog.int4[] Tapp.t[t]"},
    {"create procedure p() begin atomic insert into t values (1); select g(a) from t; end", 1, "procedure .p",
     "F.p[] R.t[t] F.g[g] C.a[a]<t> R.t[t]"},
    {"begin atomic insert into t values (1); select g(a) from t; end", 1, "", "R.t[t] F.g[g] C.a[a]<t> R.t[t]"},
    {"RETURN app.f(a) + (select b from t)", 1, "", "Fapp.f[f] C.a[a] C.b[b]<t> R.t[t]"},
    {"/* x */ begin /* y */ atomic; end", 1, "", ""},
    {"begin; commit", 2, "", ""},
    {"create table \"We\"\"ird; drop\" (\"select\" int)", 1, "table .We\"ird; drop",
     "R.We\"ird; drop[\"We\"\"ird; drop\"] Tpg_catalog.int4[]"},
};

static const struct Refused {
    const char *text;
    size_t at;
    const char *says;
} refused[] = {
    {"selec 1", 0, "\"selec\""},
    {"select 1; selec 2", 10, "\"selec\""},
    {"create table t (", 16, "end of input"},
    {"begin atomic selec 1; end", 13, "\"selec\""},
    {"begin atomic select 1;", 22, "end of input"},
    {"return", 6, "end of input"},
    {"select 'x", 7, "unterminated"},
    {"select '\xFF'", 8, "UTF-8"},
    {"\\d", 0, "\"\\\""},
};

/* Which scripts are the same. */
static const struct Pair {
    const char *one, *other;
    bool same;
} pairs[] = {
    {"create table t (a int);", "CREATE  TABLE T (A int) -- x", true},
    {"create table t (a int)", "create table t (a integer)", false},
    {"create sequence s increment -1", "create sequence s increment -2", false},
    {"create sequence s increment -1", "create sequence s increment - 1", true},
    {"select 'A'", "select 'a'", false},
    {"select \"A\"", "select \"a\"", false},
    {"select E'A'", "select e'A'", false},
    {"select $$A$$", "select $$a$$", false},
    {"select $A$x$A$", "select $a$x$a$", false},
    {"select 1; select 2", "select 1, 2", false},
    {"begin atomic; end", "BEGIN ATOMIC; END", true},
    {"begin atomic; end", "create function f() returns x language sql begin atomic; end", false},
};

/* `at`: what the text says where the error is. */
static const struct Function {
    const char *text, *says, *at;
} functions[] = {
    {"create function f() returns int language plpgsql as $$ begin return 1; end $$", NULL},
    {"create function f() returns int language plpgsql as $$ begin\n return 1\nend $$", "end of input", " $$"},
    {"create function f() returns int language plpgsql as $$ begin\n retrn 1;\nend $$", "\"retrn\"", "retrn"},
    {"create function f() returns int language plpgsql as $x$ begin\n\n\n if a then retrn 1; end if;\nend $x$",
     "\"retrn\"",
     "retrn"},
    {"create function f() returns void language plpgsql as $$ begin perform 1 1; end $$", "\"1\"", "1"},
    {"create function f() returns void language plpgsql as $$ begin\n perform a;\n select b\n frm c d;\nend $$",
     "\"c\"",
     "c d;"},
    {"create function f() returns void as 'begin\n raise ''it''''s'';\n selec 1; end' language plpgsql", "\"selec\"",
     "selec"},
    {"create function f() returns void as E'begin\\n selec 1; end' language plpgsql", "\"selec\"", "E'begin"},
    {"create function f() returns void language plpgsql as $$ begin if 1 then null; end $$", "end of input", " $$"},
    {"create function f() returns void language plpgsql as $$ begin raise 'a %'; end $$", "too few parameters", NULL},
    {"create function f() returns void language plpgsql as $$ begin raise notice 'x; end $$", "unterminated", NULL},
    {"create function f() returns void language plpgsql as $$ declare a int; a int; begin end $$", "duplicate", NULL},
    {"create function f() returns void language plpgsql as $$ begin if then null; end if; end $$", "missing expression",
     NULL},
    {"create function f() returns void language plpgsql as $$ begin for i in 1..3 loop end; end $$", "syntax "
     "error", NULL},
    {"create function f() returns void language plpgsql as $$ $$", "end of input", NULL},

    /* What libpg_query cannot know, or does not, is no error. */
    {"create function f() returns table (a int, b text) language plpgsql as $$ begin a := 1; return next; "
     "return query select 1, 'x'; return; end $$", NULL},
    {"create function f(out a int, inout b int) language plpgsql as $$ begin a := b; b := 2; return; end $$", NULL},
    {"create function f(a app.t) returns app.t language plpgsql as $$ declare x app.t.a%type; y app.t%rowtype; z "
     "app.u; "
     "begin a.b := 1; y.c := 2; z.d := x; return a; end $$", NULL},
    {"create function f() returns trigger language plpgsql as $$ begin new.a := old.b; if tg_op = 'INSERT' then "
     "return new; end if; return null; end $$", NULL},
    {"create function f() returns event_trigger language plpgsql as $$ begin raise notice '%', tg_tag; end $$", NULL},
    {"create procedure p(inout a int) language plpgsql as $$ begin a := 1; commit; return; end $$", NULL},
    {"create function f() returns setof app.t language plpgsql as $$ declare r app.t; begin for r in select * from "
     "app.t "
     "loop return next r; end loop; return; end $$", NULL},
    {"create function f(variadic a anyarray) returns anyelement language plpgsql as $$ declare x alias for $1; begin "
     "return x[1]; end $$", NULL},
    {"create function f(int, text) returns int language plpgsql as $$ begin return $1; end $$", NULL},
    {"create function f(a refcursor) returns refcursor language plpgsql as $$ begin open a for select 1; return a; "
     "end $$",
     NULL},
    {"create function f() returns void language plpgsql as $$ declare c refcursor; b cursor (k int) for select k; x t; "
     "begin open c for select 1; fetch c into x.y, x.z; close c; for r in b(1) loop end loop; end $$", NULL},
    {"create function f(\"Sel\"\"ect\" int) returns int language plpgsql as $$ begin return \"Sel\"\"ect\"; end "
     "$$", NULL},
    {"create function f() returns app.void language plpgsql as $$ <<l>> declare v t[]; begin v[1] := null; foreach v "
     "in array v loop exit l; end loop; get diagnostics v = row_count; return; end $$", NULL},
    {"create function f() returns void language plpgsql as $$ begin execute 'x' into a.b using 1; call p(a.b); "
     "assert true; exception when unique_violation or sqlstate '23505' then raise; end $$", NULL},
    {"create function f() returns int language sql as $$ selec $$", NULL},
    {"create function f() returns int language c as 'lib', 'symbol'", NULL},
    {"create function f() returns int language plpgsql as 'lib', 'symbol'", NULL},
    {"create function f() returns int language plpgsql", NULL},
    {"create function f() returns int language plpgsql begin atomic select 1; end", NULL},
    {"create function f() returns int language plpgsql return 1", NULL},
    {"create function f() returns int as $$ begin $$", NULL},
    {"do $$ begin selec $$", NULL},
    {"select 1; create function f() returns int language plpgsql as $$ begin $$", NULL},
    {"create function f( returns", NULL},
    {"", NULL},
};

static const char *show(Arena *arena, const char *text, const List *refs)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < refs->count; i++) {
        const SqlRef *ref = refs->items[i];

        strbuf_printf(&out, "%s%c%s.%s[%.*s]", i > 0 ? " " : "", "CFTRQ"[ref->kind],
                      ref->qualifier ? ref->qualifier : "", ref->name, (int)(ref->end - ref->start), text + ref->start);
        for (size_t k = 0; k < ref->owners.count; k++) {
            const SqlRelation *owner = ref->owners.items[k];

            strbuf_printf(&out, "%s%s%s%s", k > 0 ? " " : "<", owner->schema ? owner->schema : "",
                          owner->schema ? "." : "", owner->name);
        }
        strbuf_puts(&out, ref->owners.count > 0 ? ">" : "");
        strbuf_puts(&out, ref->local ? "~" : "");
    }
    return strbuf_text(&out);
}

static const char *show_created(Arena *arena, const List *created)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < created->count; i++) {
        const SqlCreated *one = created->items[i];

        strbuf_printf(&out, "%s%s %s.%s", i > 0 ? ", " : "", one->sort, one->schema ? one->schema : "", one->name);
    }
    return strbuf_text(&out);
}

static void reads(void **state)
{
    const struct Script *c = *state;
    Arena arena = {0};
    const SqlStatements *script = sql_script(sql_cache(&arena), c->text);

    if (script->parse.error)
        fail_msg("%s at %zu", script->parse.error, script->parse.error_at);
    assert_string_equal(show(&arena, c->text, &script->parse.refs), c->refs);
    assert_string_equal(show_created(&arena, &script->created), c->created);
    assert_int_equal(script->count, c->count);
    assert_ptr_equal(sql_script(sql_cache(&arena), c->text), script);
    arena_free(&arena);
}

static void refuses(void **state)
{
    const struct Refused *c = *state;
    Arena arena = {0};
    const SqlStatements *script = sql_script(sql_cache(&arena), c->text);

    if (!script->parse.error || script->parse.error_at != c->at || !strstr(script->parse.error, c->says))
        fail_msg("%s at %zu", script->parse.error ? script->parse.error : "taken", script->parse.error_at);
    assert_int_equal(script->parse.refs.count, 0);
    arena_free(&arena);
}

static void compares(void **state)
{
    Arena arena = {0};
    SqlCache *cache = sql_cache(&arena);

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        const SqlParse *one = &sql_script(cache, pairs[i].one)->parse;
        const SqlParse *other = &sql_script(cache, pairs[i].other)->parse;

        if (one->error || other->error || (strcmp(one->canonical, other->canonical) == 0) != pairs[i].same)
            fail_msg("%s, %s", pairs[i].one, pairs[i].other);
    }
    arena_free(&arena);
}

static void judges(void **state)
{
    const struct Function *c = *state;
    Arena arena = {0};
    size_t at = 0;
    const char *error = sql_function_error(&arena, c->text, &at);

    if (!error != !c->says || (error && !strstr(error, c->says)))
        fail_msg("%s", error ? error : "taken");
    assert_true(at <= strlen(c->text));
    if (c->at && strncmp(c->text + at, c->at, strlen(c->at)) != 0)
        fail_msg("at \"%s\"", c->text + at);
    arena_free(&arena);
}

/* Whatever it says: it says it, and lives. */
static const struct Deep {
    const char *name, *before, *middle, *after;
    size_t count;
} deep[] = {
    {"1,000 blocks", "begin ", "null; ", "end; ", 1000},
    {"100,000 blocks", "begin ", "null; ", "end; ", 100000},
    {"10,000 ifs", "if a then ", "null; ", "end if; ", 10000},
    {"100,000 statements", "a := 1; ", "", "", 100000},
    {"100,000 sums", "", "a := 1", "+1", 100000},
    {"100,000 parentheses", "(", "", "", 100000},
    {"100,000 open blocks", "begin ", "", "", 100000},
};

static void survives(void **state)
{
    const struct Deep *c = *state;
    Arena arena = {0};
    StrBuf text = {.arena = &arena};
    size_t at = 0;

    strbuf_puts(&text, "create function f() returns void language plpgsql as $$ begin ");
    for (size_t i = 0; i < c->count; i++)
        strbuf_puts(&text, c->before);
    strbuf_puts(&text, c->middle);
    for (size_t i = 0; i < c->count; i++)
        strbuf_puts(&text, c->after);
    strbuf_puts(&text, " end $$");
    sql_function_error(&arena, strbuf_text(&text), &at);
    assert_true(at <= text.length);
    arena_free(&arena);
}

static void takes_many_statements(void **state)
{
    Arena arena = {0};
    StrBuf text = {.arena = &arena};

    (void)state;
    for (size_t i = 0; i < 20000; i++)
        strbuf_printf(&text, "select %zu from t;\n", i);

    const SqlStatements *script = sql_script(sql_cache(&arena), strbuf_text(&text));
    if (script->parse.error)
        fail_msg("%s", script->parse.error);
    assert_int_equal(script->count, 20000);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("sqlstatements", count, words);

    SUITE_ROWS(&suite, scripts, text, reads);
    SUITE_ROWS(&suite, refused, text, refuses);
    SUITE_ROWS(&suite, functions, text, judges);
    SUITE_ROWS(&suite, deep, name, survives);
    suite_add(&suite, "the same scripts", compares, NULL);
    suite_add(&suite, "many statements", takes_many_statements, NULL);
    return suite_run(&suite, NULL, NULL);
}
