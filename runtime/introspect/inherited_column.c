#include "runtime/introspect/kind.h"

/* Of each column that a table has from others, where it is not like the first of these has it. A partition has one. */
#define DEFAULT_OF(a) "(select pg_get_expr(x.adbin, 0) from pg_attrdef x where x.adrelid = " a ".attrelid"             \
    " and x.adnum = " a ".attnum and " a ".attgenerated = '')"

/* The parents' defaults differ: the table's own is said, even if it is like the first's. */
#define ODDS                                                                                                          \
    "not c.relispartition and (select count(distinct " DEFAULT_OF("q") ") > 1 from pg_inherits i"                     \
    " join pg_attribute q on q.attrelid = i.inhparent and q.attname = a.attname where i.inhrelid = a.attrelid)"

/* What a primary key makes not null is so because of the key. */
#define OWN_NOT_NULL                                                                                                  \
    "a.attnotnull and not coalesce(p.attnotnull, false) and not exists (select from pg_index x"                       \
    " where x.indrelid = a.attrelid and x.indisprimary and a.attnum = any(x.indkey))"

const IntrospectKind inherited_column_introspect = {
    .when = ANY("pg_inherits", "true") " or " ANY("pg_class", "reloftype <> 0"),
    .query =
    "select * from (select " COLUMN_KEY("a.attrelid", "a.attnum") " as key,"
    "       " KEY("pg_class", "a.attrelid") " as parent, a.attname as name, a.attrelid, a.attnum,"
    "       case when a.attgenerated = '' and (v.own is distinct from v.whole or v.odds) then v.own end as \"default\","
    "       a.attgenerated = '' and v.own is null and (v.whole is not null or v.odds) as no_default,"
    "       " OWN_NOT_NULL " as not_null,"
    "       case when a.attstorage <> coalesce(p.attstorage, t.typstorage) then " STORAGE " end as storage,"
    "       case when a.attcompression <> coalesce(p.attcompression, '') then"
    "            case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' else 'default' end end as compression,"
    "       case when a.attstattarget >= 0 then a.attstattarget::text end as statistics,"
    "       " OPTIONS_OF("a.attoptions") " as options,"
    "       a.attacl is not null or col_description(a.attrelid, a.attnum) is not null as has_more"
    "  from pg_attribute a"
    "  join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')"
    "  join pg_type t on t.oid = a.atttypid"
    "  left join lateral (select p.* from pg_inherits i join pg_attribute p on p.attrelid = i.inhparent"
    "       and p.attname = a.attname where i.inhrelid = c.oid order by i.inhseqno limit 1) p on true"
    " cross join lateral (select " DEFAULT_OF("a") " as own, " DEFAULT_OF("p") " as whole, " ODDS " as odds) v"
    " where a.attrelid >= " FIRST_USER_OID " and a.attnum > 0 and not a.attisdropped and not (" IS_OWN_COLUMN ")) s"
    " where has_more or no_default or not_null"
    "    or coalesce(\"default\", storage, compression, statistics, options::text) is not null"
    " order by attrelid, attnum",
};
