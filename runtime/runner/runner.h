/*
 * Runner: one run of ecorun: its settings, the folder it reads, the database it works on, and what went wrong.
 *
 * Every command begins with runner_begin() and ends with runner_end(), which prints the diagnostics and says the exit
 * code; in between the first failure sticks, in the diagnostics and in the Db.
 */
#ifndef ECO_RUNTIME_RUNNER_RUNNER_H
#define ECO_RUNTIME_RUNNER_RUNNER_H

#include "dsl/base/options.h"
#include "dsl/diff.h"
#include "dsl/migrations.h"
#include "runtime/pg/db.h"
#include "runtime/pg/ephemeral.h"

/* What the runner is lent by the program: the compiler's two ends, which no part of the runner knows. */
typedef struct RunnerTools {
    /* A text of .eco as a catalog; false, with a report, if it cannot be read. */
    bool (*compile)(const char *name, const char *text, Sources *sources, Arena *arena, Diags *diags, Catalog *catalog);
    /* SQL that makes the changes; NULL if there is no way. */
    const char *(*plan)(const Changes *changes, Arena *arena);
} RunnerTools;

/* The command line. Durations in milliseconds. */
typedef struct RunnerSettings {
    const char *db;                 /* NULL: DATABASE_URL, else libpq's variables */
    const char *folder, *schema;    /* of the migrations; of the history */
    const char *role;               /* to SET ROLE to; or NULL */
    const char *format;             /* "text" or "json" */
    unsigned lock_timeout, statement_timeout;
    unsigned wait;                  /* for the lock on the database */
    unsigned timeout;               /* for the server, of "wait" */
    unsigned retries;               /* of a transaction that lost against others */
    unsigned verbose;
    bool quiet, exit_code, unverified, strict;
    bool skip_grants;               /* leave out what says who owns things, and who may do what with them */
    const RunnerTools *tools;
} RunnerSettings;

typedef struct Runner {
    const RunnerSettings *settings;
    Arena arena;
    Sources sources;
    Diags diags;
    Migrations migrations;
    Ephemeral server;               /* for "ephemeral:" */
    Db *db;
} Runner;

void runner_begin(Runner *runner, void *settings);

/* Read the migrations and hold them against eco.sum; false if anything is wrong with them. */
bool runner_read_folder(Runner *runner);

/* Connect, or start the throwaway server; `command` tells others what we are about ("up"). */
bool runner_connect(Runner *runner, const char *command);

/* The same, with a limit of its own for the connection, in seconds; 0: as the connection string says. */
bool runner_connect_within(Runner *runner, const char *command, unsigned seconds);

/* Report the failure of the Db at a statement (or nowhere), if there is one; NULL if not. */
Diag *runner_report(Runner *runner, Span statement);

/* Print what went wrong, let go of everything, and give the exit code: `code` unless something failed. */
int runner_end(Runner *runner, int code);

/* Results, on stdout; nothing with --quiet. */
void runner_say(const Runner *runner, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What goes on, as whole lines on stderr, safe for a terminal whatever the server said; nothing with --quiet. */
void runner_tell(const Runner *runner, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Complain that a word is no version, with those the command takes; ends the run, and gives the exit code. */
int runner_refuse_word(Runner *runner, const char *word, const char *known);

/* Report that the folder has no migration of that number. */
void runner_no_migration(Runner *runner, long version);

/* "0002_add_index" */
const char *runner_title(Runner *runner, long version, const char *name);

/* The place where a file of the folder stands among the sources; NULL if it does not. */
const Source *runner_source(const Runner *runner, const char *path);

/* True for --format json. */
bool runner_wants_json(const Runner *runner);

/* Sleep, unless interrupted: then false. */
bool runner_sleep(unsigned milliseconds);

/* Between half of `milliseconds` and all of it, by chance: so that runners do not try in step. */
unsigned runner_jitter(unsigned milliseconds);

/* Milliseconds of a clock that only goes forward. */
long runner_clock(void);

#endif
