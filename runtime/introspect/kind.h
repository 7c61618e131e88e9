/*
 * How one kind of object is read from a server (runtime/introspect/KIND.c): a query.
 *
 * Its columns are, by name:
 *
 *     key       what other rows call the object: 'pg_class:16384:0', as pg_description has it
 *     parent    the key of its parent; missing for what has none. A row whose parent was not read is passed over:
 *               so a query need not ask again whether its table is one of ours
 *     name      missing for kinds that have none
 *     …         one for each field of the kind (dsl/catalog/KIND.c) that a server knows, as text; a list, a qualified
 *               name (schema, name) and records as text[]
 *
 * ORDER BY matters among the children of one parent only. {15|x|y} stands for x since PostgreSQL 15 and for y before.
 */
#ifndef ECO_RUNTIME_INTROSPECT_KIND_H
#define ECO_RUNTIME_INTROSPECT_KIND_H

#include "dsl/base/arena.h"
#include "runtime/introspect/rare.h"

typedef struct IntrospectKind {
    const char *query;
    const char *(*make)(Arena *arena);      /* gives the query, where it is no constant */
    const char *when;               /* a cheap condition without which there is none of the kind; NULL: always asked */
    const char *more, *more_when;   /* fields that few have: a query for key and those; NULL: there are no such */
    const RarePart *parts;          /* queries of one form, each with its own condition, instead of all that; or NULL */
    size_t part_count;
} IntrospectKind;

/* Planning a query takes longer than most catalogs take to read: what is rare is planned only where there is some. */
#define ANY(catalog, condition) "exists (select from " catalog " where " condition ")"
#define ANY_OWN(catalog) ANY(catalog, "oid >= " FIRST_USER_OID)
#define ANY_TYPE(sort) ANY("pg_type", "oid >= " FIRST_USER_OID " and typtype = '" sort "'")
#define ANY_RELATION(sorts) ANY("pg_class", "oid >= " FIRST_USER_OID " and relkind in (" sorts ")")
#define ANY_CONSTRAINT(sort) ANY("pg_constraint", "contype = '" sort "' and oid >= " FIRST_USER_OID)

/* Not the server's own objects, nor those of extensions, nor what the runner keeps (introspect.c says where). */
#define FIRST_USER_OID "16384"
#define LEFT_OUT "ecogen.left_out"
#define USER_SCHEMA(name)                                                                                             \
    name " !~ '^pg_' and " name " not in ('information_schema', current_setting('" LEFT_OUT "'))"
#define OF_EXTENSION(catalog) "(select objid from pg_depend where classid = '" catalog "'::regclass and deptype = 'e')"
#define USER_OBJECT(oid, catalog) oid " >= " FIRST_USER_OID " and " oid " not in " OF_EXTENSION(catalog)

/* The key of an object, and of a part of it. */
#define KEY(catalog, oid) "'" catalog ":' || " oid " || ':0'"
#define COLUMN_KEY(table, number) "'pg_class:' || " table " || ':' || " number

/* Columns that are a table's own: `a` is the pg_attribute, `c` the pg_class. Those of others are theirs. */
#define IS_OWN_COLUMN "not c.relispartition and c.reloftype = 0 and a.attinhcount = 0"

/* Of a view `c`: its query without the semicolon, and what its columns are called. */
#define VIEW_QUERY "btrim(rtrim(pg_get_viewdef(c.oid), ';'), E' \\n')"
#define VIEW_OUTPUTS                                                                                                  \
    "(select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid"               \
    "    and a.attnum > 0)"

/* "name=value" each, as catalogs keep options; sorted. pg_attver is a mark of the server's own. */
#define OPTIONS_OF(options)                                                                                           \
    "(select array_agg(array[split_part(o, '=', 1), substr(o, position('=' in o) + 1)]"                               \
    "                  order by split_part(o, '=', 1) collate \"C\") from unnest(" options ") o"                      \
    "  where o not like 'pg\\_attver=%')"

/* How the values of a column `a` are kept. */
#define STORAGE                                                                                                       \
    "case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end"

/* The names behind an array of column numbers, in its order. */
#define COLUMN_NAMES(numbers, table, condition)                                                                       \
    "(select array_agg(a.attname::text order by o.place) from unnest(" numbers ") with ordinality o (number, place) " \
    "join pg_attribute a on a.attrelid = " table " and a.attnum = o.number where " condition ")"

#endif
