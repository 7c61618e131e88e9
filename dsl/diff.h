/*
 * Diff: what changed between two catalogs: one walk for all kinds.
 *
 * Down is not a feature: it is the diff with the sides swapped.
 */
#ifndef ECO_DSL_DIFF_H
#define ECO_DSL_DIFF_H

#include "dsl/rename.h"

typedef struct Change {
    const Object *before;           /* NULL: create */
    const Object *after;            /* NULL: drop */
    uint64_t fields;                /* for an alteration: which fields differ, as object_differs() says */
} Change;

typedef struct Changes {
    Catalog before;                 /* the old catalog, every rename carried out: what Change.before points into */
    const Catalog *old;             /* and as it was */
    const Catalog *after;
    Renames renames;                /* these come first; Rename.before points into the old catalog as it was */
    List items;                     /* of Change: drops in the old catalog's order, then the others in the new one's */
} Changes;

/* `backwards`: the hints to be believed stand on the `before` side (this is a down). */
Changes diff_catalogs(const Catalog *before, const Catalog *after, bool backwards, Arena *arena, Diags *diags);

/* True if nothing changed. */
bool changes_none(const Changes *changes);

/*
 * Drops beside adds that look like renames, and enum values that go without another taking their place: a warning each,
 * with the line to write.
 */
void changes_warn_of_renames(const Changes *changes, Arena *arena, Diags *diags);

#endif
