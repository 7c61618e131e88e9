/* What the engines' own catalogs say of tables: only where the engine is, because nowhere else are there any. */
#include "runtime/introspect/kind.h"

#define FOUND "ecogen.distribution"

/* Those of a partitioned table's partitions are that table's own. A local table that Citus knows of is none. */
static const char prepare_text[] =
    "do $prepare$ declare found jsonb = '[]'; more jsonb; begin"
    " if exists (select from pg_extension where extname = 'citus') then execute $query$"
    "  select jsonb_agg(jsonb_build_object('parent', " KEY("pg_class", "c.oid") ","
    "           'method', case p.partmethod when 'h' then 'hash' else 'reference' end,"
    "           'column', case p.partmethod when 'h' then column_to_column_name(p.logicalrelid, p.partkey) end))"
    "    from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid"
    "   where not c.relispartition and (p.partmethod = 'h' or p.partmethod = 'n' and p.repmodel = 't')"
    " $query$ into more; found = found || coalesce(more, '[]'); end if;"
    " if exists (select from pg_extension where extname = 'timescaledb') then"
    "  perform set_config('intervalstyle', 'postgres', true); execute $query$"
    "  select jsonb_agg(jsonb_build_object('parent', " KEY("pg_class", "c.oid") ", 'method', 'hypertable',"
    "           'column', d.column_name, 'every', coalesce(d.time_interval::text, d.integer_interval::text)))"
    "    from timescaledb_information.dimensions d join pg_namespace n on n.nspname = d.hypertable_schema"
    "    join pg_class c on c.relnamespace = n.oid and c.relname = d.hypertable_name"
    "   where d.dimension_number = 1"
    " $query$ into more; found = found || coalesce(more, '[]'); end if;"
    " perform set_config('" FOUND "', found::text, true); end $prepare$";

static const char *prepare(Arena *arena)
{
    (void)arena;
    return prepare_text;
}

const IntrospectKind distribution_introspect = {
    .prepare = prepare,
    .query = "select * from jsonb_to_recordset(coalesce(nullif(current_setting('" FOUND "', true), ''), '[]')::jsonb)"
             " q (parent text, method text, \"column\" text, every text) order by parent",
};
