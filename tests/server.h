/*
 * A real server for tests: one throwaway server a test program, one fresh database a test.
 *
 *     static void up_then_down(void **state)
 *     {
 *         Arena arena = {0};
 *         const char *database = server_new_database(&arena);
 *
 *         server_psql(&arena, database, "create table t (id int)");
 *         assert_string_equal(server_psql(&arena, database, "select count(*) from t"), "0\n");
 *         arena_free(&arena);
 *     }
 *     return cmocka_run_group_tests(tests, server_start, server_stop);
 *
 * What cannot be had fails the test, with the reason; no call returns NULL.
 */
#ifndef ECO_TESTS_SERVER_H
#define ECO_TESTS_SERVER_H

#include "dsl/base/arena.h"

#include <stdbool.h>

/* Group setup and teardown. */
int server_start(void **state);
int server_stop(void **state);

/* Conninfo of the database "postgres" of the running server, as its superuser. */
const char *server_conninfo(void);

/* Its major version: 15. */
int server_major(void);

/* False if it was built without the compression method lz4. */
bool server_has_lz4(void);

/* True if there is a pg_dump that reads this server; the first time there is none, that is said. */
bool server_can_dump(void);

/* Conninfo of a new, empty database (a copy of template0). They go when the server goes. */
const char *server_new_database(Arena *arena);

/* The same database as a URL. */
const char *server_url(Arena *arena, const char *conninfo);

/* What psql prints for a script (unaligned, no headers); an SQL error fails the test. */
const char *server_psql(Arena *arena, const char *conninfo, const char *script);

/*
 * The schema as pg_dump -s prints it, without comments, empty lines and what differs from run to run; grants of an
 * object stand by name. Only if server_can_dump().
 */
const char *server_dump(Arena *arena, const char *conninfo);

/* Run a program with `input` (may be NULL) on stdin; stdout and stderr together, and its exit code (128 + signal). */
const char *run_program(Arena *arena, const char *const *words, const char *input, int *exit_code);

#endif
