/* What a session writes: one run at a time, all or nothing, and not to be interrupted in the middle. */
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#include "codegen/command/command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_TRIES = 250, LOCK_PAUSE_MS = 20 };

/* Some file systems know no locks, some folders cannot be opened: then there is none, as with other programs. */
static bool lock_folder(Session *session, const char *folder)
{
    struct timespec pause = {.tv_nsec = LOCK_PAUSE_MS * 1000L * 1000L};

    session->lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (session->lock < 0)
        return true;
    for (int tries = 0; flock(session->lock, LOCK_EX | LOCK_NB) != 0; tries++) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return true;
        if (tries == LOCK_TRIES)
            return false;
        nanosleep(&pause, NULL);
    }
    return true;
}

bool session_lock(Session *session, const char *folder)
{
    if (lock_folder(session, folder))
        return true;
    diag_hint(&session->diags,
              diag(&session->diags, DIAG_FOLDER_BUSY, (Span){0}, "another ecogen has been at work in folder %s for %d "
                   "seconds", folder, LOCK_TRIES * LOCK_PAUSE_MS / 1000),
              "wait for it to end, or end it, and run this again");
    return false;
}

static void hold_signals(sigset_t *before)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, before);
}

bool session_write(Session *session, const List *files, size_t *count_written)
{
    FileContent *contents = arena_array(&session->arena, FileContent, files->count);
    const char *error;
    sigset_t before;

    for (size_t i = 0; i < files->count; i++) {
        contents[i] = *(const FileContent *)files->items[i];
        if (!file_make_folder(&session->arena, file_folder(&session->arena, contents[i].path), &error))
            return session_fail(session, DIAG_UNWRITABLE, error);
    }
    hold_signals(&before);
    bool done = files_write(&session->arena, contents, files->count, count_written, &error);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return done || session_fail(session, DIAG_UNWRITABLE, error);
}

bool session_remove(Session *session, const List *paths)
{
    bool done = true;

    for (size_t i = 0; i < paths->count; i++)
        if (unlink(paths->items[i]) != 0 && errno != ENOENT)
            done = session_fail(session, DIAG_UNWRITABLE, arena_printf(&session->arena, "cannot remove %s: %s",
                                                                      (const char *)paths->items[i], strerror(errno)));
    return done;
}
