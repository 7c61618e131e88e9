/*
 * Options: the command line of a program as two tables: its commands and its options.
 *
 *     ecorun [COMMAND] [OPTIONS] [WORDS]         options and words in any order; "--" ends the options
 *
 * --help and --version, man page and shell completions (--print man|bash|zsh|fish), help for each command, "did you
 * mean" for what is misspelt, and the complaint about anything else come from the tables. Values are written into one
 * struct of the program's own, by offset.
 *
 *     static const OptionSpec options[] = {
 *         {'d', "db", "URL", "the database", OPTION_TEXT, offsetof(Settings, db)},
 *         {0},
 *     };
 *     static const Command commands[] = {
 *         {.name = "up", .words = "[N]", .most = 1, .summary = "apply what is pending", .run = run_up},
 *         {0},
 *     };
 *     return program_main(&(Program){.name = "ecorun", .commands = commands, …}, &settings, argc, argv);
 */
#ifndef ECO_DSL_BASE_OPTIONS_H
#define ECO_DSL_BASE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Exit codes of both programs: all there are. */
typedef enum ExitCode {
    EXIT_DONE = 0,                  /* or nothing to do */
    EXIT_FAULT = 1,                 /* the input or the database is at fault; diagnostics were printed */
    EXIT_USAGE = 2,
    EXIT_DIFFERS = 3,               /* a check found a difference */
    EXIT_UNREACHABLE = 4,           /* no database, or no lock within the limit */
    EXIT_INTERRUPTED = 5
} ExitCode;

typedef enum OptionType {
    OPTION_FLAG,                    /* bool, set to true */
    OPTION_COUNT,                   /* unsigned, one more each time: -vv */
    OPTION_TEXT,                    /* const char *, points into argv */
    OPTION_NUMBER,                  /* unsigned, 0 … 1,000,000,000 */
    OPTION_DURATION,                /* unsigned milliseconds: "500ms", "2s", "1min", "1h"; bare: seconds */
    OPTION_CHOICE                   /* const char *, one of the words in `value`: "text|json" */
} OptionType;

typedef struct OptionSpec {
    char letter;                    /* 'd', or 0 for none */
    const char *name;               /* "db"; NULL ends a table */
    const char *value;              /* "URL", as help shows it; NULL for flags */
    const char *help;               /* one line */
    OptionType type;
    size_t offset;                  /* in the program's struct */
} OptionSpec;

typedef struct Command {
    const char *name;               /* NULL ends a table */
    const char *words;              /* "[N|+K|head]", as help shows them; NULL for none */
    int least, most;                /* how many words it takes; most < 0: any number */
    const char *summary;            /* one line */
    const char *text;               /* more of it for its own help, whole lines; or NULL */
    const char *example;            /* one command line */
    const OptionSpec *options;      /* its own, beside the program's; or NULL */
    bool takes_rest;                /* its first word ends the options: "ephemeral psql -c …" */
    bool hidden;                    /* left out of the list of commands */
    int (*run)(void *settings, int count, char **words);    /* words: NULL after the last; returns an ExitCode */
} Command;

typedef struct Program {
    const char *name, *summary;
    const char *notes;              /* whole lines at the end of --help; or NULL */
    const Command *commands;
    const OptionSpec *options;      /* taken by every command */
    const Command *fallback;        /* run when the first word is no command: "ecogen FILE"; NULL: there is none */
    void (*print_version)(FILE *file);
} Program;

/*
 * Read the command line into `settings` and run what it says. The exit code; 1 if stdout could not be written
 * (quietly if its reader went away, as "| head" does).
 */
int program_main(const Program *program, void *settings, int argc, char **argv);

/* What every program takes besides: --help, and, before a command, --version. */
extern const OptionSpec common_options[];

/*
 * A word somebody wrote, for a complaint: control characters do not reach the terminal, nor does what may be the
 * password in a connection string: "postgresql://u:hush@host" is shown as "postgresql…".
 */
void option_put_word(FILE *file, const char *word);

bool option_takes_value(const OptionSpec *option);

#endif
