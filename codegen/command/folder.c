/* The subcommands that work on the migrations folder by hand: new, seal. */
#define _POSIX_C_SOURCE 200809L
#include "codegen/command/source.h"
#include "codegen/migration_files.h"
#include "dsl/migrations.h"

#include <stdio.h>
#include <string.h>

/* The folder to be worked on, ours until the end: the one named, or that of the schema file. NULL: not to be had. */
static const char *claim_folder(Session *session, const char *named)
{
    Schema schema = {.migrations = named};
    const char *path = named ? NULL : schema_find(session, NULL);

    if (named ? !source_is_folder(session, named, "a folder of migrations is sealed") : !path)
        return NULL;
    return session_lock(session, named ? named : file_folder(&session->arena, path))
        && (named || schema_compile(session, path, &schema)) && unfinished_settle(session, schema.migrations)
               ? schema.migrations : NULL;
}

int command_new(void *settings, int count, char **words)
{
    static const char nothing[] = "-- Write here what is to be done; a down that has nothing to do holds a comment "
                                  "alone.\n";
    Session session;
    Migrations present;
    const char *folder;

    (void)count;
    session_begin(&session, settings);
    folder = claim_folder(&session, NULL);
    if (folder && migrations_read(folder, &session.sources, &session.arena, &session.diags, &present)) {
        PlannedMigration planned = {.name = plan_file_name(&session.arena, words[0]), .up = nothing, .down = nothing,
                                    .up_transaction = true, .down_transaction = true};
        List one = {0};
        list_add(&one, &session.arena, &planned);

        const char *head = present.head.text.text ? present.head.text.text : "";
        List files = migration_files(&present, &one, head, NULL, &session.arena);
        size_t written;
        if (session_write(&session, &files, &written) && !session.settings->quiet)
            printf("wrote %s\nwrote %s\nfill them in, then: ecogen seal\n",
                   ((const FileContent *)files.items[0])->path, ((const FileContent *)files.items[1])->path);
    }
    return session_end(&session, EXIT_DONE);
}

int command_seal(void *settings, int count, char **words)
{
    Session session;
    Migrations present;
    Catalog head;
    const char *folder;

    session_begin(&session, settings);
    folder = claim_folder(&session, count ? words[0] : NULL);
    if (folder && migrations_read_unsealed(folder, &session.sources, &session.arena, &session.diags, &present)
        && schema_head(&session, &present.head, &head)) {
        const char *sum = migrations_seal(&present, &session.arena);
        FileContent file = {.path = file_join(&session.arena, folder, "eco.sum"), .content = {sum, strlen(sum)}};
        size_t written;
        List one = {0};

        list_add(&one, &session.arena, &file);
        if (session_write(&session, &one, &written) && !session.settings->quiet)
            printf("%s: %s, %s\n", file.path, counted(&session, present.count, "migration"),
                   written ? "sealed" : "sealed already");
    }
    return session_end(&session, EXIT_DONE);
}
