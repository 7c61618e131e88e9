#include "runtime/introspect/kind.h"

const IntrospectKind sequence_owner_introspect = {
    .when = ANY("pg_sequence", "true"),
    .query =
    "select null as key, " KEY("pg_class", "c.oid") " as parent, '' as name,"
    "       array[n.nspname, t.relname]::text[] as \"table\", a.attname as \"column\""
    "  from pg_class c join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0"
    "        and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype = 'a'"
    "  join pg_class t on t.oid = d.refobjid and t.relkind <> 'f'"
    "  join pg_namespace n on n.oid = t.relnamespace"
    "  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid"
    " where c.relkind = 'S' and " USER_OBJECT("c.oid", "pg_class"),
};
