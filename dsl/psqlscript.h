/*
 * Psqlscript: a script as people hand it to psql, such as pg_dump writes, made plain SQL.
 *
 * What says nothing of a schema is blanked: commands of psql that are about psql itself (\restrict, \connect, \echo …)
 * and COPY … FROM stdin with the rows behind it. Every other byte stays where it was, so places in the copy are places
 * in the file. What is left of psql (\i, \gexec) is refused where statements are told apart: sql_split().
 */
#ifndef ECO_DSL_PSQLSCRIPT_H
#define ECO_DSL_PSQLSCRIPT_H

#include "dsl/base/file.h"

#include <stdbool.h>

/*
 * A copy of the text in the arena, of the same length, blanks for what is left out. False if what is left out would
 * take along what is not (rows without an end) or tells databases apart; then `*error` says so, of `*error_at`.
 */
bool psqlscript_blank(Arena *arena, Bytes script, Bytes *plain, const char **error, size_t *error_at);

#endif
