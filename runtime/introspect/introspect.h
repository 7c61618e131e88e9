/*
 * Introspect: a live database as a Catalog.
 *
 * Everything is read in one round trip and one snapshot, with the definitions as the server prints them under an
 * empty search_path. Extensions' members, the server's own schemas and the runner's are left out. What the database
 * holds and a catalog has no word for is not skipped: it is listed as unmanaged.
 */
#ifndef ECO_RUNTIME_INTROSPECT_INTROSPECT_H
#define ECO_RUNTIME_INTROSPECT_INTROSPECT_H

#include "dsl/catalog/catalog.h"
#include "dsl/diag.h"
#include "runtime/pg/db.h"

/* Something the catalog cannot express: a base type, a subscription, the security label of a table. */
typedef struct Unmanaged {
    const char *kind;               /* "subscription", "security label", … never translated */
    const char *identity;           /* qualified and quoted, as pg_identify_object() prints it: "app.v", "t on app.x" */
} Unmanaged;

/* The kind of what is named once for all there is of it, because it is data: no schema differs by having it. */
#define UNMANAGED_DATA "large objects"

typedef struct Introspection {
    Catalog catalog;                /* with "public", as every catalog */
    List unmanaged;                 /* of Unmanaged, by kind and identity */
    List shadowed;                  /* of const char *: names in public that mean something else without "public." */
} Introspection;

/*
 * Read the database. In a transaction that is under way, it is read as that transaction sees it, and the transaction's
 * settings are left as they are; else in a read-only one of its own. False if the database failed: see db_error().
 * What is read lives in the arena.
 */
bool introspect(Db *db, Arena *arena, Introspection *found);

/* The same where the runner keeps its history not in the schema "ecogen" but in another. */
bool introspect_beside(Db *db, Arena *arena, const char *history, Introspection *found);

/* A sentence if servers of that version (150020) are older than can be read (introspect() refuses them); else NULL. */
const char *introspect_too_old(Arena *arena, int version);

/* Warn if they are newer than all that was there when this was written: they are read as the newest that was. */
void introspect_tell_newer(Diags *diags, int version);

#endif
