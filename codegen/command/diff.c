#include "codegen/command/changes_json.h"
#include "codegen/command/changes_text.h"
#include "codegen/command/source.h"
#include "codegen/plan/plan.h"
#include "dsl/base/strbuf.h"

#include <string.h>

/* What is shown, and how it was asked for. */
typedef struct Difference {
    Session *session;
    SchemaSource from, to;
    Changes changes;
} Difference;

/* The whole way from one to the other as one script. */
static const char *script(Difference *difference)
{
    Session *session = difference->session;
    List migrations = plan_migrations(&difference->from.catalog, &difference->to.catalog,
                                      (PlanOptions){.online = true}, &session->arena, &session->diags);
    StrBuf text = {.arena = &session->arena};

    for (size_t i = 0; i < migrations.count; i++) {
        const PlannedMigration *migration = migrations.items[i];

        strbuf_puts(&text, i ? "\n" : "");
        strbuf_puts(&text, migration->up_transaction ? "" : "-- outside a transaction\n\n");
        strbuf_puts(&text, migration->up);
    }
    return strbuf_text(&text);
}

static void show_text(Difference *difference)
{
    fputs(changes_text(&difference->changes, &difference->session->arena), stdout);
}

static void show_sql(Difference *difference)
{
    fputs(script(difference), stdout);
}

static void show_json(Difference *difference)
{
    const JsonSide from = {difference->from.label, &difference->from.unmanaged};
    const JsonSide to = {difference->to.label, &difference->to.unmanaged};

    puts(changes_json(&difference->changes, from, to, &difference->session->arena));
}

/* A fence longer than any run of backquotes inside. */
static const char *fence(Arena *arena, const char *text)
{
    size_t longest = 2;

    for (size_t run; *text; text += run ? run : 1) {
        run = strspn(text, "`");
        longest = run > longest ? run : longest;
    }
    StrBuf out = {.arena = arena};
    strbuf_fill(&out, '`', longest + 1);
    return strbuf_text(&out);
}

static void put_fenced(Arena *arena, const char *language, const char *text)
{
    const char *marks = fence(arena, text);

    printf("\n%s%s\n%s%s\n", marks, language, text, marks);
}

/* For a review: what changes, then how. */
static void show_markdown(Difference *difference)
{
    Arena *arena = &difference->session->arena;
    const char *changes = changes_text(&difference->changes, arena);

    if (changes_none(&difference->changes)) {
        puts("The schema does not change.");
        return;
    }
    puts("### Changes of the schema");
    put_fenced(arena, "diff", changes);
    printf("\n<details><summary>SQL</summary>\n");
    put_fenced(arena, "sql", script(difference));
    printf("\n</details>\n");
}

static const struct {
    const char *name;
    void (*show)(Difference *difference);
} formats[] = {
    {"text", show_text}, {"sql", show_sql}, {"json", show_json}, {"markdown", show_markdown},
};

static void show(Difference *difference, const char *format)
{
    size_t i = 0;

    while (format && i + 1 < sizeof formats / sizeof *formats && strcmp(formats[i].name, format) != 0)
        i++;
    formats[i].show(difference);
}

static int compare(Session *session)
{
    const Settings *asked = session->settings;
    Difference difference = {.session = session};

    if (!source_load(session, asked->from, &difference.from) || !source_load(session, asked->to, &difference.to))
        return EXIT_FAULT;
    source_judge(session, &difference.from, &difference.to);
    difference.changes = diff_catalogs(&difference.from.catalog, &difference.to.catalog, false, &session->arena, NULL);
    show(&difference, asked->format);

    size_t unmanaged = source_tell_unmanaged(session, &difference.from)
                     + source_tell_unmanaged(session, &difference.to);
    bool differs = asked->exit_code && !changes_none(&difference.changes);
    return differs || (asked->strict && unmanaged) ? EXIT_DIFFERS : EXIT_DONE;
}

int command_diff(void *settings, int count, char **words)
{
    const Settings *asked = settings;
    Session session;

    (void)count, (void)words;
    session_begin(&session, settings);
    if (!asked->from || !asked->to) {
        fputs("ecogen: diff needs --from and --to\n      = hint: ecogen diff --help\n", stderr);
        session_end(&session, EXIT_USAGE);
        return EXIT_USAGE;
    }
    return session_end(&session, compare(&session));
}
