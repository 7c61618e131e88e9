#include "runtime/introspect/kind.h"

/*
 * The part is printed alone without its collation, and an expression's own collation is not in the catalogs: whether
 * the server would print one is read off the whole definition.
 */
#define PART_DEFINITION "pg_get_indexdef(i.indexrelid, p.n + 1, false)"
#define HAS_OWN_COLLATION                                                                                             \
    "case when i.indkey[p.n] <> 0 then l.oid <> a.attcollation "                                                      \
    "else position(" PART_DEFINITION " || ' COLLATE ' in pg_get_indexdef(i.indexrelid)) > 0 end"

/* The server prints the default operator class only where it has options. */
#define NAMES_OPCLASS "not o.opcdefault or k.attoptions is not null"
#define OPCLASS_OPTIONS                                                                                               \
    "(select string_agg(quote_ident(split_part(t, '=', 1)) || '=' || "                                                \
    "                   quote_literal(substr(t, position('=' in t) + 1)), "                                           \
    "                   ', ' order by split_part(t, '=', 1) collate \"C\") from unnest(k.attoptions) t)"

/* As IndexPart has it: column, expression, collation, opclass and its options, descending, nulls_first. */
#define PARTS                                                                                                         \
    "(select array_agg(array[a.attname, case when i.indkey[p.n] = 0 then " PART_DEFINITION " end,"                    \
    "                        nullif(ln.nspname, 'pg_catalog'), l.collname,"                                           \
    "                        case when " NAMES_OPCLASS " then nullif(os.nspname, 'pg_catalog') end,"                  \
    "                        case when " NAMES_OPCLASS " then o.opcname end, " OPCLASS_OPTIONS ","                    \
    "                        (i.indoption[p.n] & 1 <> 0)::text, (i.indoption[p.n] & 2 <> 0)::text]::text[]"           \
    "                  order by p.n)"                                                                                 \
    "   from generate_series(0, i.indnkeyatts - 1) p (n)"                                                             \
    "   join pg_opclass o on o.oid = i.indclass[p.n]"                                                                 \
    "   join pg_namespace os on os.oid = o.opcnamespace"                                                              \
    "   left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[p.n]"                             \
    "   join pg_attribute k on k.attrelid = i.indexrelid and k.attnum = p.n + 1"                                      \
    "   left join pg_collation l on l.oid = i.indcollation[p.n] and " HAS_OWN_COLLATION                               \
    "   left join pg_namespace ln on ln.oid = l.collnamespace)"

const IntrospectKind index_introspect = {
    "select " KEY("pg_class", "i.indexrelid") " as key, " KEY("pg_class", "i.indrelid") " as parent,"
    "       c.relname as name, i.indisunique as unique, m.amname as method, " PARTS " as parts,"
    "       " COLUMN_NAMES("i.indkey", "i.indrelid", "o.place > i.indnkeyatts") " as include,"
    "       {15|i.indnullsnotdistinct|false} as nulls_not_distinct, pg_get_expr(i.indpred, i.indrelid) as where,"
    "       (select array_agg(array[split_part(o, '=', 1), substr(o, position('=' in o) + 1)]"
    "                         order by split_part(o, '=', 1)) from unnest(c.reloptions) o) as options,"
    "       s.spcname as tablespace, not (i.indisvalid and i.indisready and i.indislive) as invalid"
    "  from pg_index i"
    "  join pg_class c on c.oid = i.indexrelid"
    "  join pg_am m on m.oid = c.relam"
    "  left join pg_tablespace s on s.oid = c.reltablespace"
    " where i.indrelid >= " FIRST_USER_OID
    "   and i.indexrelid not in (select inhrelid from pg_inherits)"
    "   and i.indexrelid not in (select conindid from pg_constraint where contype in ('p', 'u', 'x'))"
    " order by c.relname",
};
