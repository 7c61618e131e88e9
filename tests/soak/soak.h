/*
 * Soak: random pairs under the law (tests/law.h). Pairs go through a database in batches, as what a look at a database
 * costs depends little on what is in it; what breaks a batch is tried alone.
 */
#ifndef ECO_TESTS_SOAK_SOAK_H
#define ECO_TESTS_SOAK_SOAK_H

#include "tests/law.h"
#include "tests/soak/model.h"
#include "tests/soak/tally.h"

/* How a pair can end. */
typedef enum End { HELD, HELD_WITHOUT_ROWS, REFUSED, INVALID, BROKEN, ENDS } End;

extern const char *const end_names[ENDS];

typedef struct Soak {
    uint64_t seed, one;
    unsigned seconds, most, together;       /* 0 seconds: until there were so many pairs */
    const char *folder;
    bool verbose, whole;            /* whole: failing pairs are left as they are */
    double shrinking;               /* seconds spent on making pairs smaller */
    unsigned ends[ENDS], pairs, alone, used;
    Law law;
    Arena of_law;                   /* as long as its connection */
    Arena arena;                    /* as long as the program */
    Map classes;                    /* what broke, without names */
    Tally tally;
} Soak;

/* A pair, and how it is tried. */
typedef struct Pair {
    uint64_t seed;
    Model before, after;
    bool rows;
} Pair;

/* What batches of pairs, and pairs alone, are tried with. */
typedef struct Way {
    bool dump, apart;
} Way;

/* The pair that follows from a seed. */
Pair pair_random(uint64_t seed, Arena *arena);

/* False if both use a name that a database has once. */
bool pairs_are_apart(const Pair *one, const Pair *other);

/* The law of the database that is used now, to be used with the arena. */
Law *soak_law(Soak *soak, Arena *arena);

/* A pair as a case, with rows if it has any. */
LawCase pair_case(Pair *pair, Way way);

/* A pair alone: what breaks the law, or NULL; a new kind of break is made smaller and left in the folder. */
const char *pair_try(Soak *soak, Pair *pair, Way way, End *end);

/* Seconds. */
double soak_now(void);

/* The end of a pair that broke the law so: a refusal, say. */
End end_of(const char *broken);

#endif
