#include "runtime/introspect/kind.h"

/* Only where it is neither the owner of the database nor, as of the schema public, whoever that may be. */
#define OWNED(catalog, oid, owner)                                                                                    \
    "select " KEY(catalog, oid) ", " owner " from " catalog " where " oid " >= " FIRST_USER_OID

/* What belongs to a table's column (its sequences) or is a table's own (its type) follows the table. */
const IntrospectKind owner_introspect = {
    "with owned (parent, owner) as ("
    OWNED("pg_namespace", "oid", "nspowner")
    " or nspname = 'public' union all "
    "select " KEY("pg_class", "c.oid") ", c.relowner from pg_class c"
    " where c.oid >= " FIRST_USER_OID " and not (c.relkind = 'S' and exists (select from pg_depend d"
    "       where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')"
    "         and d.refclassid = 'pg_class'::regclass)) and c.relkind in ('r', 'p', 'v', 'm', 'S') union all "
    OWNED("pg_type", "oid", "typowner") " union all "
    OWNED("pg_proc", "oid", "proowner") " union all "
    OWNED("pg_collation", "oid", "collowner") " union all "
    OWNED("pg_statistic_ext", "oid", "stxowner")
    ") select o.parent, r.rolname as role from owned o join pg_roles r on r.oid = o.owner"
    " where r.rolname <> 'pg_database_owner'"
    "   and o.owner <> (select datdba from pg_database where datname = current_database())",
};
