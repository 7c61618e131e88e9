/*
 * History: which migrations a database has, as it remembers them itself, in the tables history and event of a schema of
 * their own ("ecogen").
 *
 * A row of history is a migration that is applied, or half way: the text that takes it back, a hash for all that was
 * applied up to it, who applied it, from where, and the catalog as it was then. A row of event is a failure or a
 * revert; none is ever changed, and each holds a hash of the one before.
 */
#ifndef ECO_RUNTIME_RUNNER_HISTORY_H
#define ECO_RUNTIME_RUNNER_HISTORY_H

#include "runtime/runner/runner.h"

typedef struct HistoryRow {
    long version;
    const char *name;
    const char *checksum, *checksum_down;   /* SHA-256 of the files */
    const char *chain;              /* of the last line of eco.sum that speaks of it: vouches for all up to it */
    const char *state;              /* "applied"; "started" or "reverting": stopped half way, outside a transaction */
    long step_done, step_total;     /* statements */
    const char *down_sql;
    const char *started_at, *finished_at;   /* as the server writes them; finished_at may be NULL */
    const char *milliseconds;       /* how long it took; may be NULL */
    const char *applied_by, *host, *application, *tool;
} HistoryRow;

typedef struct History {
    bool present;                   /* the table is there */
    HistoryRow *rows;               /* by rising version */
    size_t count;
} History;

/* What an `up` that has nothing to do needs to know: the newest row alone, in one round trip. */
typedef struct HistoryPeek {
    bool present;
    long version;                   /* 0: no row */
    const char *chain, *state;
} HistoryPeek;

bool history_peek(Runner *runner, HistoryPeek *peek);

/* All rows; no failure if the table is not there. */
bool history_load(Runner *runner, History *history);

/* Make schema and tables, if they are not there. The caller holds the lock. */
bool history_create(Runner *runner);

/* The row of that version; NULL if there is none. */
const HistoryRow *history_find(const History *history, long version);

/* Version of the newest row; 0 if there is none. */
long history_version(const History *history);

/* What stands in a new row; the rest the server fills in. */
typedef struct HistoryEntry {
    const Migration *migration;
    bool finished;                  /* else state 'started' */
    size_t steps;                   /* statements of the up file */
    const char *catalog;            /* canonical .eco; or NULL */
} HistoryEntry;

/* Changes of the history; each is one statement, in the caller's transaction if there is one. */
bool history_insert(Runner *runner, const HistoryEntry *entry);
bool history_step(Runner *runner, long version, size_t done);
bool history_finish(Runner *runner, long version, const char *catalog);
bool history_start_reverting(Runner *runner, long version, size_t steps);
bool history_stop_reverting(Runner *runner, long version);
bool history_delete(Runner *runner, long version);

/*
 * Note the catalog beside the newest row; nothing if there is no row, if it is not applied wholly (whoever ends that by
 * hand changes the catalog), or if `catalog` is NULL.
 */
bool history_remember(Runner *runner, const char *catalog);

/* Add to the events: "failed", "reverted", "baseline". */
bool history_event(Runner *runner, long version, const char *kind, const char *detail);

/* The same as texts, for scripts: statements that make the tables, and the INSERT with its values as literals. */
const char *const *history_create_statements(Arena *arena, const char *schema, size_t *count);
const char *history_insert_text(Arena *arena, const char *schema, const HistoryEntry *entry);

/* A text of ours with the names of the tables, quoted, in place of ${history}, ${event} and ${schema}. */
const char *history_sql(Arena *arena, const char *schema, const char *template);

#endif
