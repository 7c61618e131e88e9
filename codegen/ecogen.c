/*
 * ecogen: the compiler. Reads .eco files, writes migrations and models; of a user's database it reads the schema and
 * changes nothing.
 * The subcommands are in codegen/command/.
 */
#define _POSIX_C_SOURCE 200809L
#include "codegen/command/command.h"

#include <libpq-fe.h>
#include <pg_query.h>
#include <signal.h>
#include <unistd.h>

static void print_version(FILE *file)
{
    int libpq = PQlibVersion();

    fprintf(file, "ecogen %s, libpq %d.%d, libpg_query of PostgreSQL %s\n", ECO_VERSION, libpq / 10000, libpq % 10000,
            PG_VERSION);
}

static const OptionSpec options[] = {
    {'o', "out", "DIR", "where migrations/ and models/ are (else: as the project says, or out)", OPTION_TEXT,
     offsetof(Settings, out)},
    {'q', "quiet", NULL, "say nothing but errors", OPTION_FLAG, offsetof(Settings, quiet)},
    {0},
};

static const OptionSpec generate_options[] = {
    {'m', "message", "TEXT", "name of the migration (default: said by the changes)", OPTION_TEXT,
     offsetof(Settings, message)},
    {'n', "dry-run", NULL, "show the changes and the SQL, write nothing", OPTION_FLAG, offsetof(Settings, dry_run)},
    {0},
};

static const OptionSpec check_options[] = {
    {0, "strict", NULL, "exit with 3 if a database holds what the language has no words for", OPTION_FLAG,
     offsetof(Settings, strict)},
    {0, "frozen", NULL, "also fail (3) if migrations or models are not up to date", OPTION_FLAG,
     offsetof(Settings, frozen)},
    {0},
};

static const OptionSpec diff_options[] = {
    {0, "from", "SCHEMA", "a schema source: see above", OPTION_TEXT, offsetof(Settings, from)},
    {0, "to", "SCHEMA", "likewise", OPTION_TEXT, offsetof(Settings, to)},
    {0, "format", "text|sql|json|markdown", "a list of changes, or the statements (default text)", OPTION_CHOICE,
     offsetof(Settings, format)},
    {0, "exit-code", NULL, "exit with 3 if there is a difference", OPTION_FLAG, offsetof(Settings, exit_code)},
    {0, "strict", NULL, "exit with 3 if a database holds what the language has no words for", OPTION_FLAG,
     offsetof(Settings, strict)},
    {0},
};

static const OptionSpec fmt_options[] = {
    {0, "check", NULL, "write nothing; name the files that would change, and exit with 3", OPTION_FLAG,
     offsetof(Settings, check)},
    {0, "stdout", NULL, "print the result instead", OPTION_FLAG, offsetof(Settings, to_stdout)},
    {0, "strip-hints", NULL, "also remove was, using and fill where the newest migration has carried them out",
     OPTION_FLAG, offsetof(Settings, strip_hints)},
    {0},
};

static const OptionSpec import_options[] = {
    {'o', "out", "FILE", "where to write it (else: to stdout)", OPTION_TEXT, offsetof(Settings, file)},
    {0, "split", "DIR", "a file for each PostgreSQL schema there, and main.eco (or FILE) that imports them",
     OPTION_TEXT, offsetof(Settings, split)},
    {0, "strict", NULL, "exit with 3 if something was left out", OPTION_FLAG, offsetof(Settings, strict)},
    {0},
};

#define SOURCES                                                                                                       \
    "A schema source is any of:\n"                                                                                    \
    "    schema/shop.eco              a schema file\n"                                                                \
    "    out/migrations               a migrations folder: the state after the newest one\n"                          \
    "    dump.sql                     DDL, such as pg_dump -s writes; loaded into a throwaway server\n"               \
    "    postgresql://user@host/db    a database, as a URL or in libpq's keyword=value\n"                             \
    "    ephemeral:, empty            an empty throwaway server; nothing\n"

static const Command commands[] = {
    {
        .name = "generate", .words = "[FILE]", .most = 1, .run = command_generate, .options = generate_options,
        .summary = "write the migration for what changed, refresh the models",
        .text = "FILE is a .eco file: it alone knows of renames, reference rows and settings of the project. From a\n"
                "database, DDL or a migrations folder make one first: ecogen import SCHEMA -o schema/shop.eco\n",
        .example = "ecogen schema/ecomind.eco -m \"add phone\"",
    },
    {
        .name = "check", .words = "[SCHEMA]", .most = 1, .run = command_check, .options = check_options,
        .summary = "errors only",
        .text = SOURCES
                "--frozen wants the .eco file that the migrations are made from.\n",
        .example = "ecogen check --frozen schema/ecomind.eco",
    },
    {
        .name = "diff", .most = 0, .run = command_diff, .options = diff_options,
        .summary = "what changed between two schemas",
        .text = SOURCES
                "If just one side comes from a server, the other one is built on a throwaway server as well, so that\n"
                "PostgreSQL itself judges what is equal. The SQL is written from your text.\n",
        .example = "ecogen diff --from out/migrations --to schema/ecomind.eco --format sql",
    },
    {
        .name = "fmt", .words = "[FILE...]", .most = -1, .run = command_fmt, .options = fmt_options,
        .summary = "lay .eco files out as they should be",
        .example = "ecogen fmt --check schema/*.eco",
    },
    {
        .name = "import", .words = "SCHEMA", .least = 1, .most = 1, .run = command_import, .options = import_options,
        .summary = "any schema as a tidy .eco file",
        .text = SOURCES
                "What the language has no words for is named on stderr and counted, never left out in silence.\n",
        .example = "ecogen import postgresql://localhost/shop -o schema/shop.eco",
    },
    {
        .name = "models", .words = "[SCHEMA]", .most = 1, .run = command_models,
        .summary = "only the C models",
        .text = SOURCES
                "What is no .eco file has no project: files go to out/models, or below the folder of -o.\n",
        .example = "ecogen models schema/ecomind.eco",
    },
    {
        .name = "new", .words = "NAME", .least = 1, .most = 1, .run = command_new,
        .summary = "an empty up/down pair for SQL of your own",
        .example = "ecogen new backfill_regions",
    },
    {
        .name = "seal", .words = "[DIR]", .most = 1, .run = command_seal,
        .summary = "accept edits of migrations that no database has seen",
        .example = "ecogen seal out/migrations",
    },
    {0},
};

static const Program program = {
    .name = "ecogen",
    .summary = "one schema file in; migrations, up and down, and C models out",
    .notes = "Examples:\n"
             "    ecogen schema/ecomind.eco                        # after every change of the schema\n"
             "    ecogen -n                                        # what would be written\n"
             "    ecogen check --frozen                            # in CI\n"
             "    ecogen diff --from out/migrations --to schema/ecomind.eco\n\n"
             "ecogen COMMAND --help tells more. FILE may be left out where schema/ or this folder holds one .eco "
             "file.\n"
             "Exit codes: 0 done or nothing to do, 1 the input is at fault, 2 usage, 3 a check found a difference,\n"
             "4 another run of ecogen did not end, 5 interrupted.\n",
    .commands = commands,
    .options = options,
    .fallback = &commands[0],
    .print_version = print_version,
};

/* While files are written signals wait (session_write), so nothing is left half done. */
static void interrupted(int number)
{
    static const char text[] = "ecogen: interrupted; what is written is whole\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);

    (void)number, (void)ignored;
    _exit(EXIT_INTERRUPTED);
}

static void catch_signals(void)
{
    static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = interrupted}, before;

    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
        sigaction(caught[i], &action, &before);
        if (before.sa_handler == SIG_IGN)
            sigaction(caught[i], &before, NULL);        /* nohup */
    }
    signal(SIGXFSZ, SIG_IGN);       /* a file over the limit is an error like a full disk, not the end */
}

int main(int argc, char **argv)
{
    Settings settings = {0};

    catch_signals();
    return program_main(&program, &settings, argc, argv);
}
