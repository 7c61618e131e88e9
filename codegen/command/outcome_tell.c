/* What a run says about what it did, or would do. */
#include "codegen/command/changes_text.h"
#include "codegen/command/outcome.h"

static void tell_migrations(Session *session, const Outcome *outcome)
{
    for (size_t i = 0; i + 2 < outcome->migration_files.count; i++)
        printf("wrote %s\n", ((const FileContent *)outcome->migration_files.items[i])->path);
    if (outcome->planned.count)
        printf("%s: %s more, %zu in all; next: ecorun up\n", outcome->schema.path,
               counted(session, outcome->planned.count, "migration"),
               outcome->present.count + outcome->planned.count);
}

void outcome_tell(Session *session, const Outcome *outcome, size_t models_written)
{
    if (session->settings->quiet)
        return;
    tell_migrations(session, outcome);
    if (models_written || outcome->stale_models.count)
        printf("%s: %s in %s refreshed\n", outcome->schema.path,
               counted(session, models_written + outcome->stale_models.count, "model file"), outcome->schema.models);
    if (!outcome->planned.count)
        printf("%s: up to date, %s, %s\n", outcome->schema.path,
               counted(session, outcome->present.count, "migration"),
               counted(session, count_kind(&outcome->schema.catalog, KIND_TABLE), "table"));
}

void outcome_show(Session *session, const Outcome *outcome)
{
    Changes changes = diff_catalogs(&outcome->head, &outcome->schema.catalog, false, &session->arena, NULL);

    fputs(changes_text(&changes, &session->arena), stdout);
    for (size_t i = 0; i + 2 < outcome->migration_files.count; i++) {
        const FileContent *file = outcome->migration_files.items[i];

        printf("\n-- %s\n%s", file->path, file->content.text);
    }
    if (!outcome->planned.count)
        outcome_tell(session, outcome, 0);
}
