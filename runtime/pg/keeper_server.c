/*
 * The postgres process of a keeper: its settings, its start and its end.
 */
#define _DEFAULT_SOURCE
#include "runtime/pg/keeper.h"

#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { START_LIMIT = 60000, LOOK_EVERY = 5 };   /* milliseconds until postgres must be ready; between two looks */

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
        "max_locks_per_transaction=1024",       /* a migration locks each of the thousands of tables it makes */
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
        keeper_become(log, words);
    _exit(1);
}

bool keeper_start_server(Keeper *keeper)
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
        if (keeper_is_asked_to_end())
            break;
        keeper_wait(LOOK_EVERY);
    }
    keeper->error = arena_printf(keeper->arena, "the throwaway server did not start:\n%s%s", keeper_log_tail(keeper),
                                 keeper_tell_full(keeper, keeper->folder));
    return false;
}

void keeper_stop_server(Keeper *keeper)
{
    if (keeper->postgres <= 0)
        return;
    kill(keeper->postgres, SIGQUIT);            /* nothing in it is worth a checkpoint */
    while (waitpid(keeper->postgres, NULL, 0) < 0 && errno == EINTR)
        ;
    keeper->postgres = 0;
}
