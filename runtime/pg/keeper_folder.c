/*
 * The private folder of a throwaway server, and what killed ones left behind.
 *
 * Such a folder is called ecogen.XXXXXX. In it lies "owner", which the keeper holds locked as long as it lives: a
 * folder of ours whose "owner" can be locked belongs to nobody any more.
 */
#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 700
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "runtime/pg/keeper.h"

#include "dsl/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define FOLDER_PREFIX "ecogen."

#define MEMORY "/dev/shm"           /* Linux: no disk is slow there, but there may be little of it (in a container) */

enum {
    UNLOCKED_AGE = 60,              /* seconds after which a folder without "owner" is nobody's */
    MEMORY_WANTED = 2048            /* megabytes free in MEMORY, or it is left alone */
};

/* Where folders may lie: what the user asked for, if a socket there can be named, else the usual places. */
static const char *temporary_folder(size_t number)
{
    const char *folders[] = {getenv("TMPDIR"), MEMORY, "/tmp", "/var/tmp"};

    return number < sizeof folders / sizeof *folders ? (folders[number] ? folders[number] : "") : NULL;
}

/* A comma would end the host for libpq. */
static bool can_hold_socket(const char *folder)
{
    return *folder == '/' && !strchr(folder, ',') && strlen(folder) + strlen("/" KEEPER_SOCKET) <= SOCKET_PATH_LIMIT;
}

static bool has_room(const char *parent)
{
    struct statvfs room;

    if (strcmp(parent, MEMORY) != 0)
        return true;
    return statvfs(parent, &room) == 0 && (double)room.f_bavail * (double)room.f_frsize > MEMORY_WANTED * 1048576.0;
}

static bool lock_folder(Keeper *keeper)
{
    keeper->owner = open(file_join(keeper->arena, keeper->folder, "owner"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    return keeper->owner >= 0 && flock(keeper->owner, LOCK_EX | LOCK_NB) == 0;
}

bool keeper_make_folder(Keeper *keeper)
{
    const char *parent;

    for (size_t i = 0; (parent = temporary_folder(i)); i++) {
        char *path = arena_printf(keeper->arena, "%s/" FOLDER_PREFIX "XXXXXX", parent);

        if (!can_hold_socket(path) || !has_room(parent) || !mkdtemp(path))
            continue;
        keeper->folder = path;
        if (lock_folder(keeper))
            return true;
        keeper_remove(path);
        keeper->folder = NULL;
    }
    keeper->error = arena_printf(keeper->arena, "cannot make a folder for the throwaway server in TMPDIR, /tmp or "
                                 "/var/tmp: %s", strerror(errno));
    return false;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    remove(path);
    return 0;
}

void keeper_remove(const char *folder)
{
    enum { TRIES = 3, OPEN_FOLDERS = 16 };      /* a dying backend may still write a file */

    for (int i = 0; i < TRIES && access(folder, F_OK) == 0; i++)
        nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

/* Only a living server answers at the socket in its own private folder, and only then is its pid file believed. */
static bool server_answers(const char *socket_path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    bool answers;
    int fd;

    if (strlen(socket_path) >= sizeof address.sun_path)
        return false;
    memcpy(address.sun_path, socket_path, strlen(socket_path) + 1);
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    answers = fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0;
    if (fd >= 0)
        close(fd);
    return answers;
}

static void stop_orphan(Arena *arena, const char *folder)
{
    enum { TRIES = 500 };
    const struct timespec a_while = {.tv_nsec = 10 * 1000 * 1000};
    const char *socket_path = file_join(arena, folder, KEEPER_SOCKET), *unread;
    Bytes content;

    if (!server_answers(socket_path)
        || !file_read(arena, file_join(arena, folder, "data/postmaster.pid"), 4096, &content, &unread))
        return;

    long pid = strtol(content.text, NULL, 10);
    if (pid <= 1)
        return;
    for (int i = 0; i < TRIES && kill((pid_t)pid, i ? 0 : SIGQUIT) == 0; i++)
        nanosleep(&a_while, NULL);
    if (server_answers(socket_path))
        kill((pid_t)pid, SIGKILL);
}

static bool is_nobodys(Arena *arena, const char *folder, int *owner)
{
    struct stat status;

    if (lstat(folder, &status) != 0 || !S_ISDIR(status.st_mode) || status.st_uid != geteuid())
        return false;
    *owner = open(file_join(arena, folder, "owner"), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (*owner < 0)
        return errno == ENOENT && time(NULL) - status.st_mtime > UNLOCKED_AGE;
    return flock(*owner, LOCK_EX | LOCK_NB) == 0;
}

static void sweep_one(Arena *arena, const char *folder)
{
    int owner = -1;

    if (is_nobodys(arena, folder, &owner)) {
        stop_orphan(arena, folder);
        keeper_remove(folder);
    }
    if (owner >= 0)
        close(owner);
}

void keeper_sweep(Keeper *keeper)
{
    const char *parent;

    for (size_t i = 0; (parent = temporary_folder(i)); i++) {
        DIR *folder = *parent == '/' ? opendir(parent) : NULL;

        for (const struct dirent *entry; folder && (entry = readdir(folder));)
            if (strncmp(entry->d_name, FOLDER_PREFIX, strlen(FOLDER_PREFIX)) == 0
                && strlen(entry->d_name) == strlen(FOLDER_PREFIX "XXXXXX"))
                sweep_one(keeper->arena, file_join(keeper->arena, parent, entry->d_name));
        if (folder)
            closedir(folder);
    }
}
