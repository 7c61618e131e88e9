#include "dsl/base/help.h"

#include <string.h>

/* Columns in which the explanations begin. */
enum { OPTION_WIDTH = 35, COMMAND_WIDTH = 41 };

const OptionSpec common_options[] = {
    {'h', "help", NULL, "this; after a command: about that", OPTION_FLAG, 0},
    {0, "version", NULL, "which one this is, and the libraries it uses", OPTION_FLAG, 0},
    {0},
};

static bool is_among(const OptionSpec *options, const char *name)
{
    for (; options && options->name; options++)
        if (strcmp(options->name, name) == 0)
            return true;
    return false;
}

/* All but those that a command has its own of. */
static void print_options(const OptionSpec *options, const OptionSpec *own)
{
    for (; options && options->name; options++) {
        if (is_among(own, options->name))
            continue;

        char letter[] = {'-', options->letter, ',', '\0'};
        int width = printf("    %3s --%s%s%s", options->letter ? letter : "", options->name, options->value ? " " : "",
                           options->value ? options->value : "");

        printf("%*s%s\n", width < OPTION_WIDTH ? OPTION_WIDTH - width : 1, "", options->help);
    }
}

/* "ecogen check [FILE]"; the command that needs no name has none. Returns its width. */
static int print_call(const Program *program, const Command *command, int indent)
{
    bool named = command != program->fallback;

    return printf("%*s%s%s%s%s%s", indent, "", program->name, named ? " " : "", named ? command->name : "",
                  command->words ? " " : "", command->words ? command->words : "");
}

void help_print(const Program *program)
{
    printf("%s: %s\n\n", program->name, program->summary);
    for (const Command *command = program->commands; command->name; command++) {
        if (command->hidden)
            continue;

        int width = print_call(program, command, 4);

        printf("%*s%s\n", width < COMMAND_WIDTH ? COMMAND_WIDTH - width : 1, "", command->summary);
    }
    puts("");
    if (program->fallback)
        print_options(program->fallback->options, NULL);
    print_options(program->options, NULL);
    print_options(common_options, NULL);
    if (program->notes)
        printf("\n%s", program->notes);
}

void help_print_command(const Program *program, const Command *command)
{
    print_call(program, command, 0);
    printf(": %s\n", command->summary);
    if (command->text)
        printf("\n%s", command->text);
    if (command->example)
        printf("\n    example: %s\n", command->example);
    puts("");
    print_options(command->options, NULL);
    print_options(program->options, command->options);
}
