#define _DEFAULT_SOURCE
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "runtime/pg/keeper.h"

#include "dsl/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Signals arrive as bytes in a pipe, so that poll() sees them; `lifeline` is readable when the program is gone. */
static int signals[2] = {-1, -1}, lifeline = -1;
static volatile sig_atomic_t asked_to_end;

static void note_signal(int number)
{
    int before = errno;

    if (number != SIGCHLD)
        asked_to_end = 1;
    if (write(signals[1], "s", 1) < 0)
        errno = before;                         /* full: poll() wakes up anyway */
    errno = before;
}

static void take_signals(void)
{
    static const int taken[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD};
    sigset_t none;

    if (pipe(signals) != 0)
        _exit(1);
    for (int i = 0; i < 2; i++) {
        fcntl(signals[i], F_SETFD, FD_CLOEXEC);
        fcntl(signals[i], F_SETFL, O_NONBLOCK);
    }
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART};

        sigaction(taken[i], &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

void keeper_wait(int milliseconds)
{
    struct pollfd watched[] = {{.fd = signals[0], .events = POLLIN}, {.fd = lifeline, .events = POLLIN}};
    char bytes[64];

    if (poll(watched, 2, milliseconds) < 0)
        return;
    if (watched[0].revents)
        while (read(signals[0], bytes, sizeof bytes) > 0)
            ;
    if (watched[1].revents)
        asked_to_end = 1;
}

bool keeper_is_asked_to_end(void)
{
    keeper_wait(0);
    return asked_to_end;
}

/* The server must not see the caller's PG* variables (PGPORT, PGDATA, …), nor its locale and time zone. */
static void clean_environment(Arena *arena)
{
    static const char *const kept[] = {"PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "XDG_CACHE_HOME",
                                       "TMPDIR", "ECO_PG_BIN", "HOME"};
    enum { KEPT = sizeof kept / sizeof *kept };
    char **clean = arena_array(arena, char *, KEPT + 3);
    size_t count = 0;

    for (size_t i = 0; i < KEPT; i++)
        if (getenv(kept[i]))
            clean[count++] = arena_printf(arena, "%s=%s", kept[i], getenv(kept[i]));
    clean[count++] = arena_strdup(arena, "LC_ALL=C");
    clean[count] = arena_strdup(arena, "TZ=UTC");
    environ = clean;
}

/* Relative names lose their meaning when we leave the current folder. */
static void make_absolute(Arena *arena, const char *variable)
{
    const char *value = getenv(variable);
    char here[4096];

    if (value && *value && *value != '/' && getcwd(here, sizeof here))
        setenv(variable, file_join(arena, here, value), 1);
}

/* Keep nothing of the program but the two pipes: its sockets and files must be able to end. */
static void let_go(int life, int report)
{
    long most = sysconf(_SC_OPEN_MAX);
    int null = open("/dev/null", O_RDWR);

    for (int fd = 0; fd < 3; fd++)
        dup2(null, fd);
    for (int fd = 3; fd < (most > 0 && most < 4096 ? most : 4096); fd++)
        if (fd != life && fd != report)
            close(fd);
}

/* A copy of a cached cluster that somebody damaged is not the end: one is made afresh. */
static bool bring_up(Keeper *keeper)
{
    if (!keeper_drop_privileges(keeper) || !keeper_find_binaries(keeper) || !keeper_make_folder(keeper))
        return false;
    keeper_sweep(keeper);
    if (keeper_make_cluster(keeper, false) && keeper_start_server(keeper))
        return true;
    keeper_stop_server(keeper);
    if (keeper_is_asked_to_end() || !keeper_make_cluster(keeper, true) || !keeper_start_server(keeper))
        return false;
    keeper_forget_cluster(keeper);
    return true;
}

static void say(int report, char mark, const char *text)
{
    Arena arena = {0};
    const char *message = arena_printf(&arena, "%c%s", mark, text);
    size_t length = strlen(message);

    for (ssize_t put; length > 0; message += put, length -= (size_t)put)
        if ((put = write(report, message, length)) < 0)
            break;
    close(report);
    arena_free(&arena);
}

static void watch(Keeper *keeper)
{
    while (!asked_to_end) {
        keeper_wait(-1);
        if (waitpid(keeper->postgres, NULL, WNOHANG) == keeper->postgres) {
            keeper->postgres = 0;
            return;
        }
    }
}

void keeper_main(const EphemeralOptions *options, int life, int report)
{
    Arena arena = {0};
    Keeper keeper = {.arena = &arena, .options = options, .owner = -1};

    setsid();                                   /* ^C is for the program, not for us */
    lifeline = life;
    let_go(life, report);
    take_signals();
    make_absolute(&arena, "ECO_PG_BIN");
    make_absolute(&arena, "TMPDIR");
    clean_environment(&arena);
    umask(077);
    if (chdir("/") == 0 && bring_up(&keeper)) {
        say(report, '+', keeper.folder);
        watch(&keeper);
    } else {
        say(report, '-', keeper.error ? keeper.error : "the throwaway server could not be started");
    }
    keeper_stop_server(&keeper);
    if (keeper.folder)
        keeper_remove(keeper.folder);
    _exit(0);
}
