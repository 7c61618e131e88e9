/*
 * What the files behind law.h share.
 */
#ifndef ECO_TESTS_LAW_PRIVATE_H
#define ECO_TESTS_LAW_PRIVATE_H

#include "tests/compile.h"
#include "tests/law.h"

/* What two observers see of a database: lists of lines, sorted. */
typedef struct Seen {
    List ours, dump;
    bool is_dumped;                 /* else nobody looked from outside yet */
} Seen;

/* A case under way. */
typedef struct Way {
    const LawCase *c;
    Catalog before, after;
    List planned;                   /* of PlannedMigration */
    const char *rows;               /* what there was to see of them before */
} Way;

typedef struct Trial {
    Law *law;
    Way *ways;
    size_t count;
    Arena *arena;
    Db *db;
    Compiled *compiled;             /* whose diagnostics take what planning says */
    bool dumped;                    /* pg_dump looks as well */
    bool apart;                     /* plans are unfolded */
    const char *broken;             /* the first thing that went wrong */
} Trial;

/* Remember what went wrong, if it is the first thing; always false. */
bool trial_fail(Trial *trial, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What a query answers, a line each row; "" for NULL. */
const char *trial_answer(Trial *trial, const char *look);
bool trial_answers(Trial *trial, const char *leg, const char *look, const char *expected);

/* The schema as our own reader sees it, and the rows that go with it. */
bool trial_look(Trial *trial, Arena *arena, bool is_after, List *lines);
bool trial_is_ours(Trial *trial, const char *leg, bool is_after, const Seen *expected);

/* True if pg_dump looks as well. Without folding our own reader is enough: the case was looked at from outside. */
bool trial_is_observed(const Trial *trial);
List trial_dump(Trial *trial, Arena *arena);
bool trial_is_dumped_alike(Trial *trial, const char *leg, const Seen *expected);

#endif
