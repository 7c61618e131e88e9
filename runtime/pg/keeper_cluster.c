/*
 * The cluster of a throwaway server: initdb once per server and user, then copies of that.
 *
 * A cached cluster is built aside and renamed, so that whoever finds it finds it whole; of two that build at once
 * one wins and the other uses the winner's.
 */
#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 700
#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#endif
#include "runtime/pg/keeper.h"

#include "dsl/base/file.h"
#include "dsl/base/map.h"

#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUILD_AGE = 600 };           /* seconds after which a half built cluster is nobody's */

/* Not where others could put a cluster of theirs for us to run. */
static bool is_ours(const char *folder)
{
    struct stat status;

    return lstat(folder, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid()
        && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0 && access(folder, R_OK | W_OK | X_OK) == 0;
}

/* The first place that can be had; NULL if there is none: then nothing is cached. */
static const char *cache_folder(Keeper *keeper)
{
    const char *xdg = getenv("XDG_CACHE_HOME"), *unmade;
    const char *places[] = {
        xdg && *xdg == '/' ? file_join(keeper->arena, xdg, "ecogen") : NULL,
        keeper->home && *keeper->home == '/' ? file_join(keeper->arena, keeper->home, ".cache/ecogen") : NULL,
        arena_printf(keeper->arena, "/tmp/ecogen-cache-%ld", (long)geteuid()),
    };

    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i] && file_make_folder(keeper->arena, places[i], &unmade) && is_ours(places[i]))
            return places[i];
    return NULL;
}

static const char *locale_name(void)
{
    locale_t locale = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);

    if (locale == (locale_t)0)
        return "--locale=C";
    freelocale(locale);
    return "--locale=C.UTF-8";
}

static bool initdb(Keeper *keeper, const char *folder)
{
    const char *words[] = {
        file_join(keeper->arena, keeper->binaries, "initdb"), "-D", folder, "-U", KEEPER_ROLE, "--auth=trust",
        "--encoding=UTF8", locale_name(), "--no-sync", "--wal-segsize=1", NULL,
    };

    if (keeper_run(keeper, words))
        return true;
    keeper->error = arena_printf(keeper->arena, "initdb failed:\n%s%s", keeper_log_tail(keeper),
                                 keeper_tell_full(keeper, keeper->folder));
    return false;
}

/* Another server, or the same one after an upgrade, is another name. */
static const char *cluster_name(Keeper *keeper)
{
    const char *program = file_join(keeper->arena, keeper->binaries, "postgres");
    char real[PATH_MAX];
    struct stat status = {0};

    if (!realpath(program, real) || stat(real, &status) != 0)
        return NULL;
    return arena_printf(keeper->arena, "cluster-%016" PRIx64,
                        hash_text(HASH_SEED, arena_printf(keeper->arena, "%s %lld %lld %s", real,
                                                          (long long)status.st_size, (long long)status.st_mtime,
                                                          locale_name())));
}

/* What builders that were killed left behind. */
static void sweep_cache(Keeper *keeper, const char *cache)
{
    DIR *folder = opendir(cache);

    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        const char *path = file_join(keeper->arena, cache, entry->d_name);
        struct stat status;

        if (strncmp(entry->d_name, "building.", strlen("building.")) == 0 && lstat(path, &status) == 0
            && time(NULL) - status.st_mtime > BUILD_AGE)
            keeper_remove(path);
    }
    if (folder)
        closedir(folder);
}

static bool fill_cache(Keeper *keeper, const char *cache, const char *cluster)
{
    char *aside = arena_printf(keeper->arena, "%s/building.XXXXXX", cache);

    sweep_cache(keeper, cache);
    if (!mkdtemp(aside))
        return false;
    if (initdb(keeper, aside) && rename(aside, cluster) == 0)
        return true;
    keeper_remove(aside);
    return access(file_join(keeper->arena, cluster, "PG_VERSION"), R_OK) == 0;
}

/* Copy on write where the file system can; --reflink is GNU's. */
static bool copy_cluster(Keeper *keeper, const char *from, const char *to)
{
    const char *cheap[] = {"cp", "-R", "--reflink=auto", from, to, NULL}, *plain[] = {"cp", "-R", from, to, NULL};

    if (keeper_run(keeper, cheap))
        return true;
    keeper_remove(to);
    return keeper_run(keeper, plain);
}

static bool copy_cached(Keeper *keeper, const char *to)
{
    const char *cache = cache_folder(keeper), *name = cluster_name(keeper);

    if (!cache || !name)
        return false;

    const char *cluster = file_join(keeper->arena, cache, name);
    if (access(file_join(keeper->arena, cluster, "PG_VERSION"), R_OK) != 0 && !fill_cache(keeper, cache, cluster))
        return false;
    return copy_cluster(keeper, cluster, to);
}

void keeper_forget_cluster(Keeper *keeper)
{
    const char *cache = cache_folder(keeper), *name = cluster_name(keeper);

    if (cache && name)
        keeper_remove(file_join(keeper->arena, cache, name));
}

bool keeper_make_cluster(Keeper *keeper, bool fresh)
{
    const char *to = file_join(keeper->arena, keeper->folder, "data");

    if (!fresh && copy_cached(keeper, to))
        return true;
    keeper_remove(to);
    return initdb(keeper, to);
}
