/* What a path was meant to be, when nothing is there: the folder is asked where it first goes wrong. */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/file.h"
#include "dsl/catalog/value.h"
#include "dsl/diag.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool is_there(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

/* How much of the path leads up to, and with, the first part that is not there; 0 if all of it is. */
static size_t first_missing(Arena *arena, const char *path)
{
    for (size_t end = 1; path[end - 1]; end++)
        if ((path[end] == '/' || !path[end]) && !is_there(arena_strndup(arena, path, end)))
            return end;
    return 0;
}

/* A file that names another one does not mean itself. */
static bool is_own(const Diags *diags, const Diag *d, const char *path)
{
    const Source *source = sources_find(diags->sources, d->at);

    return source && text_same(source->path, path);
}

static Names entries_of(Arena *arena, const char *folder)
{
    DIR *listing = opendir(folder);
    List names = {0};

    for (const struct dirent *entry; listing && (entry = readdir(listing));)
        if (entry->d_name[0] != '.')
            list_add(&names, arena, arena_strdup(arena, entry->d_name));
    if (listing)
        closedir(listing);

    Names sorted = {.items = (const char **)names.items, .count = names.count};
    names_sort(sorted);
    return sorted;
}

void diag_suggest_path(Diags *diags, Diag *d, const char *path)
{
    Arena *arena = diags->arena;
    size_t end = first_missing(arena, path);
    const char *part = arena_strndup(arena, path, end);
    const char *slash = strrchr(part, '/'), *folder = file_folder(arena, part);

    if (!end)
        return;
    Names names = entries_of(arena, folder);
    const char *near = nearest_name(slash ? slash + 1 : part, names.items, names.count);
    const char *meant = near ? arena_printf(arena, "%s%s", file_join(arena, folder, near), path + end) : NULL;

    if (meant && is_there(meant) && !is_own(diags, d, meant))
        diag_hint(diags, d, "did you mean \"%s\"?", meant);
}
