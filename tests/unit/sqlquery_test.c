/* Sqltext: queries: their outputs, whose columns they mention, what a rename rewrites. */
#include "dsl/base/strbuf.h"
#include "dsl/sqltext.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

/*
 * `refs`: kind letter, qualifier.name[what stands in the text]<owners>; "~" if it is local, "=" in USING, "^" where AS
 * has to stand, ":" and the alias of a relation.
 * `outputs`: name, or * of what; (owners of a star); "as" if it was given its name.
 */
static const struct Query {
    const char *text, *outputs, *refs;
} queries[] = {
    {
        "select 1",
        "?",
        "",
    },
    {
        "values (1, 'a'), (2, 'b')",
        "column1, column2",
        "",
    },
    {
        "table app.users",
        "*(app.users)",
        "Rapp.users[users]",
    },
    {
        "select u.mail from users u",
        "mail",
        "Cu.mail[mail]<users>^13 R.users[users]:u",
    },
    {
        "select mail from app.users",
        "mail",
        "C.mail[mail]<app.users>^11 Rapp.users[users]",
    },
    {
        "select users.mail, app.users.id from app.users",
        "mail, id",
        "Q.users[users]<app.users> Cusers.mail[mail]<app.users>^17 Qapp.users[users]<app.users> "
        "Cusers.id[id]<app.users>^31 Rapp.users[users]",
    },
    {
        "select public.users.mail from users",
        "mail",
        "Qpublic.users[users]<users> Cusers.mail[mail]<users>^24 R.users[users]",
    },
    {
        "select u.mail as email, u.mail email2, (u.mail) from users u",
        "email as, email2 as, mail",
        "Cu.mail[mail]<users> Cu.mail[mail]<users> Cu.mail[mail]<users>^47 R.users[users]:u",
    },
    {
        "select * from users u, app.orders",
        "*(users app.orders)",
        "R.users[users]:u Rapp.orders[orders]",
    },
    {
        "select u.*, orders.* from users u join app.orders on true",
        "u*(users), orders*(app.orders)",
        "Q.orders[orders]<app.orders> R.users[users]:u Rapp.orders[orders]",
    },
    {
        "select \"Ü\".* , \"Ü\".\"Select\" from \"My \"\"T\"\"\" as \"Ü\"",
        "Ü*(My \"T\"), Select",
        "CÜ.Select[\"Select\"]<My \"T\">^29 R.My \"T\"[\"My \"\"T\"\"\"]:Ü",
    },
    {
        "select lower(mail), mail::text, mail || 'x', 'from', count(*) from users",
        "lower, mail, ?, ?, count",
        "F.lower[lower] C.mail[mail]<users> C.mail[mail]<users>^30 T.text[text] C.mail[mail]<users> F.count[count] "
        "R.users[users]",
    },
    {
        "select mail is distinct from name, percentile_cont(0.5) within group (order by age) from users",
        "?, percentile_cont",
        "C.mail[mail]<users> C.name[name]<users> F.percentile_cont[percentile_cont] C.age[age]<users> R.users[users]",
    },
    {
        "select case when a then b else c end, coalesce(a, b), current_date, array[a], (select z from t2) from t",
        "c, coalesce, current_date, array, z",
        "C.a[a]<t> C.b[b]<t> C.c[c]<t>^36 C.a[a]<t> C.b[b]<t> C.a[a]<t> C.z[z]<t2 t>^87 R.t2[t2] R.t[t]",
    },
    {
        "select mail from users u(id, mail)",
        "mail",
        "C.mail[mail]~^11 R.users[users]:u",
    },
    {
        "select u.id, u.x from users u(id, mail)",
        "id, x",
        "Cu.id[id]~^11 Cu.x[x]<users>^16 R.users[users]:u",
    },
    {
        "select mail from (select mail from users) s",
        "mail",
        "C.mail[mail]~^11 C.mail[mail]<users>^29 R.users[users]",
    },
    {
        "select s.mail, s.x from (select * from users) s",
        "mail, x",
        "Cs.mail[mail]<users>^13 Cs.x[x]<users>^18 R.users[users]",
    },
    {
        "select x from (select a as x, * from users) s",
        "x",
        "C.x[x]~^8 C.a[a]<users> R.users[users]",
    },
    {
        "select q from (values (1, 2)) v(q)",
        "q",
        "C.q[q]~^8",
    },
    {
        "select column1 from (values (1, 2)) v",
        "column1",
        "C.column1[column1]~^14",
    },
    {
        "with c as (select id from users) select id, c.id from c",
        "id, id",
        "C.id[id]<users>^20 R.users[users] C.id[id]~^42 Cc.id[id]~^48",
    },
    {
        "with c(x) as (select id from users) select x, c.* from c",
        "x, c*",
        "C.id[id]<users>^23 R.users[users] C.x[x]~^44",
    },
    {
        "with users as (select 1 as a) select a, users.a from users",
        "a, a",
        "C.a[a]~^38 Cusers.a[a]~^47",
    },
    {
        "with users as (select 1 as a) select a from app.users",
        "a",
        "C.a[a]<app.users>^38 Rapp.users[users]",
    },
    {
        "with recursive t(n) as (select id from base union all select n + 1 from t where n < 9) select n from t",
        "n",
        "C.id[id]<base>^33 R.base[base] C.n[n]~ C.n[n]~ C.n[n]~^95",
    },
    {
        "with recursive t as (select id, parent from nodes union all select n.id, n.parent from nodes n join t on "
        "t.id = n.parent) select id from t",
        "id",
        "C.id[id]<nodes>^30 C.parent[parent]<nodes>^38 R.nodes[nodes] Cn.id[id]<nodes>^71 "
        "Cn.parent[parent]<nodes>^81 R.nodes[nodes]:n Ct.id[id]~ Cn.parent[parent]<nodes> C.id[id]~^131",
    },
    {
        "with a as (select 1 as x), b as (select x from a) select x from b",
        "x",
        "C.x[x]~^41 C.x[x]~^58",
    },
    {
        "select id from a join b using (id)",
        "id",
        "C.id[id]<a b>^9 R.a[a] R.b[b] C.id[id]<a b>=",
    },
    {
        "select x from a join b using (id, \"Id\") join c using (x)",
        "x",
        "C.x[x]<a b c>^8 R.a[a] R.b[b] C.id[id]<a b>= C.Id[\"Id\"]<a b>= R.c[c] C.x[x]<a b c>=",
    },
    {
        "select 1 from a join (b join c using (y)) using (x)",
        "?",
        "R.a[a] R.b[b] R.c[c] C.y[y]<b c>= C.x[x]<a b c>=",
    },
    {
        "select j.id, j.z from a join b using (id) as j",
        "id, z",
        "Cj.id[id]<a b>^11 Cj.z[z]<a b>^16 R.a[a] R.b[b] C.id[id]<a b>=",
    },
    {
        "select j.id, a.id from (a join b on a.id = b.id) as j",
        "id, id",
        "Cj.id[id]<a b>^11 Ca.id[id]^17 R.a[a] R.b[b] Q.a[a]<a> Ca.id[id]<a> Q.b[b]<b> Cb.id[id]<b>",
    },
    {
        "select x from a natural join b",
        "x",
        "C.x[x]<a b>^8 R.a[a] R.b[b]",
    },
    {
        "select b.z from a, b join c on x = c.y",
        "z",
        "Q.b[b]<b> Cb.z[z]<b>^10 R.a[a] R.b[b] R.c[c] C.x[x]<b c> Q.c[c]<c> Cc.y[y]<c>",
    },
    {
        "select a.x from a cross join lateral (select y from b where b.q = a.q) l",
        "x",
        "Q.a[a]<a> Ca.x[x]<a>^10 R.a[a] C.y[y]<b a>^46 R.b[b] Q.b[b]<b> Cb.q[q]<b> Q.a[a]<a> Ca.q[q]<a>",
    },
    {
        "select y from a, (select x from b where x = z) l",
        "y",
        "C.y[y]<a>^8 R.a[a] C.x[x]<b>^26 R.b[b] C.x[x]<b> C.z[z]<b>",
    },
    {
        "select mail from users where exists (select 1 from orders where user_id = id and orders.total > users.lim)",
        "mail",
        "C.mail[mail]<users>^11 R.users[users] R.orders[orders] C.user_id[user_id]<orders users> C.id[id]<orders "
        "users> Q.orders[orders]<orders> Corders.total[total]<orders> Q.users[users]<users> Cusers.lim[lim]<users>",
    },
    {
        "select mail from users order by mail",
        "mail",
        "C.mail[mail]<users>^11 R.users[users] C.mail[mail]<users>",
    },
    {
        "select lower(mail) as mail from users order by mail, id",
        "mail as",
        "F.lower[lower] C.mail[mail]<users> R.users[users] C.mail[mail]~ C.id[id]<users>",
    },
    {
        "select lower(mail) as mail from users group by mail",
        "mail as",
        "F.lower[lower] C.mail[mail]<users> R.users[users] C.mail[mail]<users>~",
    },
    {
        "select lower(mail) as m, id as i from users group by rollup (m, (i, age))",
        "m as, i as",
        "F.lower[lower] C.mail[mail]<users> C.id[id]<users> R.users[users] C.m[m]<users>~ C.i[i]<users>~ "
        "C.age[age]<users>",
    },
    {
        "select 1 from orders where exists (select total as id from items group by id)",
        "?",
        "R.orders[orders] C.total[total]<items orders> R.items[items] C.id[id]<items>~",
    },
    {
        "select distinct on (mail) mail, id from users order by mail, users.id desc",
        "mail, id",
        "C.mail[mail]<users> C.mail[mail]<users>^30 C.id[id]<users>^34 R.users[users] C.mail[mail]<users> "
        "Q.users[users]<users> Cusers.id[id]<users>",
    },
    {
        "select a from t union select b from u order by a",
        "a",
        "C.a[a]<t>^8 R.t[t] C.b[b]<u>^30 R.u[u] C.a[a]~",
    },
    {
        "select a from t union all (select b from u order by b limit 1)",
        "a",
        "C.a[a]<t>^8 R.t[t] C.b[b]<u>^35 R.u[u] C.b[b]<u>",
    },
    {
        "select f.x, g from f(1) as f(x, y), g(2), users",
        "x, g",
        "Cf.x[x]~^10 C.g[g]~^13 F.f[f] F.g[g] R.users[users]",
    },
    {
        "select r.a, b from rows from (f(1), g(2)) as r(a int, b app.status)",
        "a, b",
        "Cr.a[a]~^10 C.b[b]~^13 F.f[f] F.g[g] Tpg_catalog.int4[] Tapp.status[status]",
    },
    {
        "select x.id from xmltable('/r' passing doc columns id int path '@id', n for ordinality) x",
        "id",
        "Cx.id[id]~^11 C.doc[doc] Tpg_catalog.int4[]",
    },
    {
        "select t.id from t tablesample bernoulli (10) repeatable (1)",
        "id",
        "Q.t[t]<t> Ct.id[id]<t>^11 R.t[t]",
    },
    {
        "select id from users for update of users",
        "id",
        "C.id[id]<users>^9 R.users[users] Q.users[users]<users>",
    },
    {
        "select id from users u for update of u",
        "id",
        "C.id[id]<users>^9 R.users[users]:u",
    },
    {
        "select new.x, old.y from users",
        "x, y",
        "Cnew.x[x]^12 Cold.y[y]^19 R.users[users]",
    },
    {
        "select users from users",
        "users",
        "C.users[users]<users>^12 Q.users[users]<users> R.users[users]",
    },
    {
        "select count(u) from users u",
        "count",
        "F.count[count] C.u[u]<users> R.users[users]:u",
    },
    {
        "select sum(x) over w from t window w as (partition by y order by z)",
        "sum",
        "F.sum[sum] C.x[x]<t> R.t[t] C.y[y]<t> C.z[z]<t>",
    },
    {
        "select nextval('app.s'), 'public.t'::regclass, 'open'::app.status, x::int from t",
        "nextval, regclass, status, x",
        "F.nextval[nextval] Rapp.s[s] Rpublic.t[t] T.regclass[regclass] Tapp.status[status] C.x[x]<t>^73 "
        "Tpg_catalog.int4[] R.t[t]",
    },
    {
        "select app.f(a, b => c), g(d) filter (where e > 0) from t",
        "f, g",
        "Fapp.f[f] C.a[a]<t> C.c[c]<t> F.g[g] C.d[d]<t> C.e[e]<t> R.t[t]",
    },
    {
        "select (u.addr).street, (u.tags)[1] from users u",
        "street, tags",
        "Cu.addr[addr]<users> Cu.tags[tags]<users>^35 R.users[users]:u",
    },
    {
        "select -1, 0 from t limit 0",
        "?, ?",
        "R.t[t]",
    },
    {
        "select id -- comment, with \"quotes'",
        "id",
        "C.id[id]^9",
    },
    {
        "select a from t where (b, c) in (select d, e from u where f = b)",
        "a",
        "C.a[a]<t>^8 R.t[t] C.b[b]<t> C.c[c]<t> C.d[d]<u t>^41 C.e[e]<u t>^44 R.u[u] C.f[f]<u t> C.b[b]<u t>",
    },
    {
        "select a from t where b = any (select c from t where t.b = a)",
        "a",
        "C.a[a]<t>^8 R.t[t] C.b[b]<t> C.c[c]<t t>^39 R.t[t] Q.t[t]<t> Ct.b[b]<t> C.a[a]<t t>",
    },
    {
        "select grouping(a), a from t group by rollup (a, (b, c))",
        "grouping, a",
        "C.a[a]<t> C.a[a]<t>^21 R.t[t] C.a[a]<t> C.b[b]<t> C.c[c]<t>",
    },
    {
        "select (t.*)::text, t, current_user, (values (1)), exists (select 1), xmlpi(name x), (select 1)::text from t",
        "t, t, current_user, column1, exists, xmlpi, ?",
        "Q.t[t]<t> T.text[text] C.t[t]<t>^21 Q.t[t]<t> T.text[text] R.t[t]",
    },
    {
        "select (u.addr).*, (f(1)) . * from u",
        "(u.addr)*, (f(1))*",
        "Q.u[u]<u> Cu.addr[addr]<u> F.f[f] R.u[u]",
    },
    {
        "select é, \"É\" from \"naïve\"",
        "é, É",
        "C.é[é]<naïve>^9 C.É[\"É\"]<naïve>^15 R.naïve[\"naïve\"]",
    },
};

static void put_owners(StrBuf *out, const List *owners, char open, char close)
{
    for (size_t i = 0; i < owners->count; i++) {
        const SqlRelation *owner = owners->items[i];

        strbuf_putc(out, i > 0 ? ' ' : open);
        strbuf_printf(out, "%s%s%s", owner->schema ? owner->schema : "", owner->schema ? "." : "", owner->name);
    }
    if (owners->count > 0)
        strbuf_putc(out, close);
}

static const char *show_refs(Arena *arena, const char *text, const List *refs)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < refs->count; i++) {
        const SqlRef *ref = refs->items[i];

        strbuf_printf(&out, "%s%c%s.%s[%.*s]", i > 0 ? " " : "", "CFTRQ"[ref->kind],
                      ref->qualifier ? ref->qualifier : "", ref->name, (int)(ref->end - ref->start), text + ref->start);
        put_owners(&out, &ref->owners, '<', '>');
        strbuf_puts(&out, ref->local ? "~" : "");
        strbuf_puts(&out, ref->in_using ? "=" : "");
        if (ref->as_place)
            strbuf_printf(&out, "^%zu", ref->as_place);
        if (ref->alias)
            strbuf_printf(&out, ":%s", ref->alias);
    }
    return strbuf_text(&out);
}

static const char *show_outputs(Arena *arena, const List *outputs)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < outputs->count; i++) {
        const SqlOutput *output = outputs->items[i];

        strbuf_puts(&out, i > 0 ? ", " : "");
        if (output->star)
            strbuf_printf(&out, "%s*", output->star);
        else
            strbuf_puts(&out, output->name ? output->name : "?");
        put_owners(&out, &output->owners, '(', ')');
        strbuf_puts(&out, output->has_as ? " as" : "");
    }
    return strbuf_text(&out);
}

static const struct Refused {
    const char *text;
    size_t at;
    const char *says;
} refused[] = {
    {"", 0, "missing"},
    {" -- x", 5, "missing"},
    {";", 0, "not one query"},
    {"select 1; select 2", 0, "not one query"},
    {"select a fro users", 13, "\"users\""},
    {"select 1 from", 13, "end of input"},
    {"insert into t values (1)", 0, "not one query"},
    {"drop table users", 0, "not one query"},
    {"explain select 1", 0, "not one query"},
    {"create view v as select 1", 0, "not one query"},
    {"a + 1", 0, "\"a\""},
    {"select a into x from t", 14, "INTO"},
    {"select a from t union select b into y from u", 36, "INTO"},
    {"select $1", 7, "parameters"},
    {"with x as (delete from t returning a) select a from x", 23, "change rows"},
    {"with x as (insert into t values (1) returning a) select a from x", 23, "change rows"},
    {"select default", 7, "DEFAULT"},
    {"select 'abc", 7, "unterminated quoted string"},
    {"select \"\" from t", 7, "zero-length"},
    {"select '\xFF'", 8, "UTF-8"},
    {"select a\xC2\xA0 b from t where", 25, "end of input"},
    {"select '\xC3\xA9' x y", 14, "\"y\""},
    {"select a \\gset", 9, "\"\\\""},
};

static void refuses(void **state)
{
    const struct Refused *c = *state;
    Arena arena = {0};
    const SqlQuery *query = sql_query(sql_cache(&arena), c->text);

    if (!query->parse.error || query->parse.error_at != c->at || !strstr(query->parse.error, c->says))
        fail_msg("%s at %zu", query->parse.error ? query->parse.error : "taken", query->parse.error_at);
    assert_null(query->parse.canonical);
    assert_int_equal(query->parse.refs.count, 0);
    assert_int_equal(query->outputs.count, 0);
    arena_free(&arena);
}

static void reads(void **state)
{
    const struct Query *c = *state;
    Arena arena = {0};
    const SqlQuery *query = sql_query(sql_cache(&arena), c->text);

    if (query->parse.error)
        fail_msg("%s at %zu", query->parse.error, query->parse.error_at);
    assert_string_equal(show_outputs(&arena, &query->outputs), c->outputs);
    assert_string_equal(show_refs(&arena, c->text, &query->parse.refs), c->refs);
    assert_int_equal(query->has_star, strchr(c->outputs, '*') != NULL);
    arena_free(&arena);
}

/*
 * What a caller with a catalog makes of the refs: column "mail" of table "users", and of no other table, becomes
 * "email"; the table becomes "people".
 */
static const struct Renamed {
    const char *before, *column, *table;
} renamed[] = {
    {"select u.mail from users u", "select u.email AS mail from users u", "select u.mail from people u"},
    {"select users.mail from users", "select users.email AS mail from users", "select people.mail from people"},
    {"select mail x from users", "select email x from users", "select mail x from people"},
    {"select /* mail */ U . \"mail\"::text, 'mail' from Users U",
     "select /* mail */ U . email::text AS mail, 'mail' from Users U",
     "select /* mail */ U . \"mail\"::text, 'mail' from people U"},
    {"select s.mail from (select mail from users) s", "select s.mail from (select email AS mail from users) s",
     "select s.mail from (select mail from people) s"},
    {"with users as (select 1 as mail) select mail from users", "with users as (select 1 as mail) select mail from "
     "users",
     "with users as (select 1 as mail) select mail from users"},
    {"select o.mail from orders o, users", "select o.mail from orders o, users", "select o.mail from orders o, people"},
    {"select 1 from orders where exists (select 1 from users where mail = note)",
     "select 1 from orders where exists (select 1 from users where email = note)",
     "select 1 from orders where exists (select 1 from people where mail = note)"},
    {"select 1 from users where exists (select mail from orders)",
     "select 1 from users where exists (select email AS mail from orders)",
     "select 1 from people where exists (select mail from orders)"},
    {"select lower(mail) as mail from users order by mail", "select lower(email) as mail from users order by mail",
     "select lower(mail) as mail from people order by mail"},
    {"select lower(mail) as m, mail as mail from users group by m, mail",
     "select lower(email) as m, email as mail from users group by m, email",
     "select lower(mail) as m, mail as mail from people group by m, mail"},
    {"select count(*) from users group by mail having max(users.mail) > ''",
     "select count(*) from users group by email having max(users.email) > ''",
     "select count(*) from people group by mail having max(people.mail) > ''"},
    {"select (u).mail, ((u.*)) . \"mail\" x, (o).mail from users u, orders o",
     "select (u).email AS mail, ((u.*)) . email x, (o).mail from users u, orders o",
     "select (u).mail, ((u.*)) . \"mail\" x, (o).mail from people u, orders o"},
    {"select mail::varchar from users order by mail", "select email::varchar AS mail from users order by mail",
     "select mail::varchar from people order by mail"},
    {"select users.* from users", "select users.* from users", "select people.* from people"},
    {"select a.mail from users a(mail)", "select a.mail from users a(mail)", "select a.mail from people a(mail)"},
    {"select id from users join orders using (mail)", "select id from users join orders using (email)",
     "select id from people join orders using (mail)"},
    {"select mail from users for share of users", "select email AS mail from users for share of users",
     "select mail from people for share of people"},
    {"select 'users'::regclass, 'x'::users from users", "select 'users'::regclass, 'x'::users from users",
     "select 'people'::regclass, 'x'::users from people"},
};

static bool is_users(const List *owners)
{
    for (size_t i = 0; i < owners->count; i++)
        if (strcmp(((const SqlRelation *)owners->items[i])->name, "users") == 0)
            return true;
    return false;
}

static const char *replaced(Arena *arena, const char *text, size_t start, size_t end, const char *with)
{
    return arena_printf(arena, "%.*s%s%s", (int)start, text, with, text + end);
}

/* AS stands behind its column, and may stand behind what follows that: from the end on, whatever is replaced. */
static const char *rename_all(Arena *arena, const char *text, const List *refs, bool column)
{
    for (size_t at = strlen(text) + 1; at-- > 0;)
        for (size_t i = refs->count; i-- > 0;) {
            const SqlRef *ref = refs->items[i];
            bool ours = ref->kind == SQL_REF_COLUMN && strcmp(ref->name, "mail") == 0 && is_users(&ref->owners);
            bool table = (ref->kind == SQL_REF_RELATION || ref->kind == SQL_REF_QUALIFIER)
                         && strcmp(ref->name, "users") == 0;

            if (column && ours && ref->as_place == at && at > 0)
                text = replaced(arena, text, at, at, " AS mail");
            if ((column ? ours : table) && ref->start == at && ref->end > at)
                text = replaced(arena, text, at, ref->end, column ? "email" : "people");
        }
    return text;
}

static void renames(void **state)
{
    Arena arena = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(renamed); i++) {
        const SqlQuery *query = sql_query(sql_cache(&arena), renamed[i].before);

        assert_null(query->parse.error);
        assert_string_equal(rename_all(&arena, renamed[i].before, &query->parse.refs, true), renamed[i].column);
        assert_string_equal(rename_all(&arena, renamed[i].before, &query->parse.refs, false), renamed[i].table);
    }
    arena_free(&arena);
}

/* "=" the same, "+" columns were appended to the second, "!" anything else. */
static const struct Pair {
    const char *one, *other;
    char relation;
} pairs[] = {
    {"select a from t", "SELECT a /* x */ FROM T;", '='},
    {"select (a) from t", "select a from t", '='},
    {"select a != b from t", "select a <> b from t", '='},
    {"select -1", "select - 1", '='},
    {"select -1", "select -2", '!'},
    {"select 0 limit 0", "select 0 limit -1", '!'},
    {"select 'a|b'", "select 'a', 'b'", '!'},
    {"select a from t", "select a, b from t", '+'},
    {"select a from t", "select b, a from t", '!'},
    {"select a from t", "select a, b from u", '!'},
    {"select a from t", "select a, b from t where true", '!'},
    {"select a from t union all select b from u", "select a, 1 from t union all select b, 2 from u", '+'},
    {"select a from t union all select b from u", "select a, 1 from t union all select c, 2 from u", '!'},
    {"select a from t union all select b from u", "select a, 1 from t union select b, 2 from u", '!'},
    {"values (1), (2)", "values (1, 'a'), (2, 'b')", '+'},
    {"values (1), (2)", "values (1, 'a'), (3, 'b')", '!'},
    {"values (1), (2)", "values (1), (2), (3)", '!'},
    {"with x as (select 1 as a) select a from x", "with x as (select 1 as a) select a, 2 as b from x", '+'},
    {"with x as (select 1 as a) select a from x", "with x as (select 2 as a) select a, 2 as b from x", '!'},
    {"select distinct a from t", "select a from t", '!'},
    {"select a from t", "select a from only t", '!'},
    {"select f(a)", "select f(all a)", '='},
    {"select \"A\" from t", "select a from t", '!'},
    {"select a as \"1:b,},\" from t", "select a from t", '!'},
};

static char relation_of(const SqlQuery *one, const SqlQuery *other)
{
    if (strcmp(one->parse.canonical, other->parse.canonical) == 0)
        return '=';
    if (strcmp(one->rest, other->rest) != 0 || one->outputs.count >= other->outputs.count)
        return '!';
    for (size_t i = 0; i < one->outputs.count; i++) {
        const SqlOutput *first = one->outputs.items[i], *second = other->outputs.items[i];

        if (strcmp(first->canonical, second->canonical) != 0)
            return '!';
    }
    return '+';
}

static void compares(void **state)
{
    Arena arena = {0};
    SqlCache *cache = sql_cache(&arena);

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        const SqlQuery *one = sql_query(cache, pairs[i].one), *other = sql_query(cache, pairs[i].other);

        assert_null(one->parse.error);
        assert_null(other->parse.error);
        if (relation_of(one, other) != pairs[i].relation)
            fail_msg("%s, %s: %c", pairs[i].one, pairs[i].other, relation_of(one, other));
    }
    arena_free(&arena);
}

static void knows_its_end(void **state)
{
    static const char *const tails[] = {"", ";", " ; ", "\n;;\n-- x\n", " -- a ; b", " /* ; */ ;"};
    Arena arena = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(tails); i++) {
        const char *text = arena_printf(&arena, "select ';' as \"x;\"%s", tails[i]);

        assert_int_equal(sql_query(sql_cache(&arena), text)->end, strlen("select ';' as \"x;\""));
    }
    assert_ptr_equal(sql_query(sql_cache(&arena), "select 1"), sql_query(sql_cache(&arena), "select 1"));
    arena_free(&arena);
}

/* Outputs stand where they say. */
static void places_outputs(void **state)
{
    static const char text[] = "select a , u.*,(select b from c where d in (1, 2)) as \"from\" , f(1, 2)::int from "
     "t union select 1";
    static const char *const spelled[] = {"a", "u.*", "(select b from c where d in (1, 2)) as \"from\"",
                                          "f(1, 2)::int"};
    Arena arena = {0};
    const SqlQuery *query = sql_query(sql_cache(&arena), text);

    (void)state;
    assert_int_equal(query->outputs.count, COUNT(spelled));
    for (size_t i = 0; i < COUNT(spelled); i++) {
        const SqlOutput *output = query->outputs.items[i];

        assert_string_equal(arena_strndup(&arena, text + output->start, output->end - output->start), spelled[i]);
    }
    arena_free(&arena);
}

static const struct Deep {
    const char *name, *before, *middle, *after;
    size_t count;
    bool good;
} deep[] = {
    {"200 subqueries", "select a from (", "select a from t", ") x", 200, true},
    {"10,000 subqueries", "select a from (", "select a from t", ") x", 10000, false},
    {"500 unions", "select a from t union ", "select 1", "", 500, true},
    {"100,000 unions", "select a from t union ", "select 1", "", 100000, false},
    {"300 joins", "", "select 1 from t", " join t using (a)", 300, true},
    {"100,000 joins", "", "select 1 from t", " join t using (a)", 100000, false},
    {"10,000 tables", "", "select 1 from t", ", t", 10000, true},
    {"10,000 outputs", "", "select 1", ", a", 10000, true},
    {"10,000 exists", "select 1 where exists (", "select 1", ")", 10000, false},
    {"200 with", "with a as (", "select 1", ") select 1 from a", 200, true},
    {"1,000,000 parentheses", "(", "select 1", ")", 1000000, false},
};

static void survives(void **state)
{
    const struct Deep *c = *state;
    Arena arena = {0};
    StrBuf text = {.arena = &arena};

    for (size_t i = 0; i < c->count; i++)
        strbuf_puts(&text, c->before);
    strbuf_puts(&text, c->middle);
    for (size_t i = 0; i < c->count; i++)
        strbuf_puts(&text, c->after);

    const SqlQuery *query = sql_query(sql_cache(&arena), strbuf_text(&text));
    if (c->good && query->parse.error)
        fail_msg("%s", query->parse.error);
    assert_int_equal(query->parse.error == NULL, c->good);
    assert_true(query->parse.error_at <= text.length);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("sqlquery", count, words);

    SUITE_ROWS(&suite, queries, text, reads);
    SUITE_ROWS(&suite, refused, text, refuses);
    SUITE_ROWS(&suite, deep, name, survives);
    suite_add(&suite, "a column and a table under new names", renames, NULL);
    suite_add(&suite, "the same, appended, other", compares, NULL);
    suite_add(&suite, "end", knows_its_end, NULL);
    suite_add(&suite, "places of outputs", places_outputs, NULL);
    return suite_run(&suite, NULL, NULL);
}
