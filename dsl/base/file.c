#define _XOPEN_SOURCE 700
#include "dsl/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(Arena *arena, const char **error, const char *what, const char *path)
{
    *error = arena_printf(arena, "cannot %s %s: %s", what, path, strerror(errno));
    return false;
}

/* Read until the end of the file: its size may be unknown (a pipe) or change meanwhile. */
static bool read_all(Arena *arena, int fd, size_t expected, size_t limit, Bytes *content)
{
    size_t room = expected + 1, length = 0;
    char *text = arena_alloc(arena, room + 1);

    for (;;) {
        ssize_t got = read(fd, text + length, room - length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        length += (size_t)got;
        if (limit && length > limit) {
            errno = EFBIG;
            return false;
        }
        if (length == room) {
            char *larger = arena_alloc(arena, room * 2 + 1);

            memcpy(larger, text, length);
            text = larger;
            room *= 2;
        }
    }
    text[length] = '\0';
    *content = (Bytes){.text = text, .length = length};
    return true;
}

bool file_read(Arena *arena, const char *path, size_t limit, Bytes *content, const char **error)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return fail(arena, error, "read", path);

    bool done = fstat(fd, &status) == 0;
    if (done && limit && S_ISREG(status.st_mode) && (size_t)status.st_size > limit) {
        errno = EFBIG;
        done = false;
    }
    done = done && read_all(arena, fd, S_ISREG(status.st_mode) ? (size_t)status.st_size : 4096, limit, content);

    if (!done && errno == EFBIG)
        *error = arena_printf(arena, "cannot read %s: it is larger than %zu MB", path, limit / (1024 * 1024));
    else if (!done)
        fail(arena, error, "read", path);
    close(fd);
    return done;
}

/* A model that is as it should be is the ordinary case: its text is not kept. */
static bool holds(const char *path, Bytes content)
{
    Arena scratch = {0};
    Bytes present;
    const char *ignored;
    struct stat status;
    bool same = stat(path, &status) == 0 && (size_t)status.st_size == content.length
             && file_read(&scratch, path, 0, &present, &ignored) && present.length == content.length
             && memcmp(present.text, content.text, content.length) == 0;

    arena_free(&scratch);
    return same;
}

static bool write_all(int fd, Bytes content)
{
    for (size_t at = 0; at < content.length;) {
        ssize_t put = write(fd, content.text + at, content.length - at);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        at += (size_t)put;
    }
    return true;
}

/* The mode a new file would get from open(2), which mkstemp(3) does not give. */
static mode_t usual_mode(const char *path)
{
    struct stat status;

    if (stat(path, &status) == 0)
        return status.st_mode & 07777;

    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool sync_path(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return false;

    bool done = fsync(fd) == 0;
    int why = errno;
    close(fd);
    errno = why;
    return done;
}

/* Temporary files are called ".NAME.eco-XXXXXX": hidden, and nobody else's. */
#define TEMPORARY ".eco-"

const char *file_unfinished(Arena *arena, const char *entry)
{
    enum { TAIL = sizeof TEMPORARY - 1 + 6 };
    size_t length = strlen(entry);

    if (length < TAIL + 2 || *entry != '.' || strncmp(entry + length - TAIL, TEMPORARY, sizeof TEMPORARY - 1) != 0)
        return NULL;
    return arena_strndup(arena, entry + 1, length - TAIL - 1);
}

/* What rename() would refuse only when others have been replaced already. */
static bool can_be_replaced(const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return true;
    errno = EISDIR;
    return false;
}

/* A device, a pipe: another file in its place would be no use to anybody. */
static bool is_stream(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static bool write_through(const char *path, Bytes content)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);

    if (fd < 0)
        return false;

    bool done = write_all(fd, content);
    int why = errno;
    if (close(fd) != 0 && done)
        return false;
    errno = why;
    return done;
}

/* Where a link leads to: that is replaced, and the link stays. */
static const char *behind_links(Arena *arena, const char *path)
{
    struct stat status;
    char *real = lstat(path, &status) == 0 && S_ISLNK(status.st_mode) ? realpath(path, NULL) : NULL;
    const char *found = real ? arena_strdup(arena, real) : path;

    free(real);
    return found;
}

/* The new content beside the file it is for; NULL, with errno set, if that cannot be done. */
static char *write_beside(Arena *arena, const char *path, Bytes content)
{
    if (!can_be_replaced(path))
        return NULL;

    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *temporary = arena_printf(arena, "%.*s.%s" TEMPORARY "XXXXXX", (int)(name - path), path, name);
    int fd = mkstemp(temporary);

    if (fd < 0)
        return NULL;

    bool done = write_all(fd, content) && fchmod(fd, usual_mode(path)) == 0;
    int why = errno;
    if (close(fd) != 0 && done) {
        done = false;
        why = errno;
    }
    if (done)
        return temporary;
    unlink(temporary);
    errno = why;
    return NULL;
}

/*
 * Several files on their way. Each step is done for all before the next begins: what can fail for want of space fails
 * before any file is replaced, and the disk is asked to sync when there is most for it to do at once.
 */
typedef struct Writing {
    Arena *arena;
    FileContent *files;             /* without links */
    size_t count;
    char **temporary;               /* NULL: the file is as it should be */
    size_t streams;                 /* written already: they are no files */
    size_t failed;                  /* the file at which a step failed */
} Writing;

static bool write_temporaries(Writing *writing)
{
    for (size_t i = 0; i < writing->count; i++) {
        const FileContent *file = &writing->files[i];

        writing->failed = i;
        if (is_stream(file->path)) {
            if (!write_through(file->path, file->content))
                return false;
            writing->streams++;
            continue;
        }
        if (holds(file->path, file->content))
            continue;
        writing->temporary[i] = write_beside(writing->arena, file->path, file->content);
        if (!writing->temporary[i])
            return false;
    }
    return true;
}

static bool sync_temporaries(Writing *writing)
{
    for (size_t i = 0; i < writing->count; i++) {
        writing->failed = i;
        if (writing->temporary[i] && !sync_path(writing->temporary[i]))
            return false;
    }
    return true;
}

static bool rename_temporaries(Writing *writing, size_t *count_written)
{
    for (size_t i = 0; i < writing->count; i++) {
        writing->failed = i;
        if (!writing->temporary[i])
            continue;
        if (rename(writing->temporary[i], writing->files[i].path) != 0)
            return false;
        writing->temporary[i] = NULL;
        ++*count_written;
    }
    return true;
}

static void sync_folders(const Writing *writing)
{
    const char *last = "";

    for (size_t i = 0; i < writing->count; i++) {
        const char *folder = file_folder(writing->arena, writing->files[i].path);

        if (strcmp(folder, last) != 0)
            sync_path(folder);
        last = folder;
    }
}

static void remove_temporaries(const Writing *writing)
{
    int why = errno;

    for (size_t i = 0; i < writing->count; i++)
        if (writing->temporary[i])
            unlink(writing->temporary[i]);
    errno = why;
}

bool files_write(Arena *arena, const FileContent *files, size_t count, size_t *count_written, const char **error)
{
    Writing writing = {.arena = arena, .files = arena_array(arena, FileContent, count), .count = count,
                       .temporary = arena_array(arena, char *, count)};

    for (size_t i = 0; i < count; i++)
        writing.files[i] = (FileContent){behind_links(arena, files[i].path), files[i].content};
    *count_written = 0;
    if (!write_temporaries(&writing) || !sync_temporaries(&writing) || !rename_temporaries(&writing, count_written)) {
        remove_temporaries(&writing);
        return fail(arena, error, "write", files[writing.failed].path);
    }
    *count_written += writing.streams;
    if (*count_written)
        sync_folders(&writing);
    return true;
}

bool file_write(Arena *arena, const char *path, Bytes content, bool *written, const char **error)
{
    size_t count = 0;
    bool done = files_write(arena, &(FileContent){.path = path, .content = content}, 1, &count, error);

    *written = count > 0;
    return done;
}

/* A folder that is there is as good as a new one; anything else of that name is in the way. */
static bool make_folder(const char *path)
{
    struct stat status;

    if (mkdir(path, 0777) == 0)
        return true;
    if (errno == EEXIST && stat(path, &status) == 0) {
        errno = ENOTDIR;
        return S_ISDIR(status.st_mode);
    }
    return false;
}

bool file_make_folder(Arena *arena, const char *path, const char **error)
{
    char *partial = arena_strdup(arena, path);

    for (char *slash = partial; *slash; slash++) {
        if (*slash != '/' || slash == partial)
            continue;
        *slash = '\0';
        if (!make_folder(partial))
            return fail(arena, error, "make folder", partial);
        *slash = '/';
    }
    if (!make_folder(path))
        return fail(arena, error, "make folder", path);
    return true;
}

const char *file_join(Arena *arena, const char *folder, const char *name)
{
    size_t length = strlen(folder);

    while (length > 1 && folder[length - 1] == '/')
        length--;
    if (*name == '/' || length == 0 || (length == 1 && *folder == '.'))
        return name;
    return arena_printf(arena, "%.*s%s%s", (int)length, folder, folder[length - 1] == '/' ? "" : "/", name);
}

const char *file_folder(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return ".";
    return slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}
