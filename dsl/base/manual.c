#include "dsl/base/manual.h"

#include <ctype.h>
#include <string.h>

/* What roff would take for its own, or print as another character than the one that can be typed. */
static const char *roff_name(char character)
{
    static const struct {
        char character;
        const char *name;
    } names[] = {{'\\', "\\(rs"}, {'-', "\\-"}, {'\'', "\\(aq"}, {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].character == character)
            return names[i].name;
    return NULL;
}

/* The character (UTF-8, as everything in the tables) at `text` by its number. Returns its last byte. */
static const char *put_unicode(FILE *file, const char *text)
{
    unsigned char first = (unsigned char)*text;
    unsigned code = first & (first >= 0xf0 ? 0x07 : first >= 0xe0 ? 0x0f : 0x1f);

    for (; ((unsigned char)text[1] & 0xc0) == 0x80; text++)
        code = code << 6 | ((unsigned char)text[1] & 0x3f);
    fprintf(file, "\\[u%04X]", code);
    return text;
}

/* Text as such. Lines that begin with a dot or a quote would be requests. */
static void put(FILE *file, const char *text)
{
    for (const char *at = text; *at; at++) {
        const char *name = roff_name(*at);

        if (*at == '.' && (at == text || at[-1] == '\n'))
            fputs("\\&", file);
        if (name)
            fputs(name, file);
        else if ((unsigned char)*at >= 0x80)
            at = put_unicode(file, at);
        else
            fputc(*at, file);
    }
}

static void put_in_font(FILE *file, char font, const char *text)
{
    fprintf(file, "\\f%c", font);
    put(file, text);
    fputs("\\fR", file);
}

/* "ecogen check [FILE]" */
static void put_call(FILE *file, const Program *program, const Command *command)
{
    put_in_font(file, 'B', program->name);
    if (command != program->fallback) {
        fputc(' ', file);
        put_in_font(file, 'B', command->name);
    }
    if (command->words) {
        fputc(' ', file);
        put_in_font(file, 'I', command->words);
    }
    fputc('\n', file);
}

static void put_option(FILE *file, const OptionSpec *option)
{
    char letter[] = {'-', option->letter, '\0'};

    fputs(".TP\n", file);
    if (option->letter) {
        put_in_font(file, 'B', letter);
        fputs(", ", file);
    }
    put_in_font(file, 'B', "--");
    put_in_font(file, 'B', option->name);
    if (option->value) {
        fputc(' ', file);
        put_in_font(file, 'I', option->value);
    }
    fputc('\n', file);
    put(file, option->help);
    fputc('\n', file);
}

static void put_options(FILE *file, const OptionSpec *options)
{
    for (; options && options->name; options++)
        put_option(file, options);
}

static void put_command(FILE *file, const Program *program, const Command *command)
{
    fputs(".TP\n", file);
    put_call(file, program, command);
    put(file, command->summary);
    fputc('\n', file);
    if (command->text) {
        fputs(".IP\n", file);
        put(file, command->text);
    }
    if (command->example) {
        fputs(".IP\n.nf\nExample: ", file);
        put_in_font(file, 'B', command->example);
        fputs("\n.fi\n", file);
    }
    if (command->options) {
        fputs(".RS\n", file);
        put_options(file, command->options);
        fputs(".RE\n", file);
    }
}

void manual_print(const Program *program, FILE *file)
{
    fputs(".TH ", file);
    for (const char *letter = program->name; *letter; letter++)
        fputc(toupper((unsigned char)*letter), file);
    fprintf(file, " 1 \"\" \"%s %s\"\n.nh\n.ad l\n.SH NAME\n%s \\- ", program->name, ECO_VERSION, program->name);
    put(file, program->summary);
    fputs("\n.SH SYNOPSIS\n.nf\n", file);
    for (const Command *command = program->commands; command->name; command++)
        if (!command->hidden)
            put_call(file, program, command);
    fputs(".fi\n.SH COMMANDS\n", file);
    for (const Command *command = program->commands; command->name; command++)
        if (!command->hidden)
            put_command(file, program, command);
    fputs(".SH OPTIONS\nTaken by every command, before or after its name.\n", file);
    put_options(file, program->options);
    put_options(file, common_options);
    if (program->notes) {
        fputs(".SH NOTES\n.nf\n", file);
        put(file, program->notes);
        fputs(".fi\n", file);
    }
}
