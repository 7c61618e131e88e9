/*
 * Carry: new names in everything that mentions the old ones. Private to dsl/rename_*.c.
 */
#ifndef ECO_DSL_RENAME_CARRY_H
#define ECO_DSL_RENAME_CARRY_H

#include "dsl/rename.h"
#include "dsl/sqltext.h"

typedef struct Carry {
    const Catalog *before;
    const Rename **renames;         /* by position; NULL where nothing happens */
    Object **copies;                /* likewise */
    Catalog renamed;
    bool labels;                    /* an enum value gets another name */
    Arena *arena;
} Carry;

/* What an object of the old catalog is called now; `name` if it keeps its name, or there is none. */
const char *carry_name(const Carry *carry, const Object *old, const char *name);
const char *carry_column_name(const Carry *carry, const Object *table, const char *name);

Names carry_columns(const Carry *carry, const Object *table, Names names);

/* The same for what is named with its schema: both may be others now. `old` is what an object brought along with it. */
QName carry_relation(const Carry *carry, QName name);
QName carry_routine(const Carry *carry, QName name);
QName carry_collation(const Carry *carry, QName name);
QName carry_any(const Carry *carry, QName name);
QName carry_beside(const Carry *carry, const Object *old, QName name);
Type carry_type(const Carry *carry, Type type);

/* Everything that the fields of a copy mention. `own` is the table that it is of; `from` what it is a copy of. */
void carry_fields(const Carry *carry, const Object *own, void *into, const void *from, const Field *fields);

/* A text with others in place of some bytes; done from the last place on, so that earlier ones stay good. */
const char *carry_bytes(Arena *arena, const char *text, size_t start, size_t end, const char *with);

/* How a ref to a type, relation or routine is spelled now, from ref->whole to ref->end; NULL: as it was. */
const char *carry_spelling(const Carry *carry, const SqlRef *ref);

/* A query or several statements. The columns that a query returns keep their names, as they do on the server. */
Sql carry_query(const Carry *carry, Sql query);
Sql carry_script(const Carry *carry, Sql script);

/*
 * Values of enums that are spelled out as strings, as in "state <> 'closed'"; in an expression over columns of `table`
 * (may be NULL), a query, several statements.
 */
Sql carry_labels(const Carry *carry, const Object *table, Sql expression);
Sql carry_query_labels(const Carry *carry, Sql query);
Sql carry_script_labels(const Carry *carry, Sql script);

/* Those that are the whole default of a column or domain, or the value of a row: what they are of is known. */
void carry_bare_labels(const Carry *carry, Object *copy, const Object *old);

/*
 * Of "select *" the names of the columns cannot be kept within the query. In JOIN … USING the server keeps a renamed
 * column under its old name, as nobody would write it: such a view is made anew.
 */
void carry_view(const Carry *carry, Object *copy, const Object *old);

/* Columns of a view that are renamed: as the server does, in what the query calls its outputs. */
struct View;
void carry_outputs(const Carry *carry, struct View *now, const Object *old);

#endif
