#include "dsl/base/reading.h"

#include "dsl/base/option_values.h"
#include "dsl/diag.h"

#include <ctype.h>
#include <string.h>

enum { MOST_NAMES = 64 };

void option_put_word(FILE *file, const char *word)
{
    size_t shown = strcspn(word, ":=@");

    for (size_t i = 0; i < shown; i++)
        fputc(iscntrl((unsigned char)word[i]) ? '?' : word[i], file);
    fputs(word[shown] ? "…" : "", file);
}

int reading_refuse(const Reading *reading, const char *what, const char *word, const char *why)
{
    fprintf(stderr, "%s: %s \"", reading->program->name, what);
    option_put_word(stderr, word);
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
    option_put_word(stderr, word);
    if (nearest)
        fprintf(stderr, "\"\n      = hint: did you mean \"%s%s\"?\n", before, nearest);
    else
        fprintf(stderr, "\"\n      = hint: %s %s%s--help\n", reading->program->name,
                reading->command ? reading->command->name : "", reading->command ? " " : "");
    return EXIT_USAGE;
}

int reading_refuse_command(const Reading *reading, const char *word)
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

const OptionSpec *reading_find_option(const Reading *reading, const char *name, size_t length, char letter)
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
        return number_read(value, at) ? EXIT_DONE : reading_refuse(reading, "not a number:", value, "");
    case OPTION_DURATION:
        return duration_read(value, at) ? EXIT_DONE
                                        : reading_refuse(reading, "not a duration:", value,
                                                         " (such as 500ms, 2s, 1min)");
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

    const OptionSpec *option = reading_find_option(reading, name, length, 0);
    if (!option) {
        char copy[80];

        snprintf(copy, sizeof copy, "%.*s", (int)(length < sizeof copy ? length : sizeof copy - 1), name);
        return refuse_option(reading, copy);
    }
    if (!option_takes_value(option))
        return equals ? reading_refuse(reading, "this option takes no value:", arguments[0], "")
                      : store(reading, option, NULL);
    if (equals)
        return store(reading, option, equals + 1);
    if (!arguments[1])
        return reading_refuse(reading, "this option needs a value:", arguments[0], "");
    *used = 2;
    return store(reading, option, arguments[1]);
}

/* "-qv", "-dURL" or "-d URL". */
static int read_letters(Reading *reading, char **arguments, int *used)
{
    *used = 1;
    for (const char *letter = arguments[0] + 1; *letter; letter++) {
        const OptionSpec *option = reading_find_option(reading, NULL, 0, *letter);
        char name[] = {'-', *letter, '\0'};
        int code;

        if (*letter == 'h' && !option) {
            reading->help = true;
            continue;
        }
        if (!option)
            return reading_refuse(reading, "there is no option", name, "");
        if (!option_takes_value(option)) {
            code = store(reading, option, NULL);
            if (code)
                return code;
            continue;
        }
        if (letter[1])
            return store(reading, option, letter + 1);
        if (!arguments[1])
            return reading_refuse(reading, "this option needs a value:", name, "");
        *used = 2;
        return store(reading, option, arguments[1]);
    }
    return EXIT_DONE;
}

int reading_option(Reading *reading, char **arguments, int *used)
{
    return arguments[0][1] == '-' ? read_long(reading, arguments, used) : read_letters(reading, arguments, used);
}

/* Minus and a digit is a word: "down -2". */
bool reading_is_option(const char *argument)
{
    return argument[0] == '-' && argument[1] && !isdigit((unsigned char)argument[1]);
}

int reading_arguments(Reading *reading, int argc, char **argv)
{
    int code = EXIT_DONE, used;

    for (int i = 0; i < argc && !code; i += used) {
        used = 1;
        if (strcmp(argv[i], "--") == 0) {
            while (++i < argc)
                reading->words[reading->count++] = argv[i];
            return EXIT_DONE;
        }
        if (reading_is_option(argv[i])) {
            code = reading_option(reading, argv + i, &used);
            continue;
        }
        reading->words[reading->count++] = argv[i];
        if (reading->command->takes_rest)
            while (++i < argc)
                reading->words[reading->count++] = argv[i];
    }
    return code;
}
