/*
 * Tally: how often each kind of catalog object was there, came, went, changed and was renamed, so that what no pair has
 * shows.
 */
#ifndef ECO_TESTS_SOAK_TALLY_H
#define ECO_TESTS_SOAK_TALLY_H

#include "dsl/catalog/catalog.h"

enum { TALLY_FIELDS = 64 };

typedef struct Tally {
    struct {
        unsigned there, created, dropped, altered, renamed;
        unsigned fields[TALLY_FIELDS];          /* which field it was that differed */
    } kinds[KIND_COUNT];
} Tally;

/* Note what is there, and what changes. `tally` is a Tally. */
void tally_note(void *tally, const Catalog *before, const Catalog *after);

/* A line a kind; what never was is said as such. */
void tally_print(const Tally *tally);

#endif
