#include "runtime/runner/lock.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_PAUSE = 200, LONGEST_PAUSE = 2000 };   /* milliseconds between two tries */

/*
 * Since PostgreSQL 14 a server can notice that its client is gone; without that the statement of a killed runner waits
 * in the queue for its locks, blocks others, and then runs. Only on Linux can every one of these versions do it.
 */
const char *const lock_session_sql =
    "SELECT CASE WHEN pg_catalog.version() ~ 'linux'\n"
    "            THEN pg_catalog.set_config('client_connection_check_interval', '2s', false) END,\n"
    "       CASE WHEN pg_catalog.current_setting('server_version_num')::integer >= 170000\n"
    "            THEN pg_catalog.set_config('transaction_timeout', '0', false) END";

int64_t lock_key(const char *schema)
{
    char text[512], hex[SHA256_HEX + 1];
    size_t length = 7 + (size_t)snprintf(text + 7, sizeof text - 7, "%.400s.history", schema);
    uint64_t key;

    memcpy(text, "ecogen", 7);      /* with its zero byte */
    sha256_hex(text, length, hex);
    hex[16] = '\0';
    key = strtoull(hex, NULL, 16);
    return (int64_t)key;
}

const char *lock_key_text(Arena *arena, const char *schema)
{
    return arena_printf(arena, "%" PRId64, lock_key(schema));
}

/* Who has it: pid, application, user, since when; NULL if nobody has it any more. */
static const char *holder(Runner *runner)
{
    PGresult *result = db_query(
        runner->db, &runner->arena,
        "SELECT l.pid, coalesce(a.application_name, '?'), coalesce(a.usename, '?'),\n"
        "       coalesce(host(a.client_addr), 'a local socket'),\n"
        "       to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS\"Z\"')\n"
        "FROM pg_catalog.pg_locks AS l LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid\n"
        "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1\n"
        "  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())\n"
        "  AND (l.classid::bigint << 32 | l.objid::bigint) = $1::bigint\n"
        "LIMIT 1", lock_key_text(&runner->arena, runner->settings->schema));

    if (!result || !PQntuples(result))
        return NULL;
    return arena_printf(&runner->arena, "pid %s (%s, user %s, from %s, connected since %s)", db_value(result, 0, 0),
                        db_value(result, 0, 1), db_value(result, 0, 2), db_value(result, 0, 3),
                        db_value(result, 0, 4) ? db_value(result, 0, 4) : "?");
}

static bool check_server(Runner *runner, const PGresult *result)
{
    if (strtol(db_value(result, 0, 0), NULL, 10) != PQbackendPID(db_connection(runner->db))) {
        diag_hint(
            &runner->diags,
            diag(&runner->diags, DIAG_POOLER, (Span){0}, "a pooler in transaction mode stands before the database"),
            "connect to the server itself: a lock and the settings of a session are no good behind it");
        return false;
    }
    if (*db_value(result, 0, 1) == 't') {
        diag_hint(
            &runner->diags,
            diag(&runner->diags, DIAG_READ_ONLY, (Span){0}, "%s is a standby, and read-only", db_label(runner->db)),
            "connect to the primary; target_session_attrs=read-write finds it among several hosts");
        return false;
    }
    return true;
}

static bool give_up(Runner *runner, const char *who)
{
    diag_hint(&runner->diags,
              diag(&runner->diags, DIAG_LOCKED, (Span){0}, "another runner works on %s: %s", db_label(runner->db),
                   who ? who : "it let go just now"),
              "wait for it, or longer (--wait 10min); if it is stuck, SELECT pg_terminate_backend(pid) ends it");
    return false;
}

bool lock_take(Runner *runner)
{
    return lock_take_within(runner, runner->settings->wait);
}

bool lock_take_within(Runner *runner, unsigned milliseconds)
{
    long end = runner_clock() + (long)milliseconds;
    const char *key = lock_key_text(&runner->arena, runner->settings->schema), *who = NULL;

    for (unsigned pause = FIRST_PAUSE;; pause = pause * 2 < LONGEST_PAUSE ? pause * 2 : LONGEST_PAUSE) {
        PGresult *result = db_query(
            runner->db, &runner->arena,
            "SELECT pg_catalog.pg_backend_pid(), pg_catalog.pg_is_in_recovery(), pg_catalog.pg_try_advisory_lock($1)",
            key);

        if (!result) {
            runner_report(runner, (Span){0});
            return false;
        }
        if (!check_server(runner, result))
            return false;
        if (*db_value(result, 0, 2) == 't')
            return db_run(runner->db, lock_session_sql) || runner_report(runner, (Span){0}) == NULL;

        const char *now = holder(runner);
        if (runner_clock() >= end)
            return give_up(runner, now ? now : who);
        if (now && !who)
            runner_tell(runner, "waiting for another runner: %s\n", now);
        who = now ? now : who;
        runner_sleep(runner_jitter(pause));    /* an interruption is noticed by the next query */
    }
}
