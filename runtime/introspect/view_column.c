#include "runtime/introspect/kind.h"

/* Only those of which something is said. */
const IntrospectKind view_column_introspect = {
    .when = ANY_RELATION("'v', 'm'"),
    .query =
    "select " COLUMN_KEY("a.attrelid", "a.attnum") " as key, " KEY("pg_class", "a.attrelid") " as parent,"
    "       a.attname as name, case when a.attstorage <> t.typstorage then " STORAGE " end as storage,"
    "       case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,"
    "       case when a.attstattarget >= 0 then a.attstattarget::text end as statistics,"
    "       " OPTIONS_OF("a.attoptions") " as options"
    "  from pg_attribute a"
    "  join pg_type t on t.oid = a.atttypid"
    "  join pg_class c on c.oid = a.attrelid and c.relkind in ('v', 'm')"
    " where a.attnum > 0 and not a.attisdropped and a.attrelid >= " FIRST_USER_OID
    "   and (a.atthasdef or a.attacl is not null or c.relkind = 'm' and (a.attstorage <> t.typstorage"
    "          or a.attcompression <> '' or a.attstattarget >= 0"
    "          or exists (select from unnest(a.attoptions) o where o not like 'pg\\_attver=%'))"
    "        or exists (select from pg_description d where d.classoid = 'pg_class'::regclass"
    "                      and d.objoid = a.attrelid and d.objsubid = a.attnum))"
    " order by a.attrelid, a.attnum",
};
