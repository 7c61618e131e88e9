/*
 * Reading: one command line while it is read; between options.c, which knows options, and program.c, which runs
 * commands.
 */
#ifndef ECO_DSL_BASE_READING_H
#define ECO_DSL_BASE_READING_H

#include "dsl/base/options.h"

typedef struct Reading {
    const Program *program;
    const Command *command;         /* NULL until it is known */
    void *settings;
    char **words;
    int count;
    bool help;
} Reading;

/* Complain about a word; EXIT_USAGE. */
int reading_refuse(const Reading *reading, const char *what, const char *word, const char *why);
int reading_refuse_command(const Reading *reading, const char *word);

/* The option of that name (of `length` bytes) or, if it is NULL, of that letter; NULL if there is none. */
const OptionSpec *reading_find_option(const Reading *reading, const char *name, size_t length, char letter);

bool reading_is_option(const char *argument);

/* Read one option; *used says how many arguments that was. An exit code. */
int reading_option(Reading *reading, char **arguments, int *used);

/* Read what follows the command: options and words. An exit code. */
int reading_arguments(Reading *reading, int argc, char **argv);

#endif
