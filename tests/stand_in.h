/*
 * Extensions that no package brings: what stands in for them is made of SQL alone (tests/pg/stand_in/NAME.sql).
 *
 * A server knows an extension by files in its own folders, which are not ours to write. So what a migration says,
 * CREATE EXTENSION, is replaced by what the server would have done: make the objects and put them under the extension.
 */
#ifndef ECO_TESTS_STAND_IN_H
#define ECO_TESTS_STAND_IN_H

#include "dsl/base/arena.h"

/* SQL with each CREATE EXTENSION of an extension that has a stand-in replaced. Needs a superuser. */
const char *stand_in(Arena *arena, const char *sql);

#endif
