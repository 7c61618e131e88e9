/*
 * State: a live catalog as a text, to be remembered and compared.
 *
 * Canonical .eco, and after it a comment for each thing the language has no word for ("// unmanaged: view app.v"), so
 * that what changed of these is seen, too.
 */
#ifndef ECO_RUNTIME_RUNNER_STATE_H
#define ECO_RUNTIME_RUNNER_STATE_H

#include "dsl/diff.h"
#include "runtime/runner/history.h"

/* Before what such a comment names. */
#define STATE_UNMANAGED "// unmanaged: "

/* What the database holds, as the transaction that is under way sees it; NULL if the Db failed. */
const char *state_read(Runner *runner, Db *db);

/* What the newest row of the history remembers; NULL if it does not, or the Db failed. */
const char *state_remembered(Runner *runner);

/*
 * What the migrations up to `version` make of an empty database: they are run on a throwaway server. NULL, with a
 * report, if there is no such server or they fail.
 */
const char *state_of_migrations(Runner *runner, long version);

typedef struct StateDifference {
    const char *what;               /* "missing", "unexpected", "different", "renamed" */
    const char *object;             /* for people: column "email" of table "users" */
    const char *holds;              /* what is missing or unexpected with it: " (2 columns, 1 index)"; "": nothing */
    bool managed;
    bool inside;                    /* of something that is missing or unexpected as a whole: that says it all */
    bool comment;                   /* a COMMENT ON something that is there */
} StateDifference;

typedef struct StateComparison {
    List differences;               /* of StateDifference */
    size_t managed;                 /* how many of them the language has words for */
    size_t comments;                /* how many of those are a `comment` */
    size_t told;                    /* how many state_print() lists: those that are not `inside` another */
    const char *sql;                /* what would make `live` as `expected`; NULL if there is no such way */
} StateComparison;

/* Compare two such texts ("" is an empty database). False, with a report, if one of them cannot be read. */
bool state_compare(Runner *runner, const char *live, const char *expected, StateComparison *comparison);

/* The differences as text, comments last. */
void state_print(const Runner *runner, const StateComparison *comparison);

/* Name on stderr what such a text says no word is for, and count it; how much that is. */
size_t state_tell_unmanaged(const Runner *runner, const char *text);

/* The SQL that would mend them, if there is any. */
void state_print_sql(const Runner *runner, const StateComparison *comparison);

#endif
