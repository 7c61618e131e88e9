/*
 * ecorun: applies migrations to a database, and answers what it has.
 */
#include "codegen/plan/plan.h"
#include "dsl/base/options.h"
#include "dsl/base/strbuf.h"
#include "dsl/resolve.h"
#include "grammar/load.h"
#include "runtime/runner/commands.h"
#include "runtime/runner/runner.h"

#include <pg_query.h>
#include <string.h>

static const OptionSpec options[] = {
    {'d', "db", "URL", "else DATABASE_URL, else libpq's PG* variables; ephemeral: a throwaway server", OPTION_TEXT,
     offsetof(RunnerSettings, db)},
    {0, "dir", "DIR", "the migrations (out/migrations)", OPTION_TEXT, offsetof(RunnerSettings, folder)},
    {0, "schema", "NAME", "where the history lives (ecogen)", OPTION_TEXT, offsetof(RunnerSettings, schema)},
    {0, "role", "NAME", "SET ROLE to this one: it will own what is made", OPTION_TEXT, offsetof(RunnerSettings, role)},
    {0, "wait", "TIME", "for another runner to finish (60s)", OPTION_DURATION, offsetof(RunnerSettings, wait)},
    {0, "lock-timeout", "TIME", "for a lock on a table, in a transaction (2s)", OPTION_DURATION,
     offsetof(RunnerSettings, lock_timeout)},
    {0, "statement-timeout", "TIME", "for one statement (none)", OPTION_DURATION,
     offsetof(RunnerSettings, statement_timeout)},
    {0, "retries", "N", "of a transaction that lost against others' locks (5)", OPTION_NUMBER,
     offsetof(RunnerSettings, retries)},
    {0, "format", "text|json", "how results are printed", OPTION_CHOICE, offsetof(RunnerSettings, format)},
    {'q', "quiet", NULL, "only errors", OPTION_FLAG, offsetof(RunnerSettings, quiet)},
    {'v', "verbose", NULL, "more, and the server's notices", OPTION_COUNT, offsetof(RunnerSettings, verbose)},
    {0},
};

static const OptionSpec apply_options[] = {
    {0, "skip-grants", NULL, "leave out GRANT, REVOKE, OWNER TO and default privileges", OPTION_FLAG,
     offsetof(RunnerSettings, skip_grants)},
    {0},
};

static const OptionSpec status_options[] = {
    {0, "exit-code", NULL, "3 if anything is pending or wrong", OPTION_FLAG, offsetof(RunnerSettings, exit_code)},
    {0},
};

static const OptionSpec wait_options[] = {
    {0, "timeout", "TIME", "give up after this long (60s)", OPTION_DURATION, offsetof(RunnerSettings, timeout)},
    {0},
};

static const OptionSpec verify_options[] = {
    {0, "strict", NULL, "3 also if the database holds what the language has no words for", OPTION_FLAG,
     offsetof(RunnerSettings, strict)},
    {0},
};

static const OptionSpec baseline_options[] = {
    {0, "unverified", NULL, "record without comparing anything", OPTION_FLAG, offsetof(RunnerSettings, unverified)},
    {0},
};

static const Command commands[] = {
    {
        .name = "up",
        .words = "[N|+K|head]",
        .most = 1,
        .summary = "apply what is pending",
        .text =
            "To version N, K further, or all. Each migration runs in a transaction with its row in the history,\n"
            "unless its file says \"-- ecogen: transaction off\". What was checked before anything is touched: the\n"
            "folder against eco.sum, the history of the database against the folder, and every statement's text.\n",
        .example = "ecorun up --db postgresql://app@db.example/shop",
        .options = apply_options,
        .run = command_up,
    },
    {
        .name = "down",
        .words = "[N|-K|base]",
        .most = 1,
        .summary = "take migrations back",
        .text =
            "To version N, K back (1 if nothing is said), or all. The SQL is what the database stored when it applied\n"
            "the migration: no files are needed.\n",
        .example = "ecorun down -1",
        .options = apply_options,
        .run = command_down,
    },
    {
        .name = "redo",
        .summary = "down one, up one",
        .text = "For a migration that is still being written: its file may have changed (and been sealed) since.\n",
        .example = "ecorun redo",
        .options = apply_options,
        .run = command_redo,
    },
    {
        .name = "status",
        .summary = "current version, what is pending, what is wrong",
        .example = "ecorun status --exit-code",
        .options = status_options,
        .run = command_status,
    },
    {
        .name = "history",
        .summary = "who applied what, when, how long, from where",
        .example = "ecorun history --format json",
        .run = command_history,
    },
    {
        .name = "verify",
        .summary = "is the database as its migrations left it?",
        .text = "Compares the catalog with the one the database remembers: every difference, and the SQL that would "
                "mend it.\n"
                "Exit code 3 if there is one. Needs no rights but to read the catalogs.\n",
        .example = "ecorun verify --format json",
        .options = verify_options,
        .run = command_verify,
    },
    {
        .name = "baseline",
        .words = "N|head",
        .least = 1,
        .most = 1,
        .summary = "adopt a database that is at version N already",
        .text = "Runs the migrations up to N on a throwaway server, compares, and records them as applied if both are "
                "equal.\n"
                "Nothing is changed but the history.\n",
        .example = "ecorun baseline 1",
        .options = baseline_options,
        .run = command_baseline,
    },
    {
        .name = "sql",
        .words = "[FROM:TO]",
        .most = 1,
        .summary = "the whole run as one SQL script, offline",
        .text = "From no version to the newest, if nothing is said; downwards if FROM is greater than TO. The script "
                "keeps\n"
                "the history as a run would, and stops if the database is not at FROM.\n",
        .example = "ecorun sql 3:5 | psql -X -f - shop",
        .options = apply_options,
        .run = command_sql,
    },
    {
        .name = "wait",
        .summary = "until the server accepts connections",
        .example = "ecorun wait --timeout 2min && ecorun up",
        .options = wait_options,
        .run = command_wait,
    },
    {
        .name = "ephemeral",
        .words = "COMMAND [WORD...]",
        .least = 1,
        .most = -1,
        .summary = "run a command with a throwaway server",
        .text = "DATABASE_URL and libpq's variables point to it. The exit code is the command's.\n",
        .example = "ecorun ephemeral -- psql -c 'select version()'",
        .takes_rest = true,
        .run = command_ephemeral,
    },
    {0},
};

static void print_version(FILE *file)
{
    int libpq = PQlibVersion();

    fprintf(file, "ecorun %s, libpq %d.%d, libpg_query of PostgreSQL %s\n", ECO_VERSION, libpq / 10000, libpq % 10000,
            PG_VERSION);
}

static bool compile(const char *name, const char *text, Sources *sources, Arena *arena, Diags *diags, Catalog *catalog)
{
    size_t errors = diags->errors;
    Node *files = load_text(name, text, strlen(text), sources, arena, diags);

    if (diags->errors == errors)
        *catalog = resolve(files, arena, diags).catalog;
    return diags->errors == errors;
}

/* Warnings of what is lost are for those who write a migration: this SQL is only shown. */
static const char *plan(const Changes *changes, Arena *arena)
{
    Sources sources = {.arena = arena};
    Diags diags = {.arena = arena, .sources = &sources};
    StrBuf sql = {.arena = arena};
    Plan steps = plan_changes(changes, (PlanOptions){.online = true}, arena, &diags);

    for (size_t i = 0; i < steps.batches.count; i++)
        strbuf_puts(&sql, ((const Batch *)steps.batches.items[i])->sql);
    return diag_failed(&diags) ? NULL : strbuf_text(&sql);
}

static void overwrite(char *from, const char *end)
{
    while (*from && from != end)
        *from++ = '*';
}

/* Overwrite a password in a word of the command line, "//user:PASSWORD@" or "password=…": everybody can see those. */
static void hide_password(char *word)
{
    static const char key[] = "password=";
    char *start = strstr(word, "://"), *end = start ? strrchr(start, '@') : NULL;
    char *colon = end ? memchr(start + 3, ':', (size_t)(end - start - 3)) : NULL, *said = strstr(word, key);

    if (said)
        overwrite(said + strlen(key), NULL);
    if (colon)
        overwrite(colon + 1, end);
}

/* The program works with copies; `ps` shows the originals. */
static void hide_passwords(int argc, char **argv, Arena *arena)
{
    for (int i = 1; i < argc; i++) {
        char *original = argv[i];

        argv[i] = arena_strdup(arena, original);
        hide_password(original);
    }
}

int main(int argc, char **argv)
{
    Arena arena = {0};
    const RunnerTools tools = {.compile = compile, .plan = plan};
    RunnerSettings settings = {
        .tools = &tools,
        .folder = "out/migrations",
        .schema = "ecogen",
        .format = "text",
        .lock_timeout = 2000,
        .wait = 60000,
        .timeout = 60000,
        .retries = 5,
    };
    const Program program = {
        .name = "ecorun",
        .summary = "applies migrations to a PostgreSQL database, and says what it has",
        .notes = "ecorun COMMAND --help tells more.\n"
                 "Exit codes: 0 done, 1 an error, 2 usage, 3 a check found a difference, 4 no database or no lock,\n"
                 "5 interrupted.\n",
        .commands = commands,
        .options = options,
        .print_version = print_version,
    };

    hide_passwords(argc, argv, &arena);
    int code = program_main(&program, &settings, argc, argv);
    arena_free(&arena);
    return code;
}
