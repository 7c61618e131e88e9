/*
 * What the language has no word for, as the SQL that makes it. Private to runtime/introspect.
 */
#ifndef ECO_RUNTIME_INTROSPECT_RAW_SQL_H
#define ECO_RUNTIME_INTROSPECT_RAW_SQL_H

/*
 * Queries, each of which gives, of every object of one sort: catalog (regclass), object (oid), what DROP calls it
 * ("rule r on app.t"), the statements that make it, and those that take it away (null: DROP and what that calls it).
 * Versions as in kind.h. The list ends with NULL.
 */
extern const char *const raw_sql_sources[];

#endif
