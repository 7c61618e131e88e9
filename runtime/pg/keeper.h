/*
 * Keeper: the process that owns one throwaway server, and what it is made of. Private to ephemeral.c.
 *
 * All of this runs in the keeper, after it gave up root. Failures leave a sentence in keeper->error.
 */
#ifndef ECO_RUNTIME_PG_KEEPER_H
#define ECO_RUNTIME_PG_KEEPER_H

#include "runtime/pg/ephemeral.h"

enum { SOCKET_PATH_LIMIT = 103 };           /* bytes; macOS has the smallest sun_path */

#define KEEPER_ROLE "postgres"
#define KEEPER_PORT "5432"
#define KEEPER_SOCKET ".s.PGSQL." KEEPER_PORT

typedef struct Keeper {
    Arena *arena;
    const EphemeralOptions *options;
    const char *home;               /* of the user the server runs as; NULL if unknown */
    const char *binaries;           /* folder of initdb and postgres */
    const char *folder;             /* data/, log, owner and the socket */
    int owner;                      /* fd of the locked file that says the folder is in use */
    pid_t postgres;
    const char *error;
} Keeper;

/* The life of a keeper: reports "+folder" or "-error" on `report`, ends when `life` ends. Does not return. */
void keeper_main(const EphemeralOptions *options, int life, int report) __attribute__((noreturn));

/* Become an unprivileged user, if root. */
bool keeper_drop_privileges(Keeper *keeper);

/* Where initdb and postgres are. */
bool keeper_find_binaries(Keeper *keeper);

/* A private folder with a short path; it is locked until the keeper ends. */
bool keeper_make_folder(Keeper *keeper);

/* Remove what killed keepers of this user left behind. */
void keeper_sweep(Keeper *keeper);

/* A cluster in folder/data: a copy of the cached one (`fresh`: not from the cache). */
bool keeper_make_cluster(Keeper *keeper, bool fresh);

/* Have the next start make the cached one anew. */
void keeper_forget_cluster(Keeper *keeper);

/* Start postgres on the cluster, and wait until it accepts connections. */
bool keeper_start_server(Keeper *keeper);
void keeper_stop_server(Keeper *keeper);

/* Wait for a signal, the end of the program, or `milliseconds` (-1: no limit). */
void keeper_wait(int milliseconds);

/* True if a signal, or the end of the program, said that this is to end. */
bool keeper_is_asked_to_end(void);

/* Why there may be a failure nobody could write down: a line if the folder's disk is full, else "". */
const char *keeper_tell_full(Keeper *keeper, const char *folder);

/* After fork(): become a program, its output going to the file `log`. Does not return. */
void keeper_become(const char *log, const char *const *words) __attribute__((noreturn));

/* Run a program to its end, output to folder/log; true if it exited with 0. */
bool keeper_run(Keeper *keeper, const char *const *words);

/* Remove a folder with everything in it. */
void keeper_remove(const char *folder);

/* The end of folder/log, for error texts. */
const char *keeper_log_tail(Keeper *keeper);

#endif
