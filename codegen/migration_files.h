/*
 * Migration files: planned migrations as the files of a folder: numbered SQL, head.eco, eco.sum.
 */
#ifndef ECO_CODEGEN_MIGRATION_FILES_H
#define ECO_CODEGEN_MIGRATION_FILES_H

#include "codegen/plan/plan.h"
#include "dsl/migrations.h"

/*
 * What the folder holds once `planned` (of PlannedMigration) are added to `present`: a FileContent for each new or
 * changed file, in the order in which they are to be written. `head` is the new state; `message` names the migrations,
 * or NULL.
 */
List migration_files(const Migrations *present, const List *planned, const char *head, const char *message,
                     Arena *arena);

#endif
