#include "runtime/introspect/kind.h"

/*
 * Only where it is not the owner of the database. The schema public belongs to the server's first role until 14, and
 * since then to a role that stands for the owner of the database.
 */
#define OWNED(catalog, oid, owner)                                                                                    \
    "select " KEY(catalog, oid) ", " owner ", false from " catalog " where " oid " >= " FIRST_USER_OID

/* What belongs to a table's column (its sequences) or is a table's own (its type) follows the table. */
const IntrospectKind owner_introspect = {
    "with owned (parent, owner, is_public) as ("
    "select " KEY("pg_namespace", "oid") ", nspowner, nspname = 'public' from pg_namespace union all "
    "select " KEY("pg_class", "c.oid") ", c.relowner, false from pg_class c"
    " where c.oid >= " FIRST_USER_OID " and not (c.relkind = 'S' and exists (select from pg_depend d"
    "       where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')"
    "         and d.refclassid = 'pg_class'::regclass)) and c.relkind in ('r', 'p', 'v', 'm', 'S') union all "
    OWNED("pg_type", "oid", "typowner") " union all "
    OWNED("pg_proc", "oid", "proowner") " union all "
    OWNED("pg_collation", "oid", "collowner") " union all "
    OWNED("pg_statistic_ext", "oid", "stxowner")
    ") select o.parent, r.rolname as role from owned o join pg_roles r on r.oid = o.owner"
    " where not (o.is_public and (o.owner = 10 or r.rolname = 'pg_database_owner'))"
    "   and o.owner <> (select datdba from pg_database where datname = current_database())",
};
