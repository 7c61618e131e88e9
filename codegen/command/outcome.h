/*
 * Outcome: what a run is to bring about. Found first, written afterwards, all or nothing.
 */
#ifndef ECO_CODEGEN_COMMAND_OUTCOME_H
#define ECO_CODEGEN_COMMAND_OUTCOME_H

#include "codegen/command/command.h"
#include "dsl/migrations.h"

typedef struct Outcome {
    Schema schema;
    size_t unmanaged;               /* how much of it the language has no words for */
    Migrations present;
    Catalog head;
    List planned;                   /* of PlannedMigration */
    List migration_files;           /* of FileContent; the last two are head.eco and eco.sum */
    List model_files;               /* of FileContent */
    List stale_models;              /* of const char *: paths of files that no table stands behind any more */
} Outcome;

/*
 * Everything for FILE (NULL: the one there is). With `lock` what is found will be written, and others are to wait until
 * it is. False if there are errors.
 */
bool outcome_find(Session *session, const char *path, bool lock, Outcome *outcome);

/* The schema alone, of any source (source.h). */
bool outcome_find_schema(Session *session, const char *word, bool lock, Outcome *outcome);

/* The models alone, of the schema in `outcome`. */
bool outcome_find_models(Session *session, Outcome *outcome);

/* What was written. */
void outcome_tell(Session *session, const Outcome *outcome, size_t models_written);

/* What would be written: the changes and the SQL. */
void outcome_show(Session *session, const Outcome *outcome);

#endif
