/*
 * Throwaway: databases of a session's own, on one "ephemeral:" server that starts when first asked for and goes with
 * the session.
 */
#ifndef ECO_CODEGEN_COMMAND_THROWAWAY_H
#define ECO_CODEGEN_COMMAND_THROWAWAY_H

#include "codegen/command/command.h"
#include "runtime/pg/db.h"

/*
 * A new, empty database, connected. `version` is that of a server it should resemble (150020), or 0. NULL, with a
 * sentence in *error, if there is no server to be had.
 */
Db *throwaway_open(Session *session, int version, const char **error);

/*
 * Run a script of DDL. Roles and tablespaces it mentions are made when the server misses them; what is about other
 * databases, or settings of another version, is passed over; the role that owns most of what it makes owns the
 * database. False, with a report that points into the script, if the
 * server, or the reading of the script, refuses something.
 */
bool throwaway_run(Session *session, Db *db, const Source *script);

/* Create everything a catalog holds, in an empty database. False, with a sentence in *error, if the server refuses. */
bool throwaway_build(Session *session, Db *db, const Catalog *catalog, const char **error);

#endif
