#define _POSIX_C_SOURCE 200809L
#include "dsl/base/reading.h"

#include "dsl/base/completion.h"
#include "dsl/base/help.h"
#include "dsl/base/manual.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const Command *find_command(const Program *program, const char *name)
{
    for (const Command *command = program->commands; command && command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

/* "chek" is neither a command nor a file; "x.eco" and "a/b" are meant as files, "dbname=x" as no command, either. */
static bool looks_misspelt(const char *word)
{
    return !strpbrk(word, "./=@") && access(word, F_OK) != 0;
}

static int run_command(Reading *reading, int argc, char **argv)
{
    const Command *command = reading->command;
    int code = reading_arguments(reading, argc, argv);

    if (code)
        return code;
    if (reading->help) {
        help_print_command(reading->program, command);
        return EXIT_DONE;
    }
    if (command->most >= 0 && reading->count > command->most)
        return reading_refuse(reading, "one word too many:", reading->words[command->most], "");
    if (reading->count < command->least) {
        fprintf(stderr, "%s %s: %s is missing\n      = hint: %s %s --help\n", reading->program->name, command->name,
                command->words, reading->program->name, command->name);
        return EXIT_USAGE;
    }
    return command->run(reading->settings, reading->count, reading->words);
}

/* "help up"; NULL: of everything. */
static int show_help(Reading *reading, const char *name)
{
    const Command *command = name ? find_command(reading->program, name) : NULL;

    if (name && !command)
        return reading_refuse_command(reading, name);
    if (command)
        help_print_command(reading->program, command);
    else
        help_print(reading->program);
    return EXIT_DONE;
}

/* "--print man": what is installed beside the program is made by it, and by nobody else. */
static int print_form(const Reading *reading, const char *name)
{
    static const struct {
        const char *name;
        void (*print)(const Program *program, FILE *file);
    } forms[] = {{"man", manual_print}, {"bash", completion_bash}, {"zsh", completion_zsh}, {"fish", completion_fish}};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].name, name) == 0) {
            forms[i].print(reading->program, stdout);
            return EXIT_DONE;
        }
    return reading_refuse(reading, "nothing of that name can be printed:", name, "");
}

/* The command is the first argument that is one, so that options may stand before it. */
static int choose_and_run(Reading *reading, int argc, char **argv)
{
    const Program *program = reading->program;
    int used = 1, code = EXIT_DONE, i = 1;

    if (argc == 3 && strcmp(argv[1], "--print") == 0)
        return print_form(reading, argv[2]);
    for (; i < argc && !code && reading_is_option(argv[i]) && strcmp(argv[i], "--") != 0 && !reading->help; i += used) {
        const char *name = argv[i] + 2;
        const OptionSpec *known = argv[i][1] == '-' ? reading_find_option(reading, name, strcspn(name, "="), 0)
                                                    : reading_find_option(reading, NULL, 0, argv[i][1]);

        if (strcmp(argv[i], "--version") == 0) {
            program->print_version(stdout);
            return EXIT_DONE;
        }
        if (!known && program->fallback && strcmp(argv[i], "--help") != 0 && strcmp(argv[i], "-h") != 0)
            break;
        code = reading_option(reading, argv + i, &used);
    }
    if (code)
        return code;
    if (reading->help)
        return show_help(reading, NULL);
    if (i < argc && strcmp(argv[i], "help") == 0 && !find_command(program, "help"))
        return show_help(reading, argv[i + 1]);
    if (i < argc && (reading->command = find_command(program, argv[i])))
        return run_command(reading, argc - i - 1, argv + i + 1);
    if (program->fallback && i < argc && !reading_is_option(argv[i]) && looks_misspelt(argv[i]))
        return reading_refuse_command(reading, argv[i]);
    if (program->fallback) {
        reading->command = program->fallback;
        return run_command(reading, argc - i, argv + i);
    }
    if (i < argc)
        return reading_refuse_command(reading, argv[i]);
    help_print(program);
    return EXIT_USAGE;
}

/* True if what reads this file is gone: "| head" has seen enough. (What a write said is lost in stdio's buffers.) */
static bool is_deserted(FILE *file)
{
    struct pollfd end = {.fd = fileno(file), .events = POLLOUT};

    return poll(&end, 1, 0) == 1 && (end.revents & (POLLERR | POLLHUP));
}

/* Why the output was not written: of all but its end stdio has forgotten it, so one more byte tells. */
static int why_unwritten(int why)
{
    char end = '\n';

    if (why || write(fileno(stdout), &end, 1) == 1)
        return why ? why : EIO;
    return errno;
}

/* Hand over what is buffered; the exit code. */
static int finish_output(const Program *program, int code)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;

    int why = errno;
    if (why != EPIPE && !is_deserted(stdout))
        fprintf(stderr, "%s: cannot write the output: %s\n", program->name, strerror(why_unwritten(why)));
    return code ? code : EXIT_FAULT;
}

int program_main(const Program *program, void *settings, int argc, char **argv)
{
    Reading reading = {.program = program, .settings = settings};

    reading.words = calloc((size_t)argc + 1, sizeof *reading.words);
    if (!reading.words) {
        fprintf(stderr, "%s: out of memory\n", program->name);
        return EXIT_FAULT;
    }

    int code = choose_and_run(&reading, argc, argv);
    free(reading.words);
    return finish_output(program, code);
}
