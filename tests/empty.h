/*
 * Empty: SQL that drops everything a test can have made in a database, which is cheaper than another database. What the
 * schema public was given, or had taken away, is put right as well. Roles stay: they are of the whole server.
 */
#ifndef ECO_TESTS_EMPTY_H
#define ECO_TESTS_EMPTY_H

#include "dsl/base/arena.h"

/* One statement; belongs to the arena. */
const char *empty_database(Arena *arena);

#endif
