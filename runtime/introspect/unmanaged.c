#include "runtime/introspect/unmanaged.h"

#include "runtime/introspect/introspect.h"
#include "runtime/introspect/kind.h"

#include <stddef.h>

/* Whole objects: every one of a catalog, by the kind the server gives it. */
#define EVERY(catalog) ALL_OF(catalog, "oid", "true")
#define ALL_OF(catalog, oid, condition)                                                                               \
    "select null, '" catalog "'::regclass, " oid ", 0 from " catalog " where " condition " and " oid                  \
    " >= " FIRST_USER_OID

/* Facts about objects that are known otherwise: `kind` says what is the matter. `from` gives oid and part. */
#define FACT(kind, oid, part, from) "select '" kind "', 'pg_class'::regclass, " oid ", " part " from " from
#define FACT_OF(catalog, kind, oid, from)                                                                             \
    "select '" kind "', '" catalog "'::regclass, " oid ", 0 from " from

/* Rights that differ from those that come by themselves. */
#define GRANTS(catalog, column, type, owner)                                                                          \
    FACT_OF(catalog, "grants", "oid",                                                                                 \
            catalog " where oid >= " FIRST_USER_OID " and " column "::text <> acldefault(" type ", " owner ")::text")

/* What an owner may is a matter of course, unless somebody took it away. */
#define OWNERS_RIGHTS(catalog, column, type, owner)                                                                   \
    FACT_OF(catalog, "rights of the owner", "oid",                                                                    \
            catalog " o where oid >= " FIRST_USER_OID " and " column " is not null and "                              \
            "exists (select privilege_type from aclexplode(acldefault(" type ", " owner ")) where grantee = " owner   \
            "        except select privilege_type from aclexplode(" column ") where grantee = " owner ")")

/* The column whose sequence `c` is. */
#define SEQUENCE_USER                                                                                                 \
    "pg_depend d join pg_class t on t.oid = d.refobjid where d.classid = 'pg_class'::regclass"                        \
    " and d.objid = c.oid and d.objsubid = 0 and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0"       \
    " and d.deptype in ('a', 'i')"

/*
 * Columns that a table has from others and that are generated in another way than the first of these has them. A
 * partition of it has `p`.
 */
#define DEFAULT_OF(a) "(select pg_get_expr(x.adbin, x.adrelid) from pg_attrdef x where x.adrelid = " a ".attrelid"     \
    " and x.adnum = " a ".attnum)"
#define GENERATED_OTHERWISE                                                                                           \
    "pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')"                                \
    " left join lateral (select p.* from pg_inherits i join pg_attribute p on p.attrelid = i.inhparent"               \
    "      and p.attname = a.attname where i.inhrelid = c.oid order by i.inhseqno limit 1) p on true"                 \
    " where a.attrelid >= " FIRST_USER_OID " and a.attnum > 0 and not a.attisdropped and not (" IS_OWN_COLUMN ")"      \
    "   and a.attgenerated <> '' and " DEFAULT_OF("a") " is distinct from " DEFAULT_OF("p")

#define PG_DEFAULT "1663"
#define IN_PG_DEFAULT "pg_class c where c.relkind in ('r', 'p') and c.reltablespace = " PG_DEFAULT

#define SHARED_INDEX "in (select inhrelid from pg_inherits)"

#define ANY_LARGE_OBJECT ANY("pg_largeobject_metadata", "true")
#define ANY_INHERITED ANY("pg_inherits", "true")
#define ANY_GRANTED(catalog, rights) ANY(catalog, "oid >= " FIRST_USER_OID " and " rights " is not null")

/* Each gives kind (null: what the server calls the object), class, object, part; with when it is worth a look. */
static const RarePart sources[] = {
    {"select 'foreign table in an inheritance', 'pg_class'::regclass, c.oid, 0 from pg_class c"
     " where c.relkind = 'f'"
     "   and c.oid in (select inhrelid from pg_inherits union all select inhparent from pg_inherits)",
     ANY_INHERITED},
    {"select null, 'pg_class'::regclass, c.oid, 0 from pg_class c"
     " where c.relkind in ('r', 'p', 'S', 'v', 'm') and c.relnamespace in " OF_EXTENSION("pg_namespace"),
     ANY("pg_depend", "classid = 'pg_namespace'::regclass and deptype = 'e'")},
    {ALL_OF("pg_type", "oid", "typtype = 'p'"), ANY_TYPE("p")},
    {EVERY("pg_language"), ANY_OWN("pg_language")},
    {ALL_OF("pg_statistic_ext", "oid", "not exists (select from pg_class c where c.oid = stxrelid"
                                       " and c.relkind in ('r', 'p', 'm') and c.relnamespace = stxnamespace)"),
     ANY("pg_statistic_ext", "true")},
    {EVERY("pg_ts_parser"), ANY_OWN("pg_ts_parser")},
    {EVERY("pg_ts_template"), ANY_OWN("pg_ts_template")},
    {ALL_OF("pg_operator", "oid", "oprcode = 0"), ANY_OWN("pg_operator")},
    {ALL_OF("pg_subscription", "oid", "subdbid = (select oid from pg_database where datname = current_database())"),
     ANY("pg_subscription", "subdbid <> 0")},
    {"select null, 'pg_user_mapping'::regclass, umid, 0 from pg_user_mappings", ANY("pg_foreign_server", "true")},

    {FACT("statistics target", "a.attrelid", "a.attnum",
          "pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'i'"
          " where a.attnum > 0 and not a.attisdropped and a.attstattarget >= 0"),
     ANY("pg_attribute", "attrelid >= " FIRST_USER_OID " and attnum > 0 and attstattarget >= 0")},
    {FACT("column options", "a.attrelid", "a.attnum",    /* pg_attver is a mark of the server's own, not an option */
          "pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind not in ('r', 'p', 'm', 'i', 'I')"
          " where a.attrelid >= " FIRST_USER_OID " and not a.attisdropped"
          "  and (a.attoptions[1] not like 'pg\\_attver=%' or cardinality(a.attoptions) > 1)"),
     ANY_RELATION("'v', 'c', 'f'") " and "
     ANY("pg_attribute", "attrelid >= " FIRST_USER_OID " and attoptions is not null")},
    {FACT("own expression of a generated column", "a.attrelid", "a.attnum", GENERATED_OTHERWISE),
     ANY_INHERITED " or " ANY("pg_class", "reloftype <> 0")},
    /* Where it is the database's own it is not kept with the table; in a schema it is as if nothing was said. */
    {FACT("tablespace pg_default", "c.oid", "0", IN_PG_DEFAULT), ANY("pg_class", "reltablespace = " PG_DEFAULT)},
    {FACT("replica identity", "x.indrelid", "0", "pg_index x where x.indisreplident and x.indexrelid " SHARED_INDEX),
     ANY_INHERITED},
    {FACT("cluster order", "x.indrelid", "0", "pg_index x where x.indisclustered and x.indexrelid " SHARED_INDEX),
     ANY_INHERITED},
    {FACT("comment on an inherited index", "d.objoid", "0",
          "pg_description d where d.classoid = 'pg_class'::regclass and d.objoid " SHARED_INDEX
          " and (select relkind from pg_class where oid = d.objoid) in ('i', 'I')"),
     ANY_INHERITED},
    {FACT_OF("pg_constraint", "comment on an inherited constraint", "k.oid",
             "pg_constraint k join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = k.oid"
             " where k.conparentid <> 0 or k.coninhcount > 0"),
     ANY_INHERITED},
    {FACT("detached half way", "i.inhrelid", "0", "pg_inherits i where i.inhdetachpending"), ANY_INHERITED},
    {FACT_OF("pg_constraint", "not null constraint", "k.oid",
             "pg_constraint k where k.contype = 'n' and k.conrelid <> 0 and (not k.convalidated or k.connoinherit)"),
     ANY_CONSTRAINT("n")},
    {OWNERS_RIGHTS("pg_class", "relacl", "case relkind when 'S' then 's' else 'r' end::\"char\"", "relowner"),
     ANY_GRANTED("pg_class", "relacl")},
    {OWNERS_RIGHTS("pg_proc", "proacl", "'f'", "proowner"), ANY_GRANTED("pg_proc", "proacl")},
    {OWNERS_RIGHTS("pg_type", "typacl", "'T'", "typowner"), ANY_GRANTED("pg_type", "typacl")},
    {OWNERS_RIGHTS("pg_namespace", "nspacl", "'n'", "nspowner"), ANY_GRANTED("pg_namespace", "nspacl")},
    {GRANTS("pg_language", "lanacl", "'l'", "lanowner"), ANY_OWN("pg_language")},
    /* Since PostgreSQL 15 the sequence of a column is as its table is. */
    {FACT("persistence", "c.oid", "0",
          "pg_class c where {15|c.relkind = 'S'|false} and (c.relpersistence <>"
          " (select t.relpersistence from " SEQUENCE_USER " and (c.relpersistence = 'p' or d.deptype = 'i')))"),
     ANY("pg_class", "oid >= " FIRST_USER_OID " and relpersistence = 'u'")},
    /* One that PostgreSQL chose stays behind when the table or the column is renamed: that is no name of anybody's. */
    {FACT_OF("pg_constraint", "name of not null constraint", "k.oid",
             "pg_constraint k"
             " where k.contype = 'n' and k.conname !~ '_not_null[0-9]*$'"),
     ANY_CONSTRAINT("n")},
    {FACT("sequence of a foreign table", "c.oid", "0",
          "pg_class c where c.relkind = 'S' and exists (select from " SEQUENCE_USER " and t.relkind = 'f')"),
     ANY_RELATION("'f'")},
    {"select 'security label', classoid, objoid, objsubid from pg_seclabel", ANY("pg_seclabel", "true")},
    {"select null, 0::regclass, 0, 0 where false", ANY_LARGE_OBJECT},     /* listed once for all, below */
};

static const char listing[] =
    ") select distinct coalesce(l.kind, o.type) as kind, o.identity"
    "  from listed l"
    " cross join lateral pg_identify_object(l.class, l.object, l.part) o"
    " where (l.object >= " FIRST_USER_OID " or l.class = 'pg_namespace'::regclass)"
    "   and o.identity is not null"
    "   and not exists (select from pg_depend d where d.classid = l.class and d.objid = l.object"
    "                      and (d.deptype = 'e' or d.deptype = 'i' and l.kind is null and d.objsubid = 0))"
    "   and (o.schema is null or " USER_SCHEMA("o.schema") " and o.schema <> '_timescaledb_internal')"
    "   and not (l.class = 'pg_namespace'::regclass and not (" USER_SCHEMA("o.name") "))"
    /* Rows by another name: there may be millions, and they come and go. */
    " union all select '" UNMANAGED_DATA "', 'in pg_largeobject' where " ANY_LARGE_OBJECT
    " order by 1, 2";

RareQuery unmanaged_query(void)
{
    return (RareQuery){
        .head = "with listed (kind, class, object, part) as (",
        .tail = listing,
        .parts = sources,
        .count = sizeof sources / sizeof *sources,
    };
}
