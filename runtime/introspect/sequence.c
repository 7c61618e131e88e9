#include "runtime/introspect/kind.h"

/* A sequence that an identity column made (deptype 'i') is part of that column. */
const IntrospectKind sequence_introspect = {
    .when = ANY("pg_sequence", "true"),
    .query =
    "select " KEY("pg_class", "c.oid") " as key, " KEY("pg_namespace", "c.relnamespace") " as parent,"
    "       c.relname as name, format_type(s.seqtypid, null) as type, s.seqstart as start,"
    "       s.seqincrement as increment, s.seqmin as minimum, s.seqmax as maximum, s.seqcache as cache,"
    "       s.seqcycle as cycle,"
    "       c.relpersistence = 'u' and not exists (select from pg_depend o join pg_class t on t.oid = o.refobjid"
    "         where o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0 and o.refobjsubid > 0"
    "           and o.refclassid = 'pg_class'::regclass and o.deptype = 'a' and t.relpersistence = 'u') as unlogged"
    "  from pg_class c join pg_sequence s on s.seqrelid = c.oid"
    "  left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0"
    "        and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype = 'i'"
    " where d.objid is null and " USER_OBJECT("c.oid", "pg_class")
    " order by c.relname",
};
