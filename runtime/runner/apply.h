/*
 * Apply: one migration up or down, with its row in the history.
 *
 * In a transaction: both happen, or neither. Outside of one ("-- ecogen: transaction off"): the row says 'started',
 * then how many statements are done, then 'applied'. The statements go to the server one by one, never as one text with
 * its COMMIT: a server runs such a text to its end even if its client is gone.
 */
#ifndef ECO_RUNTIME_RUNNER_APPLY_H
#define ECO_RUNTIME_RUNNER_APPLY_H

#include "runtime/runner/history.h"

/*
 * One direction of one migration, taken apart. `last`: the catalog is read afterwards and remembered.
 */
typedef struct Work {
    const Source *source;
    Span *statements;
    size_t count;
    bool *skipped;                  /* which statements are left out (--skip-grants); NULL: none */
    bool transaction, up, last;
    const Migration *migration;     /* up only */
    long version, version_after;    /* of the database */
    const char *name;
    const char *detail;             /* of the event that a revert leaves */
} Work;

/* The up file of a migration, or what a row of the history stores. False if it cannot be run; that is reported. */
bool work_up(Runner *runner, const Migration *migration, Work *work);
bool work_down(Runner *runner, const HistoryRow *row, Work *work);

/* Do it. On failure what state the database is in is reported with it. */
bool work_do(Runner *runner, const Work *work);

#endif
