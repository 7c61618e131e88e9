/*
 * Law suite: rows of LawCase as a test program. Each row is tried twice: as it is planned for a user, and with every
 * change by itself: folding is for the reader and must never change the outcome.
 *
 * Under the sanitizers, which are after our own code, a row is tried one way, its neighbour the other, and pg_dump, whose
 * verdict would be the one it gave without them, is not asked. A row that is asked for by name is tried both ways.
 */
#ifndef ECO_TESTS_LAW_SUITE_H
#define ECO_TESTS_LAW_SUITE_H

#include "tests/law.h"

/* What main() returns. An argument is a pattern of names: plan_test 'C04*' */
int law_suite(const char *name, const LawCase *cases, size_t count, int words_count, char **words);

#endif
