/*
 * measure ROUNDS -- NAME WORD... -- NAME WORD...: run commands in turn, all once a round, and print for each the median
 * wall time, its own and its children's CPU time (user + system), its peak memory, and how it compares with the first.
 *
 * In turn, because others use the machine too: what slows one down slows all. "{}" in a word is the number of the
 * round; a round that comes before the first, number 0, is not counted. What the commands print is thrown away; one
 * that fails ends it all. The output is a table in Markdown.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_COMMANDS = 16, MOST_ROUNDS = 1000, MOST_WORDS = 64, WORD_ROOM = 4096 };

typedef struct Command {
    char **words;                   /* the first is its name, then the program; NULL after the last */
    double wall[MOST_ROUNDS], cpu[MOST_ROUNDS], memory[MOST_ROUNDS];
} Command;

static double seconds(const struct timeval *time)
{
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The word with the first "{}" replaced. */
static void fill(const char *word, int round, char *into)
{
    const char *gap = strstr(word, "{}");

    if (gap)
        snprintf(into, WORD_ROOM, "%.*s%d%s", (int)(gap - word), word, round, gap + 2);
    else
        snprintf(into, WORD_ROOM, "%s", word);
}

static void run_child(char **words, int round)
{
    static char room[MOST_WORDS][WORD_ROOM];
    char *filled[MOST_WORDS + 1] = {NULL};
    int nothing = open("/dev/null", O_RDWR);

    for (int i = 0; i < MOST_WORDS && words[i]; i++) {
        fill(words[i], round, room[i]);
        filled[i] = room[i];
    }
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    execvp(filled[0], filled);
    fprintf(stderr, "measure: cannot run %s: %s\n", filled[0], strerror(errno));
    _exit(127);
}

static void run(Command *command, int round)
{
    struct rusage usage;
    double start = now();
    pid_t child = fork();
    int status = -1;

    if (child == 0)
        run_child(command->words + 1, round);
    while (child > 0 && wait4(child, &status, 0, &usage) < 0 && errno == EINTR)
        ;
    if (status != 0) {
        fprintf(stderr, "measure: %s failed\n", command->words[0]);
        exit(1);
    }
    if (round == 0)
        return;
    command->wall[round - 1] = (now() - start) * 1000;
    command->cpu[round - 1] = (seconds(&usage.ru_utime) + seconds(&usage.ru_stime)) * 1000;
    command->memory[round - 1] = (double)usage.ru_maxrss / 1024;
}

static int by_size(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;

    return a < b ? -1 : a > b;
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, by_size);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void print_table(Command *commands, int count, int rounds)
{
    double first_wall = 0, first_cpu = 0;

    puts("| | wall ms | CPU ms | peak MB | wall, ratio | CPU, ratio |\n|---|---:|---:|---:|---:|---:|");
    for (int i = 0; i < count; i++) {
        double wall = median(commands[i].wall, rounds), cpu = median(commands[i].cpu, rounds);

        if (i == 0)
            first_wall = wall, first_cpu = cpu;
        printf("| %s | %.1f | %.1f | %.0f | %.2f | %.2f |\n", commands[i].words[0], wall, cpu,
               median(commands[i].memory, rounds), wall / first_wall, cpu / first_cpu);
    }
}

int main(int argc, char **argv)
{
    static Command commands[MOST_COMMANDS];
    long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    int count = 0;
    bool whole = true;              /* every command has a name and a word */

    for (int i = 2; i < argc; i++)
        if (strcmp(argv[i], "--") == 0 && count < MOST_COMMANDS) {
            commands[count++].words = &argv[i + 1];
            argv[i] = NULL;
        }
    for (int i = 0; i < count; i++)
        whole = whole && commands[i].words[0] && commands[i].words[1];
    if (rounds < 1 || rounds > MOST_ROUNDS || count == 0 || !whole) {
        fputs("usage: measure ROUNDS -- NAME WORD... -- NAME WORD...\n", stderr);
        return 2;
    }
    for (int round = 0; round <= rounds; round++)
        for (int i = 0; i < count; i++)
            run(&commands[i], round);
    print_table(commands, count, (int)rounds);
    return 0;
}
