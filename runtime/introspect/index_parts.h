/*
 * What indexes are over, as IndexPart has it. For indexes, and for constraints that stand on the like.
 */
#ifndef ECO_RUNTIME_INTROSPECT_INDEX_PARTS_H
#define ECO_RUNTIME_INTROSPECT_INDEX_PARTS_H

#include "runtime/introspect/kind.h"

/* A part by its place: from 1 for pg_get_indexdef(), from 0 in the columns of pg_index. */
#define PLACE "p.place::int"
#define KEY_COLUMN "i.indkey[p.place - 1]"

/*
 * The part is printed alone without its collation, and an expression's own collation is not in the catalogs: whether
 * the server would print one is read off the whole definition. That takes long, and is needed only where there are
 * other collations (in the tree of the expression, too) than the default, which is number 100.
 */
#define PART_DEFINITION "pg_get_indexdef(i.indexrelid, " PLACE ", false)"
#define HAS_OWN_COLLATION                                                                                             \
    "case when " KEY_COLUMN " <> 0 then l.oid <> a.attcollation"                                                      \
    "     when l.oid = 100 and i.indexprs::text !~ 'coll(O)?id (?!(0|100) )' then false"                              \
    "     else position(" PART_DEFINITION " || ' COLLATE ' in pg_get_indexdef(i.indexrelid)) > 0 end"

/* The server prints the default operator class only where it has options. */
#define NAMES_OPCLASS "not o.opcdefault or k.attoptions is not null"
#define OPCLASS_OPTIONS                                                                                               \
    "case when k.attoptions is not null then"                                                                         \
    " (select string_agg(quote_ident(split_part(t, '=', 1)) || '=' || "                                               \
    "                    quote_literal(substr(t, position('=' in t) + 1)), "                                          \
    "                    ', ' order by split_part(t, '=', 1) collate \"C\") from unnest(k.attoptions) t) end"

/*
 * As IndexPart has it: column, expression, collation, opclass and its options, descending, nulls_first. For all indexes
 * at once: by the thousand, a subquery for each takes three times as long.
 */
#define INDEX_PARTS(condition)                                                                                        \
    "select i.indexrelid,"                                                                                            \
    "       array_agg(array[a.attname, case when " KEY_COLUMN " = 0 then " PART_DEFINITION " end,"                    \
    "                       nullif(ln.nspname, 'pg_catalog'), l.collname,"                                            \
    "                       case when " NAMES_OPCLASS " then nullif(os.nspname, 'pg_catalog') end,"                   \
    "                       case when " NAMES_OPCLASS " then o.opcname end, " OPCLASS_OPTIONS ","                     \
    "                       (i.indoption[p.place - 1] & 1 <> 0)::text,"                                               \
    "                       (i.indoption[p.place - 1] & 2 <> 0)::text]::text[]"                                       \
    "                 order by p.place) as parts"                                                                     \
    "  from pg_index i"                                                                                               \
    " cross join unnest(i.indclass) with ordinality p (opclass, place)"                                               \
    "  join pg_opclass o on o.oid = p.opclass"                                                                        \
    "  join pg_namespace os on os.oid = o.opcnamespace"                                                               \
    "  left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = " KEY_COLUMN                                \
    "  join pg_attribute k on k.attrelid = i.indexrelid and k.attnum = p.place"                                       \
    "  left join pg_collation l on l.oid = i.indcollation[p.place - 1] and " HAS_OWN_COLLATION                        \
    "  left join pg_namespace ln on ln.oid = l.collnamespace"                                                         \
    " where " condition                                                                                               \
    " group by i.indexrelid"

#endif
