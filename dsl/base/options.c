#define _POSIX_C_SOURCE 200809L
#include "dsl/base/options.h"

#include "dsl/base/completion.h"
#include "dsl/base/help.h"
#include "dsl/base/manual.h"
#include "dsl/base/option_values.h"
#include "dsl/diag.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NAMES = 64 };

/* One command line being read. */
typedef struct Reading {
    const Program *program;
    const Command *command;         /* NULL until it is known */
    void *settings;
    char **words;
    int count;
    bool help;
} Reading;

/* Words reach the terminal: control characters do not. */
static void print_word(FILE *file, const char *word)
{
    for (; *word; word++)
        fputc(iscntrl((unsigned char)*word) ? '?' : *word, file);
}

static int refuse(const Reading *reading, const char *what, const char *word, const char *why)
{
    fprintf(stderr, "%s: %s \"", reading->program->name, what);
    print_word(stderr, word);
    fprintf(stderr, "\"%s\n", why);
    fprintf(stderr, "      = hint: %s %s%s--help\n", reading->program->name,
            reading->command ? reading->command->name : "", reading->command ? " " : "");
    return EXIT_USAGE;
}

static int refuse_unknown(const Reading *reading, const char *what, const char *word, const char *const *names,
                          size_t count, const char *before)
{
    const char *nearest = nearest_name(word, names, count);

    fprintf(stderr, "%s: %s \"%s", reading->program->name, what, before);
    print_word(stderr, word);
    if (nearest)
        fprintf(stderr, "\"\n      = hint: did you mean \"%s%s\"?\n", before, nearest);
    else
        fprintf(stderr, "\"\n      = hint: %s %s%s--help\n", reading->program->name,
                reading->command ? reading->command->name : "", reading->command ? " " : "");
    return EXIT_USAGE;
}

static const Command *find_command(const Program *program, const char *name)
{
    for (const Command *command = program->commands; command && command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

/* "chek" is neither a command nor a file; "x.eco" and "a/b" are meant as files, there or not. */
static bool looks_misspelt(const char *word)
{
    return !strpbrk(word, "./") && access(word, F_OK) != 0;
}

static int refuse_command(const Reading *reading, const char *word)
{
    const char *names[MOST_NAMES];
    size_t count = 0;

    for (const Command *command = reading->program->commands; command->name && count < MOST_NAMES; command++)
        if (!command->hidden)
            names[count++] = command->name;
    return refuse_unknown(reading, "there is no command", word, names, count, "");
}

/* The two tables of options one after the other: the command's own, then the program's. */
static const OptionSpec *next_option(const Reading *reading, const OptionSpec *option)
{
    const OptionSpec *own = reading->command ? reading->command->options : NULL;

    if (!option)
        option = own ? own : reading->program->options;
    else
        option++;
    if (own && !option->name && option != reading->program->options) {
        const OptionSpec *end = own;

        while (end->name)
            end++;
        if (option == end)
            option = reading->program->options;
    }
    return option && option->name ? option : NULL;
}

static const OptionSpec *find_option(const Reading *reading, const char *name, size_t length, char letter)
{
    for (const OptionSpec *option = NULL; (option = next_option(reading, option));)
        if (name ? strlen(option->name) == length && memcmp(option->name, name, length) == 0
                 : option->letter == letter)
            return option;
    return NULL;
}

static int refuse_option(const Reading *reading, const char *name)
{
    const char *names[MOST_NAMES];
    size_t count = 0;

    for (const OptionSpec *option = NULL; (option = next_option(reading, option)) && count < MOST_NAMES;)
        names[count++] = option->name;
    return refuse_unknown(reading, "there is no option", name, names, count, "--");
}

bool option_takes_value(const OptionSpec *option)
{
    return option->type != OPTION_FLAG && option->type != OPTION_COUNT;
}

/* Write a value where it belongs; an exit code if it does not fit. */
static int store(const Reading *reading, const OptionSpec *option, const char *value)
{
    void *at = (char *)reading->settings + option->offset;

    switch (option->type) {
    case OPTION_FLAG:
        *(bool *)at = true;
        return EXIT_DONE;
    case OPTION_COUNT:
        ++*(unsigned *)at;
        return EXIT_DONE;
    case OPTION_NUMBER:
        return number_read(value, at) ? EXIT_DONE : refuse(reading, "not a number:", value, "");
    case OPTION_DURATION:
        return duration_read(value, at) ? EXIT_DONE
                                        : refuse(reading, "not a duration:", value, " (such as 500ms, 2s, 1min)");
    case OPTION_CHOICE:
        if (!choice_has(option->value, value)) {
            fprintf(stderr, "%s: --%s takes %s\n", reading->program->name, option->name, option->value);
            return EXIT_USAGE;
        }
        break;
    case OPTION_TEXT:
        break;
    }
    *(const char **)at = value;
    return EXIT_DONE;
}

/* "--name", "--name=value" or "--name value"; *used says how many arguments that was. */
static int read_long(Reading *reading, char **arguments, int *used)
{
    const char *name = arguments[0] + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);

    *used = 1;
    if (strcmp(name, "help") == 0) {
        reading->help = true;
        return EXIT_DONE;
    }

    const OptionSpec *option = find_option(reading, name, length, 0);
    if (!option) {
        char copy[80];

        snprintf(copy, sizeof copy, "%.*s", (int)(length < sizeof copy ? length : sizeof copy - 1), name);
        return refuse_option(reading, copy);
    }
    if (!option_takes_value(option))
        return equals ? refuse(reading, "this option takes no value:", arguments[0], "") : store(reading, option, NULL);
    if (equals)
        return store(reading, option, equals + 1);
    if (!arguments[1])
        return refuse(reading, "this option needs a value:", arguments[0], "");
    *used = 2;
    return store(reading, option, arguments[1]);
}

/* "-qv", "-dURL" or "-d URL". */
static int read_letters(Reading *reading, char **arguments, int *used)
{
    *used = 1;
    for (const char *letter = arguments[0] + 1; *letter; letter++) {
        const OptionSpec *option = find_option(reading, NULL, 0, *letter);
        char name[] = {'-', *letter, '\0'};
        int code;

        if (*letter == 'h' && !option) {
            reading->help = true;
            continue;
        }
        if (!option)
            return refuse(reading, "there is no option", name, "");
        if (!option_takes_value(option)) {
            code = store(reading, option, NULL);
            if (code)
                return code;
            continue;
        }
        if (letter[1])
            return store(reading, option, letter + 1);
        if (!arguments[1])
            return refuse(reading, "this option needs a value:", name, "");
        *used = 2;
        return store(reading, option, arguments[1]);
    }
    return EXIT_DONE;
}

/* Minus and a digit is a word: "down -2". */
static bool is_option(const char *argument)
{
    return argument[0] == '-' && argument[1] && !isdigit((unsigned char)argument[1]);
}

static int read_arguments(Reading *reading, int argc, char **argv)
{
    int code = EXIT_DONE, used;

    for (int i = 0; i < argc && !code; i += used) {
        used = 1;
        if (strcmp(argv[i], "--") == 0) {
            while (++i < argc)
                reading->words[reading->count++] = argv[i];
            return EXIT_DONE;
        }
        if (is_option(argv[i])) {
            code = argv[i][1] == '-' ? read_long(reading, argv + i, &used) : read_letters(reading, argv + i, &used);
            continue;
        }
        reading->words[reading->count++] = argv[i];
        if (reading->command->takes_rest)
            while (++i < argc)
                reading->words[reading->count++] = argv[i];
    }
    return code;
}

static int run_command(Reading *reading, int argc, char **argv)
{
    const Command *command = reading->command;
    int code = read_arguments(reading, argc, argv);

    if (code)
        return code;
    if (reading->help) {
        help_print_command(reading->program, command);
        return EXIT_DONE;
    }
    if (command->most >= 0 && reading->count > command->most)
        return refuse(reading, "one word too many:", reading->words[command->most], "");
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
        return refuse_command(reading, name);
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
    return refuse(reading, "nothing of that name can be printed:", name, "");
}

/* The command is the first argument that is one, so that options may stand before it. */
static int choose_and_run(Reading *reading, int argc, char **argv)
{
    const Program *program = reading->program;
    int used = 1, code = EXIT_DONE, i = 1;

    if (argc == 3 && strcmp(argv[1], "--print") == 0)
        return print_form(reading, argv[2]);
    for (; i < argc && !code && is_option(argv[i]) && strcmp(argv[i], "--") != 0 && !reading->help; i += used) {
        const OptionSpec *known = argv[i][1] == '-' ? find_option(reading, argv[i] + 2, strcspn(argv[i] + 2, "="), 0)
                                                    : find_option(reading, NULL, 0, argv[i][1]);

        if (strcmp(argv[i], "--version") == 0) {
            program->print_version(stdout);
            return EXIT_DONE;
        }
        if (!known && program->fallback && strcmp(argv[i], "--help") != 0 && strcmp(argv[i], "-h") != 0)
            break;
        code = argv[i][1] == '-' ? read_long(reading, argv + i, &used) : read_letters(reading, argv + i, &used);
    }
    if (code)
        return code;
    if (reading->help)
        return show_help(reading, NULL);
    if (i < argc && strcmp(argv[i], "help") == 0 && !find_command(program, "help"))
        return show_help(reading, argv[i + 1]);
    if (i < argc && (reading->command = find_command(program, argv[i])))
        return run_command(reading, argc - i - 1, argv + i + 1);
    if (program->fallback && i < argc && !is_option(argv[i]) && looks_misspelt(argv[i]))
        return refuse_command(reading, argv[i]);
    if (program->fallback) {
        reading->command = program->fallback;
        return run_command(reading, argc - i, argv + i);
    }
    if (i < argc)
        return refuse_command(reading, argv[i]);
    help_print(program);
    return EXIT_USAGE;
}

/* True if what reads this file is gone: "| head" has seen enough. (What a write said is lost in stdio's buffers.) */
static bool is_deserted(FILE *file)
{
    struct pollfd end = {.fd = fileno(file), .events = POLLOUT};

    return poll(&end, 1, 0) == 1 && (end.revents & (POLLERR | POLLHUP));
}

/* Hand over what is buffered; the exit code. */
static int finish_output(const Program *program, int code)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (errno != EPIPE && !is_deserted(stdout))
        fprintf(stderr, "%s: cannot write the output: %s\n", program->name, strerror(errno ? errno : EIO));
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
