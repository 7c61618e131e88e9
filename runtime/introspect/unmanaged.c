#include "runtime/introspect/unmanaged.h"

#include "dsl/base/strbuf.h"
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
 * Columns that a table has from others, where they are not like the first of these has them. A partition of it has `p`.
 * What a primary key makes not null is so because of the key.
 */
#define DEFAULT_OF(a) "(select pg_get_expr(x.adbin, x.adrelid) from pg_attrdef x where x.adrelid = " a ".attrelid"     \
    " and x.adnum = " a ".attnum)"
#define INHERITED_COLUMN                                                                                              \
    "pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')"                                \
    " join pg_type t on t.oid = a.atttypid"                                                                           \
    " left join lateral (select p.* from pg_inherits i join pg_attribute p on p.attrelid = i.inhparent"               \
    "      and p.attname = a.attname where i.inhrelid = c.oid order by i.inhseqno limit 1) p on true"                 \
    " where a.attrelid >= " FIRST_USER_OID " and a.attnum > 0 and not a.attisdropped and not (" IS_OWN_COLUMN ")"
#define HAS_OPTIONS "exists (select from unnest(a.attoptions) o where o not like 'pg\\_attver=%')"
#define HAS_ITS_OWN                                                                                                   \
    " and (a.attacl is not null or a.attstattarget >= 0 or " HAS_OPTIONS              \
    "   or col_description(a.attrelid, a.attnum) is not null"                                                         \
    "   or " DEFAULT_OF("a") " is distinct from " DEFAULT_OF("p")                                                     \
    "   or a.attstorage <> coalesce(p.attstorage, t.typstorage) or a.attcompression <> coalesce(p.attcompression, '')" \
    "   or a.attnotnull and not coalesce(p.attnotnull, false) and not exists (select from pg_index x"                 \
    "          where x.indrelid = a.attrelid and x.indisprimary and a.attnum = any(x.indkey)))"

#define SHARED_INDEX "in (select inhrelid from pg_inherits)"

/* Each gives kind (null: what the server calls the object), class, object, part. */
static const char *const sources[] = {
    "select case when c.relkind = 'f' then 'foreign table in an inheritance' end, 'pg_class'::regclass, c.oid, 0"
    "  from pg_class c"
    " where c.relkind = 'f' and c.oid in (select inhrelid from pg_inherits union all select inhparent from pg_inherits)"
    "    or c.relkind in ('r', 'p', 'S', 'v', 'm') and c.relnamespace in " OF_EXTENSION("pg_namespace"),
    ALL_OF("pg_type", "oid", "(typtype = 'p' or typtype = 'b' and oid not in (select typarray from pg_type))"),
    EVERY("pg_language"), ALL_OF("pg_statistic_ext", "oid",
                                 "not exists (select from pg_class c where c.oid = stxrelid"
                                 " and c.relkind in ('r', 'p', 'm') and c.relnamespace = stxnamespace)"),
    EVERY("pg_ts_parser"),
    EVERY("pg_ts_template"), ALL_OF("pg_operator", "oid", "oprcode = 0"),
    ALL_OF("pg_subscription", "oid", "subdbid = (select oid from pg_database where datname = current_database())"),
    "select null, 'pg_user_mapping'::regclass, umid, 0 from pg_user_mappings",

    FACT("statistics target", "a.attrelid", "a.attnum",
         "pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'i'"
         " where a.attnum > 0 and not a.attisdropped and a.attstattarget >= 0"),
    FACT("column options", "a.attrelid", "a.attnum",    /* pg_attver is a mark of the server's own, not an option */
         "pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind not in ('r', 'p', 'm', 'i', 'I')"
         " where a.attrelid >= " FIRST_USER_OID " and not a.attisdropped"
         "  and (a.attoptions[1] not like 'pg\\_attver=%' or cardinality(a.attoptions) > 1)"),
    FACT("own settings of an inherited column", "a.attrelid", "a.attnum", INHERITED_COLUMN HAS_ITS_OWN),
    FACT("replica identity", "x.indrelid", "0", "pg_index x where x.indisreplident and x.indexrelid " SHARED_INDEX),
    FACT("cluster order", "x.indrelid", "0", "pg_index x where x.indisclustered and x.indexrelid " SHARED_INDEX),
    FACT("comment on an inherited index", "d.objoid", "0",
         "pg_description d where d.classoid = 'pg_class'::regclass and d.objoid " SHARED_INDEX
         " and (select relkind from pg_class where oid = d.objoid) in ('i', 'I')"),
    FACT_OF("pg_constraint", "comment on an inherited constraint", "k.oid",
            "pg_constraint k join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = k.oid"
            " where k.conparentid <> 0 or k.coninhcount > 0"),
    FACT("detached half way", "i.inhrelid", "0", "pg_inherits i where i.inhdetachpending"),
    FACT_OF("pg_constraint", "not null constraint", "k.oid",
            "pg_constraint k where k.contype = 'n' and k.conrelid <> 0 and (not k.convalidated or k.connoinherit)"),
    OWNERS_RIGHTS("pg_class", "relacl", "case relkind when 'S' then 's' else 'r' end::\"char\"", "relowner"),
    OWNERS_RIGHTS("pg_proc", "proacl", "'f'", "proowner"),
    OWNERS_RIGHTS("pg_type", "typacl", "'T'", "typowner"),
    OWNERS_RIGHTS("pg_namespace", "nspacl", "'n'", "nspowner"),
    GRANTS("pg_language", "lanacl", "'l'", "lanowner"),
    GRANTS("pg_foreign_data_wrapper", "fdwacl", "'F'", "fdwowner"),
    GRANTS("pg_foreign_server", "srvacl", "'S'", "srvowner"),
    /* Since PostgreSQL 15 the sequence of a column is as its table is. */
    FACT("persistence", "c.oid", "0",
         "pg_class c where {15|c.relkind = 'S'|false} and (c.relpersistence <>"
         " (select t.relpersistence from " SEQUENCE_USER " and (c.relpersistence = 'p' or d.deptype = 'i')))"),
    /* One that PostgreSQL chose stays behind when the table or the column is renamed: that is no name of anybody's. */
    FACT_OF("pg_constraint", "name of not null constraint", "k.oid",
            "pg_constraint k"
            " where k.contype = 'n' and k.conname !~ '_not_null[0-9]*$'"),
    "select 'security label', classoid, objoid, objsubid from pg_seclabel",
};

static const char listing[] =
    "select distinct coalesce(l.kind, o.type) as kind, o.identity"
    "  from listed l"
    " cross join lateral pg_identify_object(l.class, l.object, l.part) o"
    " where (l.object >= " FIRST_USER_OID " or l.class = 'pg_namespace'::regclass)"
    "   and o.identity is not null"
    "   and not exists (select from pg_depend d where d.classid = l.class and d.objid = l.object"
    "                      and (d.deptype = 'e' or d.deptype = 'i' and l.kind is null and d.objsubid = 0))"
    "   and (o.schema is null or " USER_SCHEMA("o.schema") " and o.schema <> '_timescaledb_internal')"
    "   and not (l.class = 'pg_namespace'::regclass and not (" USER_SCHEMA("o.name") "))"
    " order by 1, 2";

const char *unmanaged_query(Arena *arena)
{
    StrBuf out = {.arena = arena};

    strbuf_puts(&out, "with listed (kind, class, object, part) as (");
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        strbuf_puts(&out, i ? " union all " : "");
        strbuf_puts(&out, sources[i]);
    }
    strbuf_puts(&out, ") ");
    strbuf_puts(&out, listing);
    return strbuf_text(&out);
}
