/*
 * Ephemeral: a throwaway PostgreSQL server on a unix socket in a private folder. CLI.md calls it "ephemeral:".
 *
 * A keeper process of our own stands between the program and the server. It notices that the program ended, in
 * whatever way (return, exit, a signal, kill -9), because a pipe closes; it then stops the server and removes the
 * folder. Should the keeper itself be killed with -9, the next start of any ephemeral server removes what is left.
 * So no signal handler and no atexit is needed.
 *
 * Started as root, everything but the program itself runs as "postgres", or "nobody" where there is no such user.
 *
 *     Ephemeral server;
 *     const char *error;
 *     if (!ephemeral_start(&arena, &(EphemeralOptions){0}, &server, &error))
 *         fail(error);
 *     Db *db = db_open(&arena, &(DbOptions){.conninfo = server.conninfo});
 *     ephemeral_stop(&server);
 */
#ifndef ECO_RUNTIME_PG_EPHEMERAL_H
#define ECO_RUNTIME_PG_EPHEMERAL_H

#include "dsl/base/arena.h"

#include <stdbool.h>
#include <sys/types.h>

typedef struct EphemeralOptions {
    const char *const *settings;    /* more server settings, "name=value", NULL after the last; or NULL */
    const char *binaries;           /* folder with initdb and postgres; NULL: ECO_PG_BIN, PATH, pg_config, Debian's */
} EphemeralOptions;

typedef struct Ephemeral {
    const char *conninfo;           /* of the database "postgres", as its superuser; keyword=value */
    const char *url;                /* the same as a URL */
    const char *folder;             /* where the socket lies: a host for libpq */
    pid_t keeper;
    int life;                       /* the keeper stops when this is closed, by whatever cause */
} Ephemeral;

/* True if `url` is how people ask for such a server. */
bool ephemeral_wanted(const char *url);

/* Start one and wait until it accepts connections. On failure a sentence is left in `*error`, in the arena. */
bool ephemeral_start(Arena *arena, const EphemeralOptions *options, Ephemeral *server, const char **error);

/* Conninfo of another database of this server. */
const char *ephemeral_conninfo(Arena *arena, const Ephemeral *server, const char *database);

/* The same as a URL. */
const char *ephemeral_url(Arena *arena, const Ephemeral *server, const char *database);

/* Stop it and wait until its folder is gone. Harmless on a zeroed or stopped one. */
void ephemeral_stop(Ephemeral *server);

/*
 * Start a server, run `command` (NULL after the last word) with DATABASE_URL and PGHOST … pointing to it, stop the
 * server. `*exit_code` becomes the command's, 128 + n if signal n ended it, 127 if it could not be run. SIGINT,
 * SIGTERM and SIGHUP are passed on to the command. False if the server could not be started.
 */
bool ephemeral_hold(Arena *arena, char *const *command, int *exit_code, const char **error);

#endif
