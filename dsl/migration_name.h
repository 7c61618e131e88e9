/*
 * Migration name: which files of a folder are migrations, and what the comments at their top tell the runner. Private
 * to migrations.c.
 */
#ifndef ECO_DSL_MIGRATION_NAME_H
#define ECO_DSL_MIGRATION_NAME_H

#include "dsl/migrations.h"

enum { MIGRATION_DIGITS = 4 };      /* of a number, at least */

/* A file name taken apart. */
typedef struct MigrationName {
    const char *file, *name;
    int number;
    bool up;
} MigrationName;

/*
 * The migration files of a folder by number, then name, up before down; none if there is no such folder. Names that are
 * almost right are reported. NULL, with a report, if the folder cannot be read.
 */
MigrationName *migration_names(const char *folder, Arena *arena, Diags *diags, size_t *count);

/* Report a "-- ecogen: transaction …" that is not understood. */
void migration_check_mark(const Source *source, Diags *diags);

#endif
