#include "runtime/introspect/index_parts.h"

#define OF_EXCLUSION "i.indexrelid in (select conindid from pg_constraint where contype = 'x')"

/* Those that are found without a schema stand alone. */
#define OPERATORS                                                                                                     \
    "(select array_agg(case when n.nspname in ('pg_catalog', 'public') then o.oprname::text"                          \
    "                       else 'OPERATOR(' || quote_ident(n.nspname) || '.' || o.oprname || ')' end"                \
    "                 order by x.place)"                                                                              \
    "   from unnest(k.conexclop) with ordinality x (operator, place)"                                                 \
    "   join pg_operator o on o.oid = x.operator join pg_namespace n on n.oid = o.oprnamespace)"

const IntrospectKind exclude_introspect = {
    .when = ANY_CONSTRAINT("x"),
    .query =
    "with part as (" INDEX_PARTS(OF_EXCLUSION) ") "
    "select " KEY("pg_constraint", "k.oid") " as key, " KEY("pg_class", "k.conrelid") " as parent, k.conname as name,"
    "       m.amname as method, part.parts, " OPERATORS " as operators,"
    "       " COLUMN_NAMES("i.indkey", "i.indrelid", "o.place > i.indnkeyatts") " as include,"
    "       pg_get_expr(i.indpred, i.indrelid) as where, " OPTIONS_OF("c.reloptions") " as options,"
    "       s.spcname as tablespace, k.condeferrable as deferrable, k.condeferred as initially_deferred"
    "  from pg_constraint k"
    "  join pg_index i on i.indexrelid = k.conindid"
    "  join part on part.indexrelid = k.conindid"
    "  join pg_class c on c.oid = k.conindid"
    "  join pg_am m on m.oid = c.relam"
    "  left join pg_tablespace s on s.oid = c.reltablespace"
    " where k.contype = 'x' and k.conparentid = 0 and k.conrelid >= " FIRST_USER_OID
    " order by k.conname",
};
