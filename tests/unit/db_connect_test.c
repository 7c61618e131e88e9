/* Connections that fail: how each is told apart, and that no error gives a password away. */
#define _POSIX_C_SOURCE 200809L
#include "runtime/pg/db.h"
#include "tests/server.h"
#include "tests/suite.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECRET "hush-hush"

/* `conninfo` follows "host=… port=…" of the server if it begins with a blank. */
static const struct Refusal {
    const char *name, *conninfo;
    DbFailure failure;
    const char *sqlstate, *says;
} refusals[] = {
    {"C383 refused", "host=127.0.0.1 port=1 password=" SECRET, DB_UNREACHABLE, "", "refused"},
    {"no socket", "host=/nonexistent", DB_UNREACHABLE, "", "No such file"},
    {"C383 no such host", "postgresql://u:" SECRET "@no-such-host.invalid/db", DB_UNREACHABLE, "",
     "no-such-host.invalid"},
    {"C383 wrong password", " user=locked dbname=postgres password=" SECRET, DB_DENIED, "28P01", "locked"},
    {"no password", " user=locked dbname=postgres", DB_DENIED, "", "password"},
    {"unknown role", " user=nobody_here dbname=postgres", DB_DENIED, "28000", "nobody_here"},
    {"unknown database", " user=postgres dbname=not_there", DB_DENIED, "3D000", "not_there"},
    {"database without connections", " user=postgres dbname=template0", DB_DENIED, "55000", "template0"},
    {"too many connections", " user=crowded dbname=postgres", DB_UNREACHABLE, "53300", "crowded"},
    {"bad setting", " user=postgres dbname=postgres options='-c nonsense=1'", DB_DENIED, "42704", "nonsense"},
    {"not a conninfo", "what is this " SECRET, DB_MISUSED, "", "connection string"},
    {"unknown keyword", "host=x pass=" SECRET, DB_MISUSED, "", "connection string"},
    {"missing =", "host=x " SECRET, DB_MISUSED, "", "connection string"},
    {"bad percent", "postgresql://u:" SECRET "%zz@h/d", DB_MISUSED, "", "connection string"},
    {"second @", "postgresql://u:p@" SECRET "@host/d", DB_MISUSED, "", "%40"},
    {"port is no number", "postgresql://u:" SECRET "@127.0.0.1:x/d", DB_MISUSED, "", "port"},
    {"port out of range", "host=127.0.0.1 port=99999 password=" SECRET, DB_MISUSED, "", "port"},
    {"slash in a password", "postgresql://u:" SECRET "/x@host/d", DB_MISUSED, "", "%2F"},
    {"missing ]", "postgresql://u:" SECRET "@[::1/d", DB_MISUSED, "", "connection string"},
};

/* What stands at an address without being PostgreSQL, or without being ready. */
static const struct Stranger {
    const char *name, *reply;
    size_t length;
    bool hangs;
    DbFailure failure;
    const char *sqlstate;
} strangers[] = {
    {"a web server", "HTTP/1.0 400 Bad Request\r\n\r\n", 28, false, DB_UNREACHABLE, ""},
    {"hangs up", "", 0, false, DB_UNREACHABLE, ""},
    {"never answers", "", 0, true, DB_UNREACHABLE, ""},
    {"C383 starting up", "E\0\0\0\x34" "SFATAL\0C57P03\0Mthe database system is starting\0\0",
     53, false, DB_UNREACHABLE,
     "57P03"},
    {"garbage after an R", "R\xff\xff\xff\xff" "abc", 8, false, DB_UNREACHABLE, ""},
};

static void says_no_secret(const Db *db)
{
    const DbError *error = db_error(db);
    const char *texts[] = {error->message, error->detail, error->hint, error->context, db_label(db)};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strstr(texts[i], SECRET) || strstr(texts[i], "LOCATION"))
            fail_msg("said: %s", texts[i]);
}

static void failure_is_told(Db *db, DbFailure failure, const char *sqlstate, const char *says)
{
    assert_non_null(db_error(db));
    if (db_error(db)->failure != failure || strcmp(db_error(db)->sqlstate, sqlstate) != 0
        || !strstr(db_error(db)->message, says))
        fail_msg("%d %s: %s", (int)db_error(db)->failure, db_error(db)->sqlstate, db_error(db)->message);
    says_no_secret(db);
    assert_false(db_run(db, "select 1"));
    db_rollback(db);
    assert_false(db_forgive(db));
}

static void refusal_is_told(void **state)
{
    const struct Refusal *c = *state;
    Arena arena = {0};
    const char *host = strstr(server_conninfo(), "host='"), *end = strstr(host, " user=");
    const char *conninfo = *c->conninfo == ' '
                         ? arena_printf(&arena, "%.*s%s", (int)(end - host), host, c->conninfo) : c->conninfo;

    failure_is_told(db_open(&arena, &(DbOptions){.conninfo = conninfo}), c->failure, c->sqlstate, c->says);
    arena_free(&arena);
}

/* Accept one connection, read what it asks, answer, and hang up or not. */
static void play_stranger(int listener, const struct Stranger *c)
{
    int fd = accept(listener, NULL, NULL);
    char asked[1024];

    if (read(fd, asked, sizeof asked) > 0 && c->length > 0 && write(fd, c->reply, c->length) < 0)
        _exit(1);
    if (c->hangs)
        pause();
    _exit(0);
}

static void stranger_is_told(void **state)
{
    const struct Stranger *c = *state;
    Arena arena = {0};
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listener, 1), 0);
    getsockname(listener, (struct sockaddr *)&address, &size);
    pid_t child = fork();
    if (child == 0)
        play_stranger(listener, c);
    close(listener);

    const char *conninfo = arena_printf(&arena, "host=127.0.0.1 port=%d user=u password=" SECRET
                                        " sslmode=disable gssencmode=disable", ntohs(address.sin_port));
    Db *db = db_open(&arena, &(DbOptions){.conninfo = conninfo, .connect_timeout = 1});
    failure_is_told(db, c->failure, c->sqlstate, "");
    db_close(db);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    arena_free(&arena);
}

/* A role whose password is asked for; the server takes up its new pg_hba.conf when it gets to it. */
static int start(void **state)
{
    Arena arena = {0};
    const char *conninfo;
    bool asked = false;

    if (server_start(state) != 0)
        return 1;
    server_psql(&arena, server_conninfo(),
                "create role locked login password 'right'; create role crowded login connection limit 0;"
                "select format('copy (values (''local all locked scram-sha-256''), (''local all all trust'')) to %L',"
                "              current_setting('hba_file'))\n\\gexec\n"
                "select pg_reload_conf();");
    conninfo = arena_printf(&arena, "%s user=locked password=wrong", server_conninfo());
    for (int i = 0; i < 500 && !asked; i++) {
        asked = db_failed(db_open(&arena, &(DbOptions){.conninfo = conninfo}));
        nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
    }
    arena_free(&arena);
    return !asked;
}

int main(int count, char **words)
{
    Suite suite = suite_of("db_connect", count, words);

    SUITE_ROWS(&suite, refusals, name, refusal_is_told);
    SUITE_ROWS(&suite, strangers, name, stranger_is_told);
    return suite_run(&suite, start, server_stop);
}
