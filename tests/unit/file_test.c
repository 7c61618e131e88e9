/* File: whole or not at all, on disks that are full and in folders that are not ours. */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Each test has a folder of its own. */
typedef struct Place {
    Arena arena;
    const char *folder, *path;      /* path: a file in the folder, not there yet */
    const char *error;
    bool written;
} Place;

enum { NOBODY = 65534 };

static int setup(void **state)
{
    Place *place = calloc(1, sizeof *place);
    const char *base = getenv("TMPDIR");
    char *folder = arena_printf(&place->arena, "%s/eco-file-XXXXXX", base ? base : "/tmp");

    *state = place;
    place->folder = mkdtemp(folder);
    place->path = file_join(&place->arena, folder, "x");
    return place->folder ? 0 : -1;
}

static size_t count_files(const char *folder)
{
    DIR *open = opendir(folder);
    size_t count = 0;

    for (const struct dirent *entry; open && (entry = readdir(open));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (open)
        closedir(open);
    return count;
}

static int teardown(void **state)
{
    Place *place = *state;
    const char *words[] = {"rm", "-rf", place->folder, NULL};
    pid_t child = fork();

    if (child == 0) {
        execvp(words[0], (char *const *)words);
        _exit(127);
    }
    waitpid(child, NULL, 0);
    arena_free(&place->arena);
    free(place);
    return 0;
}

static bool put(Place *place, const char *text)
{
    return file_write(&place->arena, place->path, (Bytes){text, strlen(text)}, &place->written, &place->error);
}

static const char *get(Place *place)
{
    Bytes content;

    if (!file_read(&place->arena, place->path, 0, &content, &place->error))
        fail_msg("%s", place->error);
    assert_int_equal(content.text[content.length], '\0');
    return content.text;
}

static void writes_and_reads(void **state)
{
    Place *place = *state;

    assert_true(put(place, "one\n"));
    assert_true(place->written);
    assert_string_equal(get(place), "one\n");
    assert_true(put(place, "two\n"));
    assert_true(place->written);
    assert_string_equal(get(place), "two\n");
    assert_true(put(place, ""));
    assert_string_equal(get(place), "");
    assert_int_equal(count_files(place->folder), 1);
}

/* Same content: same file, same times. */
static void leaves_what_is_equal(void **state)
{
    Place *place = *state;
    struct stat before, after;

    assert_true(put(place, "one\n"));
    assert_int_equal(stat(place->path, &before), 0);
    assert_true(put(place, "one\n"));
    assert_false(place->written);
    assert_int_equal(stat(place->path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof before.st_mtim);
    assert_true(put(place, "two\n"));                           /* as long, and different */
    assert_true(place->written);
}

static void keeps_the_mode(void **state)
{
    Place *place = *state;
    struct stat status;
    mode_t mask = umask(027);

    assert_true(put(place, "one"));
    umask(mask);
    assert_int_equal(stat(place->path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_int_equal(chmod(place->path, 0755), 0);
    assert_true(put(place, "two"));
    assert_int_equal(stat(place->path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0755);
}

static void reads_no_more_than_the_limit(void **state)
{
    enum { MEGABYTE = 1024 * 1024 };
    Place *place = *state;
    Bytes content;
    char *text = arena_alloc(&place->arena, MEGABYTE + 2);

    memset(text, 'x', MEGABYTE + 1);
    assert_true(put(place, text));
    assert_false(file_read(&place->arena, place->path, MEGABYTE, &content, &place->error));
    assert_non_null(strstr(place->error, "larger than 1 MB"));
    assert_true(file_read(&place->arena, place->path, MEGABYTE + 1, &content, &place->error));
    assert_int_equal(content.length, MEGABYTE + 1);
    assert_false(file_read(&place->arena, "/dev/zero", MEGABYTE, &content, &place->error));
    assert_non_null(strstr(place->error, "larger than 1 MB"));
}

static void says_why_it_cannot_read(void **state)
{
    Place *place = *state;
    Bytes content;

    assert_false(file_read(&place->arena, place->path, 0, &content, &place->error));
    assert_string_equal(place->error, arena_printf(&place->arena, "cannot read %s: No such file or directory",
                                                   place->path));
    assert_false(file_read(&place->arena, place->folder, 0, &content, &place->error));
    assert_non_null(strstr(place->error, "Is a directory"));
    assert_false(file_read(&place->arena, "", 0, &content, &place->error));
    assert_true(file_read(&place->arena, "/dev/null", 0, &content, &place->error));
    assert_int_equal(content.length, 0);
}

/* A FIFO has no size. */
static void reads_pipes(void **state)
{
    Place *place = *state;
    Bytes content;

    assert_int_equal(mkfifo(place->path, 0600), 0);
    pid_t child = fork();
    if (child == 0) {
        FILE *out = fopen(place->path, "w");

        for (int i = 0; out && i < 20000; i++)
            fprintf(out, "%09d\n", i);
        _exit(out && fclose(out) == 0 ? 0 : 1);
    }
    assert_true(file_read(&place->arena, place->path, 0, &content, &place->error));
    waitpid(child, NULL, 0);
    assert_int_equal(content.length, 200000);
    assert_memory_equal(content.text + 199990, "000019999\n", 10);
}

static void leaves_links_where_they_are(void **state)
{
    Place *place = *state;
    const char *link = file_join(&place->arena, place->folder, "link");
    struct stat status;
    Bytes content;

    assert_true(file_write(&place->arena, place->path, (Bytes){"old", 3}, &place->written, &place->error));
    assert_int_equal(symlink("x", link), 0);
    assert_true(file_write(&place->arena, link, (Bytes){"new", 3}, &place->written, &place->error));
    assert_true(lstat(link, &status) == 0 && S_ISLNK(status.st_mode));
    assert_true(file_read(&place->arena, place->path, 0, &content, &place->error));
    assert_string_equal(content.text, "new");
}

static void writes_into_what_is_no_file(void **state)
{
    Place *place = *state;
    struct stat status;
    char text[4] = "";

    assert_int_equal(mkfifo(place->path, 0600), 0);
    int reader = open(place->path, O_RDWR | O_CLOEXEC);     /* nobody waits for the other side */
    assert_true(reader >= 0);
    assert_true(file_write(&place->arena, place->path, (Bytes){"abc", 3}, &place->written, &place->error));
    assert_int_equal(read(reader, text, 3), 3);
    close(reader);
    assert_string_equal(text, "abc");
    assert_true(place->written && stat(place->path, &status) == 0 && S_ISFIFO(status.st_mode));
}

/* Run in a child, whose limits and user are its own. Its exit code is 0 if all was as it must be. */
static void in_child(Place *place, bool (*check)(Place *place))
{
    int status;
    pid_t child = fork();

    if (child == 0)
        _exit(check(place) ? 0 : 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* A file may grow to 100 bytes: what write(2) does then is what it does on a full disk. */
static bool fails_when_full(Place *place)
{
    struct rlimit limit = {.rlim_cur = 100, .rlim_max = 100};
    char text[5000];

    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    signal(SIGXFSZ, SIG_IGN);
    return setrlimit(RLIMIT_FSIZE, &limit) == 0 && !put(place, text) && !place->written
        && strstr(place->error, "cannot write") && strstr(place->error, place->path);
}

static void survives_a_full_disk(void **state)
{
    Place *place = *state;

    assert_true(put(place, "old"));
    in_child(place, fails_when_full);
    assert_string_equal(get(place), "old");
    assert_int_equal(count_files(place->folder), 1);
}

static bool fails_when_denied(Place *place)
{
    Bytes content;

    if (geteuid() == 0 && setuid(NOBODY) != 0)
        return false;
    return !put(place, "new") && strstr(place->error, "Permission denied")
        && !file_make_folder(&place->arena, file_join(&place->arena, place->folder, "a/b"), &place->error)
        && strstr(place->error, "Permission denied")
        && file_read(&place->arena, place->path, 0, &content, &place->error) && strcmp(content.text, "old") == 0;
}

static void survives_a_folder_that_is_read_only(void **state)
{
    Place *place = *state;

    assert_true(put(place, "old"));
    assert_int_equal(chmod(place->folder, 0555), 0);
    in_child(place, fails_when_denied);
    assert_int_equal(chmod(place->folder, 0755), 0);
    assert_string_equal(get(place), "old");
    assert_int_equal(count_files(place->folder), 1);
}

static void makes_folders(void **state)
{
    Place *place = *state;
    const char *deep = file_join(&place->arena, place->folder, "a/b//c/");
    struct stat status;

    assert_true(file_make_folder(&place->arena, deep, &place->error));
    assert_true(file_make_folder(&place->arena, deep, &place->error));
    assert_int_equal(stat(deep, &status), 0);
    assert_true(S_ISDIR(status.st_mode));
    assert_true(file_make_folder(&place->arena, "/", &place->error));
    assert_true(put(place, "a file in the way"));
    assert_false(file_make_folder(&place->arena, place->path, &place->error));
    assert_false(file_make_folder(&place->arena, file_join(&place->arena, place->path, "y"), &place->error));
    assert_non_null(strstr(place->error, "Not a directory"));
}

static void joins_paths(void **state)
{
    Place *place = *state;

    assert_string_equal(file_join(&place->arena, "a/b", "c"), "a/b/c");
    assert_string_equal(file_join(&place->arena, "a", "/c"), "/c");
    assert_string_equal(file_join(&place->arena, ".", "c"), "c");
    assert_string_equal(file_folder(&place->arena, "a/b.eco"), "a");
    assert_string_equal(file_folder(&place->arena, "b.eco"), ".");
    assert_string_equal(file_folder(&place->arena, "/b.eco"), "/");
    assert_string_equal(file_folder(&place->arena, "/a/b.eco"), "/a");
}

#define IN_FOLDER(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(writes_and_reads),
        IN_FOLDER(leaves_what_is_equal),
        IN_FOLDER(keeps_the_mode),
        IN_FOLDER(reads_no_more_than_the_limit),
        IN_FOLDER(says_why_it_cannot_read),
        IN_FOLDER(reads_pipes),
        IN_FOLDER(leaves_links_where_they_are),
        IN_FOLDER(writes_into_what_is_no_file),
        IN_FOLDER(survives_a_full_disk),
        IN_FOLDER(survives_a_folder_that_is_read_only),
        IN_FOLDER(makes_folders),
        IN_FOLDER(joins_paths),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
