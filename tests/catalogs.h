/*
 * Catalogs for tests that are not about the language: made of lines, a fact each, in words as .eco has them.
 *
 *     catalog_of_lines(&arena,
 *         "table app.users: everyone\n"            // a doc after ": "
 *         "column id bigint serial key\n"          // flags: key serial identity generated; ? after a type
 *         "column name varchar(255)?: as spoken\n"
 *         "enum app.status on off\n"
 *         "rollup day from public.events\n"
 *         "group day = ts::date\n"
 *         "sum calls = 1\n");
 *
 * Names hold no blanks; "\x01" in one stands for a blank. A line that is none of these fails the test.
 */
#ifndef ECO_TESTS_CATALOGS_H
#define ECO_TESTS_CATALOGS_H

#include "dsl/catalog/catalog.h"

Catalog *catalog_of_lines(Arena *arena, const char *lines);

#endif
