/*
 * Rename: what keeps its rows and changes its name, or its schema.
 *
 * A rename is asked for by "was", or follows from structure: a constraint or index that is the same but for its name.
 * renames_apply() gives the catalog as it stands once all have happened, with the new names in everything that mentions
 * the old ones (a check that uses the column, a foreign key that points to the table), just as the server does
 * it. Diffing goes on from there.
 */
#ifndef ECO_DSL_RENAME_H
#define ECO_DSL_RENAME_H

#include "dsl/catalog/catalog.h"
#include "dsl/diag.h"

typedef struct Rename {
    const Object *before;           /* in the old catalog */
    const char *name;               /* the new name; the old one if it only moves */
    const char *schema;             /* the schema it moves to, by its new name; NULL: it stays in its own */
    bool along;                     /* it moves because the table that owns it does */
} Rename;

typedef struct Renames {
    List items;                     /* of Rename, parents before children */
    List schemas;                   /* of Object: those that are new, of the new catalog, and that something moves to */
} Renames;

/*
 * The renames between two catalogs. Hints are read from `after`; stale or impossible ones are reported. With
 * `backwards` they are read from `before` instead: the same renames, the other way round.
 */
Renames renames_find(const Catalog *before, const Catalog *after, bool backwards, Arena *arena, Diags *diags);

/*
 * The old catalog with every rename carried out, and with the schemas these need. The same catalog if there is none.
 * `now`, if not NULL, gets what has become of each object, by its position in the old catalog.
 */
Catalog renames_apply(const Catalog *before, const Renames *renames, const Object *const **now, Arena *arena);

/* table "t" becomes "app.u": the part in quotes. */
const char *rename_new_name(const Rename *rename, Arena *arena);

#endif
