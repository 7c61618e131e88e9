/* What the engines' own catalogs say of tables: asked only where the engine is, because nowhere else are there any. */
#include "runtime/introspect/kind.h"

#define ANY_EXTENSION(name) ANY("pg_extension", "extname = '" name "'")

/* Those of a partitioned table's partitions are that table's own. A local table that Citus knows of is none. */
static const RarePart parts[] = {
    {"select " KEY("pg_class", "c.oid") " as parent,"
     "   case p.partmethod when 'h' then 'hash' else 'reference' end as method,"
     "   case p.partmethod when 'h' then column_to_column_name(p.logicalrelid, p.partkey) end as column, null as every"
     "  from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid"
     " where not c.relispartition and (p.partmethod = 'h' or p.partmethod = 'n' and p.repmodel = 't')",
     ANY_EXTENSION("citus")},
    {"select " KEY("pg_class", "c.oid") " as parent, 'hypertable' as method, d.column_name::text as column,"
     "   coalesce(d.time_interval::text, d.integer_interval::text) as every"
     "  from timescaledb_information.dimensions d join pg_namespace n on n.nspname = d.hypertable_schema"
     "  join pg_class c on c.relnamespace = n.oid and c.relname = d.hypertable_name"
     " where d.dimension_number = 1",
     ANY_EXTENSION("timescaledb")},
};

const IntrospectKind distribution_introspect = {.parts = parts, .part_count = sizeof parts / sizeof *parts};
