#include "runtime/introspect/kind.h"

/* Comments that came by themselves say nothing: that of the schema public, and what an extension's files say. */
const IntrospectKind comment_introspect = {
    "select d.classoid::regclass || ':' || d.objoid || ':' || d.objsubid as parent, d.description as text"
    "  from pg_description d"
    " where (d.objoid >= " FIRST_USER_OID " or d.classoid = 'pg_namespace'::regclass"
    "                                      and d.description <> 'standard public schema')"
    "   and (d.classoid <> 'pg_extension'::regclass"
    "        or d.description is distinct from (select v.comment from pg_available_extensions() v"
    "                                             join pg_extension e on e.extname = v.name where e.oid = d.objoid))",
};
