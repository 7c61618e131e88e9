/* Throwaway servers: that they start anywhere, and that nothing of them stays, whatever ends the program. */
#define _DEFAULT_SOURCE
#include "dsl/base/file.h"
#include "runtime/pg/db.h"
#include "runtime/pg/ephemeral.h"
#include "tests/server.h"
#include "tests/suite.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOKS = 1000 };              /* of 10 ms each: how long a clean-up may take before it counts as missing */

static const char *ask(Arena *arena, const char *conninfo, const char *sql)
{
    Db *db = db_open(arena, &(DbOptions){.conninfo = conninfo});
    PGresult *result = db_query(db, arena, sql);

    if (!result)
        fail_msg("%s", db_error(db)->message);
    const char *value = db_value(result, 0, 0);
    db_close(db);
    return value;
}

static Ephemeral start(Arena *arena)
{
    Ephemeral server;
    const char *error;

    if (!ephemeral_start(arena, &(EphemeralOptions){0}, &server, &error))
        fail_msg("%s", error);
    return server;
}

static pid_t postmaster_of(Arena *arena, const char *folder)
{
    Bytes content;
    const char *error;

    if (!file_read(arena, file_join(arena, folder, "data/postmaster.pid"), 4096, &content, &error))
        fail_msg("%s", error);
    return (pid_t)strtol(content.text, NULL, 10);
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* A zombie whose parent has not looked yet is as good as gone. */
static bool is_running(Arena *arena, pid_t pid)
{
    Bytes status;
    const char *unread;

    if (kill(pid, 0) != 0)
        return false;
    return !file_read(arena, arena_printf(arena, "/proc/%ld/status", (long)pid), 0, &status, &unread)
        || !strstr(status.text, "State:\tZ");
}

static void is_gone_soon(Arena *arena, const char *folder, pid_t postmaster)
{
    for (int i = 0; i < LOOKS && (is_there(folder) || is_running(arena, postmaster)); i++)
        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    assert_false(is_there(folder));
    assert_false(is_running(arena, postmaster));
}

static void it_comes_and_goes(void **state)
{
    Arena arena = {0};
    Ephemeral server = start(&arena);
    const char *folder = server.folder;
    pid_t postmaster = postmaster_of(&arena, folder);
    struct stat status;

    (void)state;
    assert_string_equal(ask(&arena, server.conninfo, "show listen_addresses"), "");
    assert_string_equal(ask(&arena, server.url, "show server_encoding"), "UTF8");
    assert_string_equal(ask(&arena, server.url, "select current_user"), "postgres");
    assert_string_equal(ask(&arena, server.url, "show fsync"), "off");
    assert_int_equal(stat(arena_printf(&arena, "/proc/%ld", (long)postmaster), &status), 0);
    assert_int_not_equal(status.st_uid, 0);
    assert_int_equal(stat(folder, &status), 0);
    assert_int_equal(status.st_mode & 077, 0);
    ephemeral_stop(&server);
    assert_false(is_there(folder));
    assert_false(is_running(&arena, postmaster));
    ephemeral_stop(&server);
    arena_free(&arena);
}

static void two_at_once(void **state)
{
    Arena arena = {0};
    Ephemeral one = start(&arena), two = start(&arena);
    const char *first = one.folder;

    (void)state;
    assert_string_not_equal(one.folder, two.folder);
    assert_string_equal(ask(&arena, one.conninfo, "select 1"), "1");
    ephemeral_stop(&one);
    assert_false(is_there(first));
    assert_string_equal(ask(&arena, two.conninfo, "select 2"), "2");
    ephemeral_stop(&two);
    arena_free(&arena);
}

/* A program that holds a server until something ends it. */
typedef struct Holder {
    pid_t program, keeper, postmaster;
    const char *folder;
} Holder;

static Holder hold(Arena *arena)
{
    int pipes[2];
    char line[4096] = "";
    long keeper;

    assert_int_equal(pipe(pipes), 0);
    pid_t program = fork();
    if (program == 0) {
        Ephemeral server = start(arena);

        dprintf(pipes[1], "%ld %s", (long)server.keeper, server.folder);
        close(pipes[1]);
        for (;;)
            pause();
    }
    close(pipes[1]);
    for (ssize_t got, length = 0; (got = read(pipes[0], line + length, sizeof line - 1 - (size_t)length)) > 0;)
        length += got;
    close(pipes[0]);

    char *rest;
    keeper = strtol(line, &rest, 10);
    const char *folder = arena_strdup(arena, rest + 1);
    return (Holder){.program = program, .keeper = (pid_t)keeper, .folder = folder,
                    .postmaster = postmaster_of(arena, folder)};
}

static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGKILL};

static void signals_to_the_program_end_it(void **state)
{
    Arena arena = {0};
    Holder holder = hold(&arena);

    kill(holder.program, *(const int *)*state);
    waitpid(holder.program, NULL, 0);
    is_gone_soon(&arena, holder.folder, holder.postmaster);
    arena_free(&arena);
}

static void the_next_start_sweeps(void **state)
{
    Arena arena = {0};
    Holder holder = hold(&arena);

    (void)state;
    kill(holder.keeper, SIGKILL);
    kill(holder.program, SIGKILL);
    waitpid(holder.program, NULL, 0);
    for (int i = 0; i < LOOKS && is_running(&arena, holder.keeper); i++)
        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    assert_true(is_there(holder.folder));
    Ephemeral next = start(&arena);
    is_gone_soon(&arena, holder.folder, holder.postmaster);
    ephemeral_stop(&next);
    arena_free(&arena);
}

static void a_living_one_is_not_swept(void **state)
{
    Arena arena = {0};
    Ephemeral one = start(&arena);
    Holder other = hold(&arena);

    (void)state;
    assert_string_equal(ask(&arena, one.conninfo, "select 1"), "1");
    kill(other.program, SIGTERM);
    waitpid(other.program, NULL, 0);
    is_gone_soon(&arena, other.folder, other.postmaster);
    assert_string_equal(ask(&arena, one.conninfo, "select 1"), "1");
    ephemeral_stop(&one);
    arena_free(&arena);
}

/* Folders with names that must be quoted somewhere on the way, or that no socket's path fits into. */
static const struct Place {
    const char *name, *folder;
    bool used;
} places[] = {
    {"a blank and quotes in TMPDIR", "a b'c\"d\\e%f", true},
    {"a comma in TMPDIR", "a,b", false},
    {"a long TMPDIR", "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678",
     false},
    {"letters beyond ASCII in TMPDIR", "\xc3\xa9t\xc3\xa9", true},
};

static const char *new_folder(Arena *arena)
{
    char *path = arena_strdup(arena, "/tmp/ecotest-XXXXXX");

    assert_non_null(mkdtemp(path));
    chmod(path, 0777);
    return path;
}

static void remove_folder(Arena *arena, const char *path)
{
    const char *words[] = {"rm", "-rf", "--", path, NULL};
    int exit_code;

    run_program(arena, words, NULL, &exit_code);
    assert_int_equal(exit_code, 0);
}

static void any_folder_will_do(void **state)
{
    const struct Place *c = *state;
    Arena arena = {0};
    const char *parent = new_folder(&arena), *folder = file_join(&arena, parent, c->folder);

    assert_int_equal(mkdir(folder, 0777), 0);
    chmod(folder, 0777);
    setenv("TMPDIR", folder, 1);
    Ephemeral server = start(&arena);
    unsetenv("TMPDIR");
    assert_int_equal(strncmp(server.folder, folder, strlen(folder)) == 0, c->used);
    assert_string_equal(ask(&arena, server.conninfo, "select 1"), "1");
    assert_string_equal(server_psql(&arena, server.url, "select 1"), "1\n");
    ephemeral_stop(&server);
    remove_folder(&arena, parent);
    arena_free(&arena);
}

static size_t count_entries(const char *folder, const char *prefix)
{
    DIR *opened = opendir(folder);
    size_t count = 0;

    for (const struct dirent *entry; opened && (entry = readdir(opened));)
        count += strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
    if (opened)
        closedir(opened);
    return count;
}

static void two_fill_the_cache_and_one_is_damaged(void **state)
{
    Arena arena = {0};
    const char *cache = new_folder(&arena), *ours = file_join(&arena, cache, "ecogen");

    (void)state;
    setenv("XDG_CACHE_HOME", cache, 1);
    pid_t other = fork();
    Ephemeral server = start(&arena);
    if (other == 0) {
        bool works = strcmp(ask(&arena, server.conninfo, "select 1"), "1") == 0;

        ephemeral_stop(&server);
        _exit(works ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(other, &status, 0), other);
    assert_int_equal(status, 0);
    ephemeral_stop(&server);
    assert_int_equal(count_entries(ours, "cluster-"), 1);
    assert_int_equal(count_entries(ours, "building."), 0);

    const char *damage[] = {"sh", "-c", "rm \"$1\"/*/global/pg_control", "sh", ours, NULL};
    run_program(&arena, damage, NULL, &status);
    assert_int_equal(status, 0);
    server = start(&arena);
    assert_string_equal(ask(&arena, server.conninfo, "select 1"), "1");
    ephemeral_stop(&server);
    unsetenv("XDG_CACHE_HOME");
    remove_folder(&arena, cache);
    arena_free(&arena);
}

static void a_read_only_cache_is_passed_over(void **state)
{
    Arena arena = {0};
    const char *cache = new_folder(&arena);

    (void)state;
    chmod(cache, 0555);
    setenv("XDG_CACHE_HOME", cache, 1);
    Ephemeral server = start(&arena);
    unsetenv("XDG_CACHE_HOME");
    assert_string_equal(ask(&arena, server.conninfo, "select 1"), "1");
    ephemeral_stop(&server);
    chmod(cache, 0777);
    remove_folder(&arena, cache);
    arena_free(&arena);
}

static void failures_are_told(void **state)
{
    static const char *const nonsense[] = {"nonsense=1", NULL};
    Arena arena = {0};
    Ephemeral server;
    const char *error = "", *temporary = new_folder(&arena);

    (void)state;
    assert_false(ephemeral_start(&arena, &(EphemeralOptions){.binaries = "/nonexistent"}, &server, &error));
    assert_non_null(strstr(error, "no PostgreSQL server in /nonexistent"));
    setenv("ECO_PG_BIN", "/nowhere", 1);
    assert_false(ephemeral_start(&arena, &(EphemeralOptions){0}, &server, &error));
    assert_non_null(strstr(error, "/nowhere"));
    unsetenv("ECO_PG_BIN");
    setenv("TMPDIR", temporary, 1);
    assert_false(ephemeral_start(&arena, &(EphemeralOptions){.settings = nonsense}, &server, &error));
    unsetenv("TMPDIR");
    assert_non_null(strstr(error, "unrecognized configuration parameter \"nonsense\""));
    assert_int_equal(count_entries(temporary, "ecogen"), 0);
    ephemeral_stop(&server);
    remove_folder(&arena, temporary);
    arena_free(&arena);
}

/* A command beside a server: what it is, and what comes of it. */
static const struct Command {
    const char *name, *script;
    int exit_code;
} commands[] = {
    {"the command's exit code", "exit 7", 7},
    {"the URL works", "test \"$(psql -XAtqc 'select 1' \"$DATABASE_URL\")\" = 1", 0},
    {"libpq's variables work", "test \"$(psql -XAtqc 'select current_user')\" = postgres", 0},
    {"ended by a signal", "kill -TERM $$", 128 + SIGTERM},
    {"not to be found", NULL, 127},
};

static void command_runs_beside_it(void **state)
{
    const struct Command *c = *state;
    Arena arena = {0};
    char *command[] = {(char *)"sh", (char *)"-c", (char *)c->script, NULL};
    int exit_code = -1;
    const char *error;

    if (!c->script)
        command[0] = (char *)"/nonexistent/command";
    setenv("PGHOST", "elsewhere.invalid", 1);
    setenv("PGPORT", "1", 1);
    setenv("PGOPTIONS", "-c nonsense=1", 1);
    setenv("PGHOSTADDR", "127.0.0.1", 1);
    assert_true(ephemeral_hold(&arena, command, &exit_code, &error));
    unsetenv("PGHOST");
    unsetenv("PGPORT");
    unsetenv("PGOPTIONS");
    unsetenv("PGHOSTADDR");
    assert_int_equal(exit_code, c->exit_code);
    arena_free(&arena);
}

/* The command says where the server is, then waits; we end the program around it. */
static void signals_reach_the_command(void **state)
{
    Arena arena = {0};
    const char *told = new_folder(&arena), *note = file_join(&arena, told, "note"), *unread;
    char *command[] = {(char *)"sh", (char *)"-c",
                       arena_printf(&arena, "trap 'exit 9' TERM; echo $PGHOST > %s.new; mv %s.new %s; while :; do "
                                    "sleep 0.05; done", note, note, note), NULL};
    Bytes folder;
    int status;

    (void)state;
    pid_t holder = fork();
    if (holder == 0) {
        int exit_code = 1;

        ephemeral_hold(&arena, command, &exit_code, &unread);
        _exit(exit_code);
    }
    for (int i = 0; i < LOOKS && !is_there(note); i++)
        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    assert_true(file_read(&arena, note, 0, &folder, &unread));
    assert_true(is_there(arena_strndup(&arena, folder.text, folder.length - 1)));
    kill(holder, SIGTERM);
    waitpid(holder, &status, 0);
    assert_int_equal(WEXITSTATUS(status), 9);
    assert_false(is_there(arena_strndup(&arena, folder.text, folder.length - 1)));
    remove_folder(&arena, told);
    arena_free(&arena);
}

static void await_entries(const char *folder, size_t wanted)
{
    for (int i = 0; i < LOOKS && count_entries(folder, "ecogen.") != wanted; i++)
        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    assert_int_equal(count_entries(folder, "ecogen."), wanted);
}

/* From the folder's first moment on; somewhere in between postgres is a process, and not yet itself. */
static void a_start_can_be_ended_at_any_time(void **state)
{
    enum { ROUNDS = 12, STEP = 15 * 1000 * 1000 };
    Arena arena = {0};
    const char *parent = new_folder(&arena);

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        pid_t program = fork();
        if (program == 0) {
            setenv("TMPDIR", parent, 1);
            start(&arena);
            for (;;)
                pause();
        }
        await_entries(parent, 1);
        nanosleep(&(struct timespec){.tv_nsec = round * STEP}, NULL);
        kill(program, SIGKILL);
        waitpid(program, NULL, 0);
        await_entries(parent, 0);
    }
    remove_folder(&arena, parent);
    arena_free(&arena);
}

int main(int count, char **words)
{
    static const char *const ending_names[] = {"SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"};
    Suite suite = suite_of("ephemeral", count, words);

    SUITE_TEST(&suite, it_comes_and_goes);
    SUITE_TEST(&suite, two_at_once);
    SUITE_TEST(&suite, the_next_start_sweeps);
    SUITE_TEST(&suite, a_living_one_is_not_swept);
    SUITE_TEST(&suite, two_fill_the_cache_and_one_is_damaged);
    SUITE_TEST(&suite, a_read_only_cache_is_passed_over);
    SUITE_TEST(&suite, failures_are_told);
    SUITE_TEST(&suite, signals_reach_the_command);
    SUITE_TEST(&suite, a_start_can_be_ended_at_any_time);
    for (size_t i = 0; i < COUNT(endings); i++)
        suite_add(&suite, ending_names[i], signals_to_the_program_end_it, &endings[i]);
    SUITE_ROWS(&suite, places, name, any_folder_will_do);
    SUITE_ROWS(&suite, commands, name, command_runs_beside_it);
    return suite_run(&suite, NULL, NULL);
}
