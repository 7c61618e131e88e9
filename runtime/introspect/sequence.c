#include "runtime/introspect/kind.h"

/* A sequence that an identity column made (deptype 'i') is part of that column. */
const IntrospectKind sequence_introspect = {
    "select " KEY("pg_class", "c.oid") " as key, " KEY("pg_namespace", "c.relnamespace") " as parent,"
    "       c.relname as name, format_type(s.seqtypid, null) as type, s.seqstart as start,"
    "       s.seqincrement as increment, s.seqmin as minimum, s.seqmax as maximum, s.seqcache as cache,"
    "       s.seqcycle as cycle, a.attname as owner_column,"
    "       case when a.attname is not null then array[n.nspname, t.relname]::text[] end as owner_table"
    "  from pg_class c join pg_sequence s on s.seqrelid = c.oid"
    "  left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0"
    "        and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')"
    "  left join pg_class t on t.oid = d.refobjid"
    "  left join pg_namespace n on n.oid = t.relnamespace"
    "  left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid"
    " where d.deptype is distinct from 'i' and " USER_OBJECT("c.oid", "pg_class")
    " order by c.relname",
};
