#include "runtime/introspect/kind.h"

/* Since PostgreSQL 18 attnotnull is true for a NOT NULL that was not validated, too. */
#define IS_NOT_NULL                                                                                                   \
    "a.attnotnull and not exists (select from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'n' "     \
    "and k.conkey = array[a.attnum] and not k.convalidated)"

/* Of the sequence that belongs to the identity column. */
#define COUNTING                                                                                                      \
    "(select array[s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache]::text[] || s.seqcycle::text"          \
    "   from pg_depend d join pg_sequence s on s.seqrelid = d.objid"                                                  \
    "  where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid"   \
    "    and d.refobjsubid = a.attnum and d.deptype = 'i')"

const IntrospectKind column_introspect = {
    "select " COLUMN_KEY("a.attrelid", "a.attnum") " as key, " KEY("pg_class", "a.attrelid") " as parent,"
    "       a.attname as name, format_type(a.atttypid, a.atttypmod) as type, " IS_NOT_NULL " as not_null,"
    "       case when l.oid is not null then array[nullif(n.nspname, 'pg_catalog'), l.collname]::text[] end"
    "       as collation,"
    "       case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as identity,"
    "       case when a.attidentity <> '' then " COUNTING " end as counting,"
    "       case when a.attgenerated <> '' then pg_get_expr(x.adbin, x.adrelid) end as generated,"
    "       a.attgenerated = 'v' as virtual,"
    "       case when a.attstorage <> t.typstorage then " STORAGE " end as storage,"
    "       case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,"
    "       case when a.attstattarget >= 0 then a.attstattarget::text end as statistics,"
    "       " OPTIONS_OF("a.attoptions") " as options"
    "  from pg_attribute a"
    "  join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and " IS_OWN_COLUMN
    "  join pg_type t on t.oid = a.atttypid"
    "  left join pg_collation l on l.oid = a.attcollation and l.oid <> t.typcollation"
    "  left join pg_namespace n on n.oid = l.collnamespace"
    "  left join pg_attrdef x on x.adrelid = a.attrelid and x.adnum = a.attnum"
    " where a.attnum > 0 and not a.attisdropped and a.attrelid >= " FIRST_USER_OID
    " order by a.attrelid, a.attnum",
};
