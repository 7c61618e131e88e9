#define _DEFAULT_SOURCE
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "runtime/pg/keeper.h"

#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { START_LIMIT = 60000, LOOK_EVERY = 5 };   /* milliseconds until postgres must be ready; between two looks */

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

/* Wait for a signal, the end of the program, or `milliseconds` (-1: no limit). */
static void wait_for_news(int milliseconds)
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

static bool is_asked_to_end(void)
{
    wait_for_news(0);
    return asked_to_end;
}

/* What a child of the keeper must undo before it becomes another program. */
static void become(const char *log, const char *const *words)
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
        become(log, words);
    if (child < 0)
        return false;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
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

/* "ready" or "standby" stands in the last line of postmaster.pid once connections are accepted. */
static bool is_ready(Keeper *keeper)
{
    Bytes content;
    const char *unread;
    Arena arena = {0};
    bool ready = file_read(&arena, file_join(&arena, keeper->folder, "data/postmaster.pid"), 4096, &content, &unread)
              && strstr(content.text, "\nready");

    arena_free(&arena);
    return ready;
}

/* A list of folders, with one in it. */
static const char *folder_list(Arena *arena, const char *folder)
{
    StrBuf out = {.arena = arena};

    strbuf_puts(&out, "unix_socket_directories=\"");
    for (; *folder; folder++)
        strbuf_puts(&out, *folder == '"' ? "\"\"" : (char[]){*folder, '\0'});
    strbuf_putc(&out, '"');
    return strbuf_text(&out);
}

static const char **server_words(Keeper *keeper)
{
    static const char *const fixed[] = {
        "listen_addresses=", "unix_socket_permissions=0700",
        /* durability is what a throwaway server does not need */
        "fsync=off", "full_page_writes=off", "synchronous_commit=off", "wal_level=minimal", "max_wal_senders=0",
        "max_wal_size=256MB", "wal_init_zero=off", "wal_recycle=off", "autovacuum=off",
        "shared_buffers=32MB", "max_connections=50", "max_prepared_transactions=10", "jit=off",
        "timezone=UTC", "log_timezone=UTC", "lc_messages=C", "logging_collector=off", "log_destination=stderr",
    };
    enum { FIXED = sizeof fixed / sizeof *fixed };
    size_t more = 0, count = 0;

    while (keeper->options->settings && keeper->options->settings[more])
        more++;
    const char **words = arena_array(keeper->arena, const char *, 5 + 2 * (FIXED + 1 + more) + 1);
    words[count++] = file_join(keeper->arena, keeper->binaries, "postgres");
    words[count++] = "-D";
    words[count++] = file_join(keeper->arena, keeper->folder, "data");
    words[count++] = "-p";
    words[count++] = KEEPER_PORT;
    for (size_t i = 0; i < FIXED + 1 + more; i++) {
        words[count++] = "-c";
        words[count++] = i < FIXED  ? fixed[i]
                       : i == FIXED ? folder_list(keeper->arena, keeper->folder)
                                    : keeper->options->settings[i - FIXED - 1];
    }
    return words;
}

static void exec_server(const char *log, const char *const *words, pid_t keeper)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGQUIT);           /* should the keeper be killed with -9 */
#endif
    if (getppid() == keeper)
        become(log, words);
    _exit(1);
}

/* Start postgres on the cluster, and wait until it accepts connections. */
static bool start_server(Keeper *keeper)
{
    const char **words = server_words(keeper), *log = file_join(keeper->arena, keeper->folder, "log");
    pid_t self = getpid();
    sigset_t all, before;

    /* Our handlers are the child's until it becomes postgres: a signal that stops it must wait, not enter our pipe. */
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    keeper->postgres = fork();
    if (keeper->postgres == 0)
        exec_server(log, words, self);
    sigprocmask(SIG_SETMASK, &before, NULL);
    for (int waited = 0; keeper->postgres > 0 && waited < START_LIMIT; waited += LOOK_EVERY) {
        if (is_ready(keeper))
            return true;
        if (waitpid(keeper->postgres, NULL, WNOHANG) == keeper->postgres)
            keeper->postgres = 0;
        if (is_asked_to_end())
            break;
        wait_for_news(LOOK_EVERY);
    }
    keeper->error = arena_printf(keeper->arena, "the throwaway server did not start:\n%s", keeper_log_tail(keeper));
    return false;
}

static void stop_server(Keeper *keeper)
{
    if (keeper->postgres <= 0)
        return;
    kill(keeper->postgres, SIGQUIT);            /* nothing in it is worth a checkpoint */
    while (waitpid(keeper->postgres, NULL, 0) < 0 && errno == EINTR)
        ;
    keeper->postgres = 0;
}

/* A copy of a cached cluster that somebody damaged is not the end: one is made afresh. */
static bool bring_up(Keeper *keeper)
{
    if (!keeper_drop_privileges(keeper) || !keeper_find_binaries(keeper) || !keeper_make_folder(keeper))
        return false;
    keeper_sweep(keeper);
    if (keeper_make_cluster(keeper, false) && start_server(keeper))
        return true;
    stop_server(keeper);
    if (is_asked_to_end() || !keeper_make_cluster(keeper, true) || !start_server(keeper))
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
        wait_for_news(-1);
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
    stop_server(&keeper);
    if (keeper.folder)
        keeper_remove(keeper.folder);
    _exit(0);
}
