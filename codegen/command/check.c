#include "codegen/command/outcome.h"

#include <string.h>

static void append(List *all, const List *some, Arena *arena)
{
    for (size_t i = 0; i < some->count; i++)
        list_add(all, arena, some->items[i]);
}

/* --frozen: what a run would write, or remove, that is not as it should be. */
static size_t tell_stale(Session *session, const List *files)
{
    size_t stale = 0;

    for (size_t i = 0; i < files->count; i++) {
        const FileContent *file = files->items[i];
        Bytes present;
        const char *ignored;

        if (file_read(&session->arena, file->path, 0, &present, &ignored) && present.length == file->content.length
            && memcmp(present.text, file->content.text, present.length) == 0)
            continue;
        printf("%s is not up to date\n", file->path);
        stale++;
    }
    return stale;
}

static int check_frozen(Session *session, const Outcome *outcome)
{
    List files = {0};

    append(&files, &outcome->migration_files, &session->arena);
    append(&files, &outcome->model_files, &session->arena);

    size_t stale = tell_stale(session, &files);
    for (size_t i = 0; i < outcome->stale_models.count; i++, stale++)
        printf("%s belongs to no table any more\n", (const char *)outcome->stale_models.items[i]);
    if (!stale)
        return EXIT_DONE;
    printf("run: ecogen %s\n", outcome->schema.path);
    return EXIT_DIFFERS;
}

int command_check(void *settings, int count, char **words)
{
    Session session;
    Outcome outcome = {0};
    const char *path = count ? words[0] : NULL;
    int code = EXIT_DONE;

    session_begin(&session, settings);
    if (session.settings->frozen ? !outcome_find(&session, path, false, &outcome)
                                 : !outcome_find_schema(&session, path, false, &outcome))
        return session_end(&session, EXIT_FAULT);
    if (session.settings->frozen)
        code = check_frozen(&session, &outcome);
    if (code == EXIT_DONE && !session.settings->quiet)
        printf("%s: no errors, %s\n", outcome.schema.path,
               counted(&session, count_kind(&outcome.schema.catalog, KIND_TABLE), "table"));
    return session_end(&session, outcome.unmanaged && session.settings->strict ? EXIT_DIFFERS : code);
}
