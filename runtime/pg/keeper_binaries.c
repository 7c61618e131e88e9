/* Whom the server runs as, and where its programs are. */
#define _DEFAULT_SOURCE
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "runtime/pg/keeper.h"

#include "dsl/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEBIAN_FOLDER "/usr/lib/postgresql"

static bool is_server_folder(Arena *arena, const char *folder)
{
    return access(file_join(arena, folder, "initdb"), X_OK) == 0
        && access(file_join(arena, folder, "postgres"), X_OK) == 0;
}

bool keeper_drop_privileges(Keeper *keeper)
{
    if (geteuid() != 0) {
        keeper->home = getenv("HOME");
        return true;
    }

    const struct passwd *user = getpwnam("postgres");
    if (!user)
        user = getpwnam("nobody");
    if (!user || user->pw_uid == 0) {
        keeper->error = "PostgreSQL does not run as root, and there is neither a user \"postgres\" nor \"nobody\"";
        return false;
    }
    keeper->home = arena_strdup(keeper->arena, user->pw_dir);
    if (setgroups(0, NULL) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0 || setuid(0) == 0) {
        keeper->error = arena_printf(keeper->arena, "cannot become the user \"%s\": %s", user->pw_name,
                                     strerror(errno));
        return false;
    }
    return true;
}

static const char *search_path(Arena *arena)
{
    const char *from = getenv("PATH");

    while (from && *from) {
        size_t length = strcspn(from, ":");
        const char *folder = arena_strndup(arena, from, length);

        if (*folder == '/' && is_server_folder(arena, folder))
            return folder;
        from += length + (from[length] == ':');
    }
    return NULL;
}

static const char *ask_pg_config(Arena *arena)
{
    FILE *output = popen("pg_config --bindir 2>/dev/null", "r");
    char line[4096] = "";

    if (!output)
        return NULL;
    if (!fgets(line, sizeof line, output))
        line[0] = '\0';
    pclose(output);
    line[strcspn(line, "\n")] = '\0';
    return *line && is_server_folder(arena, line) ? arena_strdup(arena, line) : NULL;
}

/* The newest of /usr/lib/postgresql/MAJOR/bin. */
static const char *search_debian(Arena *arena)
{
    DIR *folder = opendir(DEBIAN_FOLDER);
    long newest = 0;
    const char *found = NULL;

    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        const char *path = arena_printf(arena, DEBIAN_FOLDER "/%s/bin", entry->d_name);
        long major = strtol(entry->d_name, NULL, 10);

        if (major > newest && is_server_folder(arena, path)) {
            newest = major;
            found = path;
        }
    }
    if (folder)
        closedir(folder);
    return found;
}

bool keeper_find_binaries(Keeper *keeper)
{
    static const char *(*const places[])(Arena *) = {search_path, ask_pg_config, search_debian};
    const char *wanted = keeper->options->binaries ? keeper->options->binaries : getenv("ECO_PG_BIN");

    if (wanted && *wanted) {
        keeper->binaries = wanted;
        if (is_server_folder(keeper->arena, wanted))
            return true;
        keeper->error = arena_printf(keeper->arena, "no PostgreSQL server in %s: initdb and postgres must be there, "
                                     "and the user the server runs as must be able to run them", wanted);
        return false;
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if ((keeper->binaries = places[i](keeper->arena)))
            return true;
    keeper->error = "no PostgreSQL server was found (in PATH, pg_config --bindir, " DEBIAN_FOLDER "/*/bin): "
                    "install one (Debian: apt-get install postgresql; macOS: brew install postgresql), "
                    "or set ECO_PG_BIN to the folder that holds initdb and postgres";
    return false;
}
