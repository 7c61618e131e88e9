/*
 * Reconcile: what a server found equal, made equal.
 *
 * A schema as somebody wrote it and one as a server prints it spell the same things differently ("now()::date",
 * "(now())::date"). Once the written one was built on a server and read back, the two readings can be compared; what
 * they agree on is then no difference, however it was written.
 */
#ifndef ECO_DSL_RECONCILE_H
#define ECO_DSL_RECONCILE_H

#include "dsl/catalog/catalog.h"

/*
 * `written`, with the text of `live` wherever `seen`, which is `written` as a server prints it, says the same as `live`
 * does; everything else, hints and places too, stays as it was written. Renames that hints of `written` ask for are
 * looked through. What `written` leaves to the server (the version of an extension) is taken as `live` has it.
 */
Catalog reconcile_written(const Catalog *written, const Catalog *seen, const Catalog *live, Arena *arena);

/* The same where `written` is the older side: `seen`, with what `written` leaves to the server as `live` has it. */
Catalog reconcile_seen(const Catalog *written, const Catalog *seen, const Catalog *live, Arena *arena);

#endif
