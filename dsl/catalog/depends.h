/*
 * Depends: what objects mention, looked up in a catalog. The kinds' `depends` functions are made of these.
 */
#ifndef ECO_DSL_CATALOG_DEPENDS_H
#define ECO_DSL_CATALOG_DEPENDS_H

#include "dsl/catalog/catalog.h"
#include "dsl/sqltext.h"

/* Columns of a table by name. */
void depends_on_columns(const Catalog *catalog, const Object *table, Names columns, Arena *arena, List *on);
void depends_on_column(const Catalog *catalog, const Object *table, const char *column, Arena *arena, List *on);

/* All routines that SQL calls by that name, and the raw SQL that makes one: which it means, only the server knows. */
void depends_on_routines(const Catalog *catalog, const char *schema, const char *name, Arena *arena, List *on);

/* A table, view or sequence; or the raw SQL that makes one of that name. */
void depends_on_relation(const Catalog *catalog, const char *schema, const char *name, Arena *arena, List *on);

/* The enum (or whatever else was declared) a type names, or the raw SQL that makes it; or else the extensions. */
void depends_on_type(const Catalog *catalog, const Type *type, Arena *arena, List *on);

/* One that the catalog holds; those without a schema are PostgreSQL's own. */
void depends_on_collation(const Catalog *catalog, QName name, Arena *arena, List *on);

/* Enum values that an expression spells out for a value of that type: "value <> 'closed'" in a check of a domain. */
void depends_on_values(const Catalog *catalog, const Type *type, const Sql *sql, Arena *arena, List *on);

/*
 * What an expression mentions: columns of `table` (NULL: none), types, collations, enum values it spells out,
 * relations, routines. `of_type` is the type a bare string literal takes ('open' as the default of a column of type
 * status); NULL if unknown.
 */
void depends_on_sql(const Catalog *catalog, const Object *table, const Sql *sql, const Type *of_type, Arena *arena,
                    List *on);

/*
 * What a query mentions, wherever in it: relations, the columns of tables that it uses (all of them for "*"), types,
 * collations, routines, enum values; and what several statements do.
 */
void depends_on_query(const Catalog *catalog, const Sql *query, Arena *arena, List *on);
void depends_on_script(const Catalog *catalog, const Sql *script, Arena *arena, List *on);

/*
 * What one name in SQL means, but for columns: a type with the values that strings of the parse may spell out, routines
 * with those that may be their arguments, a relation, a collation.
 */
void depends_on_ref(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena, List *on);

/* The values that strings of a parse may spell out of a column's type. */
void depends_on_labels(const Catalog *catalog, const Type *type, const SqlParse *parse, Arena *arena, List *on);

#endif
