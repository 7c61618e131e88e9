#include "dsl/base/completion.h"

#include <string.h>

/* Text inside '…' of a shell, with a backslash before what is special there; `quote` is how that shell writes a '. */
static void put_escaped(FILE *file, const char *text, const char *special, const char *quote)
{
    for (; *text; text++) {
        if (*text == '\'') {
            fputs(quote, file);
            continue;
        }
        if (strchr(special, *text))
            fputc('\\', file);
        fputc(*text, file);
    }
}

/* "text|json" as words. */
static void put_choices(FILE *file, const char *choices)
{
    for (; *choices; choices++)
        fputc(*choices == '|' ? ' ' : *choices, file);
}

/* The names of all commands but one ("": of all), with something between them. */
static void put_commands(FILE *file, const Program *program, const char *except, const char *between)
{
    const char *separator = "";

    for (const Command *command = program->commands; command->name; command++)
        if (!command->hidden && strcmp(command->name, except) != 0) {
            fprintf(file, "%s%s", separator, command->name);
            separator = between;
        }
}

/* bash */

/* "--db -d" */
static void put_bash_options(FILE *file, const OptionSpec *options)
{
    for (; options && options->name; options++) {
        fprintf(file, " --%s", options->name);
        if (options->letter)
            fprintf(file, " -%c", options->letter);
    }
}

/* Branches of a case over COMMAND:OPTION for options with a value: the words it may be; else bash offers files. */
static void put_bash_values(FILE *file, const char *command, const OptionSpec *options)
{
    for (; options && options->name; options++) {
        if (!option_takes_value(options))
            continue;
        fprintf(file, "    %s:--%s", command, options->name);
        if (options->letter)
            fprintf(file, " | %s:-%c", command, options->letter);
        fputs(") words=\"", file);
        if (options->type == OPTION_CHOICE)
            put_choices(file, options->value);
        fputs("\" options= ;;\n", file);
    }
}

/* What a command takes: "    diff) options="--from …" ;;" */
static void put_bash_command(FILE *file, const Command *command)
{
    fprintf(file, "    %s) options=\"", command->name);
    put_bash_options(file, command->options);
    fputs("\" ;;\n", file);
}

static void put_bash_skip(FILE *file, const OptionSpec *options)
{
    for (; options && options->name; options++)
        if (option_takes_value(options)) {
            fprintf(file, " | --%s", options->name);
            if (options->letter)
                fprintf(file, " | -%c", options->letter);
        }
}

void completion_bash(const Program *program, FILE *file)
{
    fprintf(file, "# bash completion of %s, made by \"%s --print bash\"\n_%s()\n{\n", program->name, program->name,
            program->name);
    fputs("    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command options words i\n\n"
          "    # \"--name=value\" is three words here.\n"
          "    [[ $word == = ]] && word=\n"
          "    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD - 2]}\n"
          "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
          "        case ${COMP_WORDS[i]} in\n"
          "        =", file);
    put_bash_skip(file, program->options);
    for (const Command *command = program->commands; command->name; command++)
        put_bash_skip(file, command->options);
    fputs(") [[ ${COMP_WORDS[i + 1]} == = ]] || ((i++)) ;;\n        ", file);
    put_commands(file, program, "", " | ");
    fputs(")\n            command=${COMP_WORDS[i]}\n            break ;;\n        esac\n    done\n\n"
          "    case $command in\n    \"\") words=\"", file);
    put_commands(file, program, "", " ");
    fputs("\" options=\"--version", file);
    if (program->fallback)
        put_bash_options(file, program->fallback->options);
    fputs("\" ;;\n", file);
    for (const Command *command = program->commands; command->name; command++)
        if (!command->hidden && command->options)
            put_bash_command(file, command);
    fputs("    esac\n    options+=\" --help", file);
    put_bash_options(file, program->options);
    fputs("\"\n    case $command:$before in\n", file);
    for (const Command *command = program->commands; command->name; command++)
        put_bash_values(file, command->name, command->options);
    if (program->fallback)
        put_bash_values(file, "", program->fallback->options);
    put_bash_values(file, "*", program->options);
    fputs("    esac\n    [[ $word == -* ]] && words=$options\n"
          "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n", file);
    fprintf(file, "complete -o default -F _%s %s\n", program->name, program->name);
}

/* zsh */

/* How a value is completed; in _arguments an action. */
static void put_zsh_value(FILE *file, const OptionSpec *option)
{
    fputc(':', file);
    put_escaped(file, option->value, "[]:\\", "'\\''");
    if (option->type == OPTION_CHOICE) {
        fputs(":(", file);
        put_choices(file, option->value);
        fputc(')', file);
    } else {
        fputs(option->type != OPTION_TEXT ? ": " : strcmp(option->value, "DIR") == 0 ? ":_files -/" : ":_files", file);
    }
}

static void put_zsh_option(FILE *file, const OptionSpec *option)
{
    bool takes_value = option_takes_value(option);
    const char *after = takes_value ? "=" : "";

    fputs("        ", file);
    if (option->type == OPTION_COUNT)
        fputs("'*'", file);
    if (option->letter)
        fprintf(file, "{-%c%s,--%s%s}'", option->letter, takes_value ? "+" : "", option->name, after);
    else
        fprintf(file, "'--%s%s", option->name, after);
    fputc('[', file);
    put_escaped(file, option->help, "[]:\\", "'\\''");
    fputc(']', file);
    if (takes_value)
        put_zsh_value(file, option);
    fputs("'\n", file);
}

static void put_zsh_options(FILE *file, const char *array, const OptionSpec *options)
{
    fprintf(file, "%s=(\n", array);
    for (; options && options->name; options++)
        put_zsh_option(file, options);
    fputs("    )", file);
}

void completion_zsh(const Program *program, FILE *file)
{
    fprintf(file, "#compdef %s\n# made by \"%s --print zsh\"\n_%s()\n{\n", program->name, program->name, program->name);
    fputs("    local context state state_descr line\n    typeset -A opt_args\n    local -a commands options own\n\n"
          "    commands=(\n", file);
    for (const Command *command = program->commands; command->name; command++)
        if (!command->hidden) {
            fprintf(file, "        '%s:", command->name);
            put_escaped(file, command->summary, "\\", "'\\''");
            fputs("'\n", file);
        }
    fputs("    )\n", file);
    put_zsh_options(file, "    options", program->options);
    put_zsh_options(file, "\n    own", program->fallback ? program->fallback->options : NULL);
    fputs("\n    _arguments -C $options $own '--help[what can be said]' '--version[which version this is]' \\\n"
          "        '1: :->command' '*:: :->rest' && return 0\n"
          "    case $state in\n    command) _describe -t commands command commands", file);
    fputs(program->fallback ? "; _files ;;\n" : " ;;\n", file);
    fputs("    rest)\n        case $words[1] in\n", file);
    for (const Command *command = program->commands; command->name; command++)
        if (!command->hidden && command != program->fallback) {
            fprintf(file, "        %s) ", command->name);
            put_zsh_options(file, "own", command->options);
            fputs(" ;;\n", file);
        }
    fputs("        esac\n        _arguments $options $own '--help[about this command]' '*:word:_files' ;;\n"
          "    esac\n}\n", file);
    fprintf(file, "_%s \"$@\"\n", program->name);
}

/* fish */

static void put_fish_text(FILE *file, const char *text)
{
    fputc('\'', file);
    put_escaped(file, text, "\\", "\\'");
    fputc('\'', file);
}

/* `command` is the one that takes them; NULL: all do. */
static void put_fish_options(FILE *file, const Program *program, const Command *command, const OptionSpec *options)
{
    for (; options && options->name; options++) {
        fprintf(file, "complete -c %s -l %s", program->name, options->name);
        if (options->letter)
            fprintf(file, " -s %c", options->letter);
        if (command && command == program->fallback) {
            fputs(" -n 'not __fish_seen_subcommand_from ", file);
            put_commands(file, program, command->name, " ");
            fputc('\'', file);
        } else if (command) {
            fprintf(file, " -n '__fish_seen_subcommand_from %s'", command->name);
        }
        if (options->type == OPTION_CHOICE) {
            fputs(" -x -a '", file);
            put_choices(file, options->value);
            fputc('\'', file);
        } else if (option_takes_value(options)) {
            fputs(options->type != OPTION_TEXT                ? " -x"
                  : strcmp(options->value, "DIR") == 0 ? " -x -a '(__fish_complete_directories)'"
                                                       : " -r", file);
        }
        fputs(" -d ", file);
        put_fish_text(file, options->help);
        fputc('\n', file);
    }
}

void completion_fish(const Program *program, FILE *file)
{
    fprintf(file, "# made by \"%s --print fish\"\n", program->name);
    for (const Command *command = program->commands; command->name; command++) {
        if (command->hidden)
            continue;
        fprintf(file, "complete -c %s -n __fish_use_subcommand -a %s -d ", program->name, command->name);
        put_fish_text(file, command->summary);
        fputc('\n', file);
        put_fish_options(file, program, command, command->options);
    }
    put_fish_options(file, program, NULL, program->options);
    put_fish_options(file, program, NULL, common_options);
}
