/*
 * Lock: one runner a database and history at a time.
 *
 * An advisory lock of the session that also runs the migrations. It is tried again and again, never waited for: a
 * waiting pg_advisory_lock() holds a snapshot, and CREATE INDEX CONCURRENTLY would wait for that.
 */
#ifndef ECO_RUNTIME_RUNNER_LOCK_H
#define ECO_RUNTIME_RUNNER_LOCK_H

#include "runtime/runner/runner.h"

#include <stdint.h>

/*
 * Take it, within --wait. Also refuses what cannot be migrated through: a standby, a pooler that hands out its sessions
 * in turns. It falls with the connection.
 */
bool lock_take(Runner *runner);

/* The same, within a time of its own, in milliseconds; 0: one try, and nobody is told. */
bool lock_take_within(Runner *runner, unsigned milliseconds);

/* The first 8 bytes of SHA-256("ecogen\0" schema ".history"). */
int64_t lock_key(const char *schema);

/* What it is called in an SQL text: the key as a literal. */
const char *lock_key_text(Arena *arena, const char *schema);

/* Settings of our session that RESET ALL would lose: a statement. */
extern const char *const lock_session_sql;

#endif
