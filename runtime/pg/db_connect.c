/*
 * Connecting: which server, and a session whose every setting that matters is pinned.
 */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/strbuf.h"
#include "runtime/pg/db_private.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATIENCE = 10 };             /* seconds, where nobody said how long to wait for a server */

/*
 * What changes the meaning of SQL, or of what the server prints, and what may end the session in the middle. Each of
 * these exists since PostgreSQL 14 and may be set by anybody.
 */
static const char *const pinned[] = {
    "standard_conforming_strings=on", "DateStyle=ISO", "IntervalStyle=postgres", "TimeZone=UTC",
    "extra_float_digits=3", "bytea_output=hex", "quote_all_identifiers=off", "transform_null_equals=off",
    "row_security=on", "check_function_bodies=on", "default_table_access_method=heap", "default_tablespace=",
    "default_toast_compression=pglz", "default_transaction_isolation=read committed",
    "default_transaction_read_only=off", "default_transaction_deferrable=off",
    "idle_in_transaction_session_timeout=0", "idle_session_timeout=0",
};

/* A word of the startup option: its white space and backslashes are escaped. */
static void put_setting(StrBuf *out, const char *setting)
{
    strbuf_puts(out, out->length ? " -c " : "-c ");
    for (; *setting; setting++) {
        if (*setting == '\\' || strchr(" \t\n\r\v\f", *setting))
            strbuf_putc(out, '\\');
        strbuf_putc(out, *setting);
    }
}

/* The user's own options come first, so that ours win. */
static const char *startup_options(Arena *arena, const DbOptions *wanted, const char *users)
{
    StrBuf out = {.arena = arena};
    const char *path = wanted->search_path ? wanted->search_path : "";

    if (users)
        strbuf_puts(&out, users);
    for (size_t i = 0; i < sizeof pinned / sizeof *pinned; i++)
        put_setting(&out, pinned[i]);
    put_setting(&out, arena_printf(arena, "search_path=%s", path));
    put_setting(&out, arena_printf(arena, "lock_timeout=%u", wanted->lock_timeout));
    put_setting(&out, arena_printf(arena, "statement_timeout=%u", wanted->statement_timeout));
    for (const char *const *setting = wanted->settings; setting && *setting; setting++)
        put_setting(&out, *setting);
    return strbuf_text(&out);
}

static const char *option_value(const PQconninfoOption *options, const char *keyword)
{
    for (; options && options->keyword; options++)
        if (strcmp(options->keyword, keyword) == 0)
            return options->val && *options->val ? options->val : NULL;
    return NULL;
}

/* "5432", "5432,,5433" */
static bool are_ports(const char *text)
{
    while (*text) {
        size_t length = strcspn(text, ",");
        long port = strtol(text, NULL, 10);

        if (length && (strspn(text, "0123456789") < length || length > 5 || port < 1 || port > 65535))
            return false;
        text += length + (text[length] == ',');
    }
    return true;
}

/*
 * libpq's own complaints about a connection string quote parts of it, and so, maybe, of a password that holds an "@" or
 * "/" and was taken for a host or port: what libpq would say is never shown.
 */
static const char *misuse(const char *conninfo)
{
    PQconninfoOption *options = PQconninfoParse(conninfo, NULL);
    const char *host = option_value(options, "host"), *port = option_value(options, "port"), *wrong = NULL;

    if (!options)
        wrong = "the connection string is neither a URL (postgresql://user@host:port/database) nor a list of "
                "keyword=value";
    else if (host && strchr(host, '@'))
        wrong = "the connection string has a second \"@\": in a password write %40 for it";
    else if (port && !are_ports(port))
        wrong = "the port in the connection string is no number from 1 to 65535 (in a password write %2F for \"/\")";
    PQconninfoFree(options);
    return wrong;
}

static bool is_conninfo(const char *text)
{
    return strncmp(text, "postgresql://", 13) == 0 || strncmp(text, "postgres://", 11) == 0 || strchr(text, '=');
}

static unsigned patience(const Db *db)
{
    PQconninfoOption *options = PQconninfo(db->connection);
    const char *said = option_value(options, "connect_timeout");
    long seconds = db->options.connect_timeout ? (long)db->options.connect_timeout
                 : said                        ? strtol(said, NULL, 10)
                                               : PATIENCE;

    PQconninfoFree(options);
    return seconds > 0 && seconds < 1000000 ? (unsigned)seconds : PATIENCE;
}

static long now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* PQconnectdb() would neither see a signal nor tell the state of an error. */
static bool shake_hands(Db *db)
{
    long end = now() + (long)patience(db) * 1000;
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;

    while (next != PGRES_POLLING_OK && next != PGRES_POLLING_FAILED) {
        struct pollfd watched = {
            .fd = PQsocket(db->connection),
            .events = next == PGRES_POLLING_READING ? POLLIN : POLLOUT,
        };
        int ready = poll(&watched, 1, 100);

        if (!db_may_send(db))
            return false;
        if (now() > end)
            return db_fail_text(db, DB_UNREACHABLE,
                                arena_printf(db->arena, "no answer within %u seconds", patience(db)));
        if (ready > 0)
            next = PQconnectPoll(db->connection);
    }
    return next == PGRES_POLLING_OK || db_fail(db, db_error_of_connecting(db->arena, db->connection));
}

static const char *make_label(Arena *arena, PGconn *connection)
{
    const char *host = PQhost(connection), *port = PQport(connection), *user = PQuser(connection);
    const char *database = PQdb(connection);

    return arena_printf(arena, "%s@%s:%s/%s", user ? user : "", host && *host ? host : "localhost",
                        port && *port ? port : "5432", database ? database : "");
}

/* The options of a conninfo, or else of the environment. */
static const char *users_options(Arena *arena, const char *conninfo)
{
    PQconninfoOption *options = PQconninfoParse(conninfo, NULL);
    const char *said = option_value(options, "options");

    said = said ? arena_strdup(arena, said) : getenv("PGOPTIONS");
    PQconninfoFree(options);
    return said;
}

static bool start(Db *db, const char *conninfo)
{
    const char *keywords[] = {"dbname", "application_name", "client_encoding", "options", NULL};
    const char *values[] = {
        conninfo, db->options.application ? db->options.application : "ecogen", "UTF8",
        startup_options(db->arena, &db->options, users_options(db->arena, conninfo)), NULL,
    };

    db->connection = PQconnectStartParams(keywords, values, 1);
    if (!db->connection)
        return db_fail_text(db, DB_MISUSED, "out of memory");
    db_hear_notices(db);
    PQsetErrorVerbosity(db->connection, PQERRORS_VERBOSE);
    db->label = make_label(db->arena, db->connection);
    if (PQstatus(db->connection) == CONNECTION_BAD)
        return db_fail(db, db_error_of_connecting(db->arena, db->connection));
    return true;
}

bool db_connect(Db *db)
{
    const char *conninfo = db->options.conninfo ? db->options.conninfo : "";

    const char *wrong = !*conninfo ? NULL : is_conninfo(conninfo) ? misuse(conninfo) : misuse("neither");

    if (wrong)
        return db_fail_text(db, DB_MISUSED, wrong);
    return start(db, conninfo) && shake_hands(db);
}
