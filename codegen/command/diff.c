#include "codegen/command/changes_text.h"
#include "codegen/command/command.h"
#include "codegen/plan/plan.h"

#include <string.h>

/* The whole way from one to the other as one script. */
static void show_sql(Session *session, const Catalog *before, const Catalog *after)
{
    List migrations = plan_migrations(before, after, (PlanOptions){.online = true}, &session->arena, &session->diags);

    for (size_t i = 0; i < migrations.count; i++) {
        const PlannedMigration *migration = migrations.items[i];

        if (i)
            putchar('\n');
        if (!migration->up_transaction)
            puts("-- outside a transaction\n");
        fputs(migration->up, stdout);
    }
}

static void show_text(Session *session, const Changes *changes)
{
    fputs(changes_text(changes, &session->arena), stdout);
}

int command_diff(void *settings, int count, char **words)
{
    const Settings *asked = settings;
    Session session;
    Catalog before, after;
    bool differs = false;

    (void)count, (void)words;
    session_begin(&session, settings);
    if (!asked->from || !asked->to) {
        fputs("ecogen: diff needs --from and --to\n      = hint: ecogen diff --help\n", stderr);
        session_end(&session, EXIT_USAGE);
        return EXIT_USAGE;
    }
    if (schema_source(&session, asked->from, &before) && schema_source(&session, asked->to, &after)) {
        Changes changes = diff_catalogs(&before, &after, false, &session.arena, NULL);

        differs = !changes_none(&changes);
        if (asked->format && strcmp(asked->format, "sql") == 0)
            show_sql(&session, &before, &after);
        else
            show_text(&session, &changes);
    }
    return session_end(&session, differs && asked->exit_code ? EXIT_DIFFERS : EXIT_DONE);
}
