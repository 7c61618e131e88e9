/*
 * Programs that a keeper runs, and what they said.
 */
#define _DEFAULT_SOURCE
#include "runtime/pg/keeper.h"

#include "dsl/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

/* What was set up for the keeper alone is undone first. */
void keeper_become(const char *log, const char *const *words)
{
    static const int defaults[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD, SIGPIPE};
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    sigset_t none;

    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        signal(defaults[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (out >= 0) {
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
        close(out);
    }
    execvp(words[0], (char *const *)words);
    dprintf(STDERR_FILENO, "cannot run %s: %s\n", words[0], strerror(errno));
    _exit(127);
}

bool keeper_run(Keeper *keeper, const char *const *words)
{
    const char *log = file_join(keeper->arena, keeper->folder, "log");
    pid_t child = fork();
    int status;

    if (child == 0)
        keeper_become(log, words);
    if (child < 0)
        return false;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

const char *keeper_tell_full(Keeper *keeper, const char *folder)
{
    enum { MEGABYTE = 1024 * 1024, NEEDED = 64 };
    struct statvfs disk;

    if (statvfs(folder, &disk) != 0)
        return "";

    double megabytes = (double)disk.f_bavail * (double)disk.f_frsize / MEGABYTE;
    if (megabytes >= NEEDED)
        return "";
    return arena_printf(keeper->arena,
                        "only %.0f MB are free in %s, and a server wants %d: TMPDIR names another folder", megabytes,
                        folder, NEEDED);
}

const char *keeper_log_tail(Keeper *keeper)
{
    enum { SHOWN = 1500 };
    Bytes log = {.text = ""};
    const char *unread;

    if (!file_read(keeper->arena, file_join(keeper->arena, keeper->folder, "log"), 0, &log, &unread))
        return "";
    if (log.length <= SHOWN)
        return log.text;

    const char *tail = log.text + log.length - SHOWN, *line = strchr(tail, '\n');
    return line ? line + 1 : tail;
}
