#define _XOPEN_SOURCE 700
#include "runtime/pg/ephemeral.h"

#include "runtime/pg/keeper.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PASSED = 3 };

static const int passed_on[PASSED] = {SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t command_pid;

/* The terminal gives ^C to the command by itself; what a process sent to us alone is for the command too. */
static void pass_on(int number, siginfo_t *sent, void *unused)
{
    int before = errno;

    (void)unused;
    if (sent->si_pid > 0 && command_pid > 0)
        kill((pid_t)command_pid, number);
    errno = before;
}

static void become_command(const Ephemeral *server, char *const *command, const sigset_t *mask)
{
    static const char *const others[] = {"PGHOSTADDR", "PGSERVICE", "PGPASSWORD", "PGPASSFILE", "PGOPTIONS",
                                         "PGTARGETSESSIONATTRS", "PGSSLMODE", "PGREQUIREAUTH", "PGCHANNELBINDING"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        unsetenv(others[i]);
    setenv("DATABASE_URL", server->url, 1);
    setenv("PGHOST", server->folder, 1);
    setenv("PGPORT", KEEPER_PORT, 1);
    setenv("PGUSER", KEEPER_ROLE, 1);
    setenv("PGDATABASE", "postgres", 1);
    sigprocmask(SIG_SETMASK, mask, NULL);
    execvp(command[0], command);
    fprintf(stderr, "cannot run %s: %s\n", command[0], strerror(errno));
    _exit(127);
}

/* Signals wait until there is a command to pass them on to. */
static int run_command(const Ephemeral *server, char *const *command)
{
    struct sigaction before[PASSED], during = {.sa_sigaction = pass_on, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigset_t held, mask;
    int status = 0;

    sigemptyset(&held);
    for (int i = 0; i < PASSED; i++)
        sigaddset(&held, passed_on[i]);
    sigprocmask(SIG_BLOCK, &held, &mask);

    pid_t child = fork();
    if (child == 0)
        become_command(server, command, &mask);
    command_pid = (sig_atomic_t)child;
    for (int i = 0; i < PASSED; i++) {
        sigaction(passed_on[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(passed_on[i], &during, NULL);
    }
    sigprocmask(SIG_SETMASK, &mask, NULL);

    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    command_pid = 0;
    for (int i = 0; i < PASSED; i++)
        sigaction(passed_on[i], &before[i], NULL);
    if (child < 0)
        return 127;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool ephemeral_hold(Arena *arena, char *const *command, int *exit_code, const char **error)
{
    Ephemeral server;

    if (!ephemeral_start(arena, &(EphemeralOptions){0}, &server, error))
        return false;
    *exit_code = run_command(&server, command);
    ephemeral_stop(&server);
    return true;
}
