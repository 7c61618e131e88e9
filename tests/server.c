#define _POSIX_C_SOURCE 200809L
#include "tests/server.h"

#include "dsl/base/list.h"
#include "dsl/base/strbuf.h"
#include "runtime/pg/ephemeral.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <libpq-fe.h>

static Arena arena_of_server;
static Ephemeral server;

int server_start(void **state)
{
    const char *error;

    (void)state;
    if (ephemeral_start(&arena_of_server, &(EphemeralOptions){0}, &server, &error))
        return 0;
    print_error("%s\n", error);
    return 1;
}

/* A program of that server's version; Debian's in /usr/bin are scripts that look for it, at ten times the cost. */
static const char *server_program(Arena *arena, const char *conninfo, const char *name)
{
    PGconn *connection = PQconnectdb(conninfo);
    PGresult *result = PQexec(connection, "select setting from pg_config where name = 'BINDIR'");
    const char *folder = PQntuples(result) == 1 ? PQgetvalue(result, 0, 0) : "";
    const char *path = arena_printf(arena, "%s/%s", folder, name);

    PQclear(result);
    PQfinish(connection);
    return access(path, X_OK) == 0 ? path : name;
}

int server_major(void)
{
    static int major;

    if (!major) {
        PGconn *connection = PQconnectdb(server.conninfo);

        major = PQserverVersion(connection) / 10000;
        PQfinish(connection);
    }
    return major;
}

bool server_has_lz4(void)
{
    static enum { UNKNOWN, HAS, LACKS } answer;

    if (answer == UNKNOWN) {
        PGconn *connection = PQconnectdb(server.conninfo);
        PGresult *result = PQexec(connection, "select from pg_settings where name = 'default_toast_compression'"
                                              " and 'lz4' = any (enumvals)");

        answer = PQntuples(result) ? HAS : LACKS;
        PQclear(result);
        PQfinish(connection);
    }
    return answer == HAS;
}

static const char *dump_program(void)
{
    static const char *pg_dump;

    if (!pg_dump)
        pg_dump = server_program(&arena_of_server, server.conninfo, "pg_dump");
    return pg_dump;
}

/* pg_dump reads servers up to its own major: "pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)". */
static int dump_major(void)
{
    const char *words[] = {dump_program(), "--version", NULL};
    int exit_code;
    const char *version = run_program(&arena_of_server, words, NULL, &exit_code);
    const char *number = strstr(version, ") ");

    return exit_code == 0 && number ? atoi(number + 2) : 0;
}

bool server_can_dump(void)
{
    static enum { UNKNOWN, CAN, CANNOT } answer;

    if (answer == UNKNOWN) {
        answer = dump_major() >= server_major() ? CAN : CANNOT;
        if (answer == CANNOT)
            print_message("no pg_dump reads this server (%d): what it would see is not compared\n", server_major());
    }
    return answer == CAN;
}

int server_stop(void **state)
{
    (void)state;
    ephemeral_stop(&server);
    arena_free(&arena_of_server);
    return 0;
}

const char *server_conninfo(void)
{
    return server.conninfo;
}

const char *server_new_database(Arena *arena)
{
    static unsigned last;
    const char *name = arena_printf(arena, "test_%u", ++last);
    PGconn *connection = PQconnectdb(server.conninfo);
    /* Through the log, as since 15, it takes twice as long. */
    const char *sql = arena_printf(arena, "create database %s template template0%s", name,
                                   PQserverVersion(connection) >= 150000 ? " strategy file_copy" : "");
    PGresult *result = PQexec(connection, sql);

    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s", PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
    return ephemeral_conninfo(arena, &server, name);
}

const char *server_url(Arena *arena, const char *conninfo)
{
    PQconninfoOption *options = PQconninfoParse(conninfo, NULL);
    const char *database = "postgres", *url;

    for (PQconninfoOption *option = options; option && option->keyword; option++)
        if (strcmp(option->keyword, "dbname") == 0 && option->val)
            database = option->val;
    url = ephemeral_url(arena, &server, database);
    PQconninfoFree(options);
    return url;
}

static FILE *file_with(const char *content)
{
    FILE *file = tmpfile();

    if (!file || fputs(content, file) < 0 || fflush(file) != 0 || fseek(file, 0, SEEK_SET) != 0)
        fail_msg("cannot make a temporary file: %s", strerror(errno));
    return file;
}

static const char *content_of(Arena *arena, FILE *file)
{
    StrBuf content = {.arena = arena};
    char part[4096];

    rewind(file);
    for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;)
        strbuf_putn(&content, part, got);
    return strbuf_text(&content);
}

const char *run_program(Arena *arena, const char *const *words, const char *input, int *exit_code)
{
    FILE *in = file_with(input ? input : ""), *out = file_with("");
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        signal(SIGINT, SIG_DFL);        /* a shell ignores it for what runs behind it, */
        signal(SIGHUP, SIG_DFL);        /* and nohup this one */
        dup2(fileno(in), STDIN_FILENO);
        dup2(fileno(out), STDOUT_FILENO);
        dup2(fileno(out), STDERR_FILENO);
        execvp(words[0], (char *const *)words);
        dprintf(STDERR_FILENO, "cannot run %s: %s\n", words[0], strerror(errno));
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    *exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);

    const char *output = content_of(arena, out);
    fclose(in);
    fclose(out);
    return output;
}

const char *server_psql(Arena *arena, const char *conninfo, const char *script)
{
    static const char *psql;
    if (!psql)
        psql = server_program(&arena_of_server, conninfo, "psql");

    const char *words[] = {psql, "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", conninfo, NULL};
    int exit_code;
    const char *output = run_program(arena, words, script, &exit_code);

    if (exit_code != 0)
        fail_msg("psql exited with %d: %s", exit_code, output);
    return output;
}

/* \restrict carries a random key, in the releases that print it. */
static int says_nothing(const char *line, size_t length)
{
    return length == 0 || strncmp(line, "--", 2) == 0 || strncmp(line, "\\restrict ", 10) == 0
        || strncmp(line, "\\unrestrict ", 12) == 0;
}

static int by_text(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* Add what was kept back, by name. */
static void put_sorted(StrBuf *out, List *lines)
{
    if (lines->count)
        qsort(lines->items, lines->count, sizeof(void *), by_text);
    for (size_t i = 0; i < lines->count; i++)
        strbuf_printf(out, "%s\n", (const char *)lines->items[i]);
    lines->count = 0;
}

/* Grants of one object are told in the order in which they were made: here they stand by name. */
static const char *tidied(Arena *arena, const char *dump)
{
    StrBuf kept = {.arena = arena};
    List grants = {0};

    for (size_t length; *dump; dump += length + (dump[length] == '\n')) {
        length = strcspn(dump, "\n");
        if (says_nothing(dump, length))
            continue;
        if (strncmp(dump, "GRANT ", 6) == 0) {
            list_add(&grants, arena, arena_strndup(arena, dump, length));
            continue;
        }
        put_sorted(&kept, &grants);
        strbuf_putn(&kept, dump, length);
        strbuf_putc(&kept, '\n');
    }
    put_sorted(&kept, &grants);
    return strbuf_text(&kept);
}

const char *server_dump(Arena *arena, const char *conninfo)
{
    const char *words[] = {dump_program(), "-s", "-d", conninfo, NULL};
    int exit_code;
    const char *output = run_program(arena, words, NULL, &exit_code);

    if (exit_code != 0)
        fail_msg("pg_dump exited with %d: %s", exit_code, output);
    return tidied(arena, output);
}
