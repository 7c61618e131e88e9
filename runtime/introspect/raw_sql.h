/*
 * What the language has no word for, as the SQL that makes it. Private to runtime/introspect.
 */
#ifndef ECO_RUNTIME_INTROSPECT_RAW_SQL_H
#define ECO_RUNTIME_INTROSPECT_RAW_SQL_H

#include "runtime/introspect/kind.h"

/*
 * Queries, each of which gives, of every object of one sort: catalog (regclass), object (oid), what DROP calls it
 * ("rule r on app.t"), the statements that make it, and those that take it away (null: DROP and what that calls it).
 * Versions as in kind.h. The list ends with NULL.
 */
extern const char *const raw_sql_sources[];

/* True of a base type `t` of the user's own: no other type has array_in() as its input function but an array. */
#define IS_BASE_TYPE(t) t ".typtype = 'b' and " t ".typinput <> 'array_in'::regproc and " t ".oid >= " FIRST_USER_OID

/* Of a base type `t`: the functions that it is made with, and that go with it because they take it or give it back. */
#define SUPPORT_OF(t)                                                                                                 \
    "select d.objid from pg_depend d where d.classid = 'pg_proc'::regclass and d.refclassid = 'pg_type'::regclass"    \
    "   and d.refobjid = " t ".oid and d.objid in (" t ".typinput, " t ".typoutput, " t ".typreceive, " t ".typsend,"  \
    "       " t ".typmodin, " t ".typmodout, " t ".typanalyze, " t ".typsubscript)"

#endif
