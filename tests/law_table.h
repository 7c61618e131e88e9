/*
 * LawTable: a table of pairs of schemas as a test program. Each row is tried twice: as it is planned for a user, and
 * with every change by itself: folding is for the reader and must never change the outcome.
 *
 * pg_dump takes most of the time: it looks at every fourth row. The sanitizers look at one way for each row, in turn.
 * ECO_TEST_ALL=1 does all of everything, as make test-matrix does, and so does an argument, which is a pattern of
 * names: plan_test 'C04*'
 */
#ifndef ECO_TESTS_LAW_TABLE_H
#define ECO_TESTS_LAW_TABLE_H

#include "tests/law.h"

/* What main() returns. */
int law_table(const char *name, const LawCase *cases, size_t count, int words, char **word);

#endif
