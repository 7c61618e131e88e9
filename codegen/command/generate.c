#include "codegen/command/outcome.h"

static bool write_models(Session *session, const Outcome *outcome, size_t *written)
{
    List left = unfinished_files(session, outcome->schema.models);

    return session_write(session, &outcome->model_files, written) && session_remove(session, &outcome->stale_models)
        && session_remove(session, &left);
}

int command_generate(void *settings, int count, char **words)
{
    Session session;
    Outcome outcome;
    size_t written = 0, models_written = 0;

    session_begin(&session, settings);
    if (!outcome_find(&session, count ? words[0] : NULL, !session.settings->dry_run, &outcome))
        return session_end(&session, EXIT_FAULT);
    if (session.settings->dry_run) {
        outcome_show(&session, &outcome);
        return session_end(&session, EXIT_DONE);
    }

    /* Models first: a migration that was written is done, models can always be made again. */
    if (write_models(&session, &outcome, &models_written)
        && session_write(&session, &outcome.migration_files, &written))
        outcome_tell(&session, &outcome, models_written);
    return session_end(&session, EXIT_DONE);
}

int command_models(void *settings, int count, char **words)
{
    Session session;
    Outcome outcome = {0};
    size_t written = 0;

    session_begin(&session, settings);
    if (outcome_find_schema(&session, count ? words[0] : NULL, true, &outcome)
        && outcome_find_models(&session, &outcome)
        && write_models(&session, &outcome, &written) && !session.settings->quiet)
        printf("%s: %s, %s written\n", outcome.schema.path,
               counted(&session, outcome.model_files.count, "model file"),
               written ? arena_printf(&session.arena, "%zu", written) : "none");
    return session_end(&session, EXIT_DONE);
}
