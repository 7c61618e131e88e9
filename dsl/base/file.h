/*
 * File: reading a whole file, and the one place where files are written.
 *
 * A failure returns false and leaves a sentence in `*error` (in the arena): "cannot read x.eco: No such file
 * or directory". A file is replaced whole or not at all: the new content goes to a temporary file in the same
 * folder, is synced, and renamed over the old one. A link stays, and what it leads to is replaced; into a device or a
 * pipe the content is written.
 */
#ifndef ECO_DSL_BASE_FILE_H
#define ECO_DSL_BASE_FILE_H

#include "dsl/base/arena.h"

#include <stdbool.h>

typedef struct Bytes {
    const char *text;               /* `length` bytes and a zero byte after them */
    size_t length;
} Bytes;

/* All of a file, in the arena. Files over `limit` bytes are refused; 0 means no limit. */
bool file_read(Arena *arena, const char *path, size_t limit, Bytes *content, const char **error);

/* Make the file hold just these bytes. A file that already does is not touched; *written says which. */
bool file_write(Arena *arena, const char *path, Bytes content, bool *written, const char **error);

/*
 * The same for several files at once: either all are written, in this order, or (a full disk, a read-only folder) none
 * is. `*count_written` counts those that were not as they should be.
 */
typedef struct FileContent {
    const char *path;
    Bytes content;
} FileContent;

bool files_write(Arena *arena, const FileContent *files, size_t count, size_t *count_written, const char **error);

/*
 * A run that is killed may leave temporary files behind. The name of the file that such an entry of a folder was to
 * become; NULL if it is no such entry.
 */
const char *file_unfinished(Arena *arena, const char *entry);

/* Make a folder and those above it; no failure if it is there. */
bool file_make_folder(Arena *arena, const char *path, const char **error);

/* "a/b" or "a/b/" and "c" give "a/b/c"; after "." or nothing, and if it is absolute, the second part stands alone. */
const char *file_join(Arena *arena, const char *folder, const char *name);

/* The folder a path lies in: "a/b.eco" gives "a", "b.eco" gives ".". */
const char *file_folder(Arena *arena, const char *path);

#endif
