#include "runtime/introspect/kind.h"

/* Those of its TOAST table are the table's with a prefix. */
#define OPTIONS                                                                                                       \
    OPTIONS_OF("c.reloptions || "                                                                                     \
               "coalesce((select array_agg('toast.' || t) from unnest(toast.reloptions) t), array[]::text[])")

/*
 * The expressions of a partition key are printed as one list only. It is taken apart at the commas that stand in no
 * parentheses and no quotes.
 */
#define CHARACTER "substr(l.text, g, 1)"
#define KEY_EXPRESSIONS                                                                                               \
    "(select array_agg(ltrim(e.text, ', ') order by e.number)"                                                        \
    "   from (select d.number, string_agg(d.one, '' order by d.place) as text"                                        \
    "           from (select q.place, q.one, sum((q.one = ',' and q.depth = 0 and not q.quoted)::int)"                \
    "                        over (order by q.place) as number"                                                       \
    "                   from (select s.place, s.one, s.quoted, sum(case when s.quoted then 0 when s.one = '(' then 1" \
    "                                when s.one = ')' then -1 else 0 end) over (order by s.place) as depth"           \
    "                           from (select g as place, " CHARACTER " as one,"                                       \
    "                                        sum((" CHARACTER " in ('''', '\"'))::int) over (order by g) % 2 = 1"     \
    "                                        as quoted"                                                               \
    "                                   from (select pg_get_expr(k.partexprs, k.partrelid) as text) l"                \
    "                                  cross join generate_series(1, length(l.text)) g) s) q) d"                      \
    "          group by d.number) e)"

/* Whether the server would print the collation of an expression is read off the whole key. */
#define HAS_OWN_COLLATION                                                                                             \
    "case when k.partattrs[p.n] <> 0 then l.oid <> a.attcollation else"                                               \
    " position(x.text || ' COLLATE ' in d.text) > 0 or position(x.text || ') COLLATE ' in d.text) > 0 end"

/* As the key of a table has it: column, expression, collation, operator class. */
#define PARTITION_KEY                                                                                                 \
    "(select array_agg(array[a.attname, x.text, nullif(ln.nspname, 'pg_catalog'), l.collname,"                        \
    "                        case when not o.opcdefault then nullif(os.nspname, 'pg_catalog') end,"                   \
    "                        case when not o.opcdefault then o.opcname end]::text[] order by p.n)"                    \
    "   from generate_series(0, k.partnatts - 1) p (n)"                                                               \
    "  cross join (select pg_get_partkeydef(k.partrelid) as text, " KEY_EXPRESSIONS " as expressions) d"              \
    "  cross join lateral (select case when k.partattrs[p.n] = 0 then d.expressions[(select count(*)"                 \
    "      from generate_series(0, p.n) b (n) where k.partattrs[b.n] = 0)] end as text) x"                            \
    "   join pg_opclass o on o.oid = k.partclass[p.n]"                                                                \
    "   join pg_namespace os on os.oid = o.opcnamespace"                                                              \
    "   left join pg_attribute a on a.attrelid = k.partrelid and a.attnum = k.partattrs[p.n]"                         \
    "   left join pg_collation l on l.oid = k.partcollation[p.n] and " HAS_OWN_COLLATION                              \
    "   left join pg_namespace ln on ln.oid = l.collnamespace)"

#define PARENTS                                                                                                       \
    "(select array_agg(array[n.nspname, p.relname]::text[] order by i.inhseqno)"                                      \
    "   from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_namespace n on n.oid = p.relnamespace"      \
    "  where i.inhrelid = c.oid and not c.relispartition)"

const IntrospectKind table_introspect = {
    .query =
    "select " KEY("pg_class", "c.oid") " as key, " KEY("pg_namespace", "c.relnamespace") " as parent,"
    "       c.relname as name, c.relpersistence = 'u' as unlogged, c.relrowsecurity as row_security,"
    "       c.relforcerowsecurity as row_security_forced,"
    "       case when c.reloftype <> 0 then format_type(c.reloftype, null) end as of,"
    "       nullif(m.amname, 'heap') as method, nullif(s.spcname, 'pg_default') as tablespace, " OPTIONS " as options"
    "  from pg_class c"
    "  left join pg_am m on m.oid = c.relam"
    "  left join pg_tablespace s on s.oid = c.reltablespace"
    "  left join pg_class toast on toast.oid = c.reltoastrelid"
    " where c.relkind in ('r', 'p') and " USER_OBJECT("c.oid", "pg_class")
    " order by c.relname",
    .more_when = ANY("pg_partitioned_table", "true") " or " ANY("pg_inherits", "true"),
    .more =
    "select " KEY("pg_class", "c.oid") " as key,"
    "       case k.partstrat when 'r' then 'range' when 'l' then 'list' when 'h' then 'hash' end as partitioned,"
    "       case when k.partrelid is not null then " PARTITION_KEY " end as partition_key, " PARENTS " as parents"
    "  from pg_class c"
    "  left join pg_partitioned_table k on k.partrelid = c.oid"
    " where c.oid in (select partrelid from pg_partitioned_table union select inhrelid from pg_inherits)"
    "   and c.relkind in ('r', 'p')",
};
