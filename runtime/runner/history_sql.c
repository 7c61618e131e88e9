#define _POSIX_C_SOURCE 200809L
/*
 * The history's tables, and the texts that write them: the same for a run and for a script.
 */
#include "runtime/runner/history.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"

#include <string.h>
#include <unistd.h>

static const char *const tables[] = {
    "CREATE SCHEMA IF NOT EXISTS ${schema}",

    "CREATE TABLE IF NOT EXISTS ${history} (\n"
    "    version        bigint       PRIMARY KEY,\n"
    "    name           text         NOT NULL,\n"
    "    checksum       text         NOT NULL,\n"
    "    checksum_down  text         NOT NULL,\n"
    "    chain          text         NOT NULL,\n"
    "    mode           text         NOT NULL CHECK (mode IN ('tx', 'steps')),\n"
    "    state          text         NOT NULL CHECK (state IN ('started', 'applied', 'reverting')),\n"
    "    step_done      integer      NOT NULL DEFAULT 0,\n"
    "    step_total     integer      NOT NULL,\n"
    "    progress       jsonb,\n"
    "    down_sql       text         NOT NULL,\n"
    "    catalog        text,\n"
    "    started_at     timestamptz  NOT NULL DEFAULT now(),\n"
    "    finished_at    timestamptz,\n"
    "    applied_by     text         NOT NULL DEFAULT session_user,\n"
    "    host           text         NOT NULL,\n"
    "    application    text         NOT NULL DEFAULT current_setting('application_name'),\n"
    "    tool           text         NOT NULL,\n"
    "    server         integer      NOT NULL DEFAULT current_setting('server_version_num')::integer\n"
    ")",

    "CREATE TABLE IF NOT EXISTS ${event} (\n"
    "    id             bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "    version        bigint       NOT NULL,\n"
    "    kind           text         NOT NULL,\n"
    "    at             timestamptz  NOT NULL DEFAULT clock_timestamp(),\n"
    "    by             text         NOT NULL DEFAULT session_user,\n"
    "    host           text         NOT NULL,\n"
    "    application    text         NOT NULL DEFAULT current_setting('application_name'),\n"
    "    tool           text         NOT NULL,\n"
    "    detail         text         NOT NULL,\n"
    "    prev_hash      text         NOT NULL,\n"
    "    hash           text         NOT NULL\n"
    ")",
};

static const char tool[] = "ecorun " ECO_VERSION;

enum { TABLES = sizeof tables / sizeof *tables };

static const char *replacement(Arena *arena, const char *schema, const char **gap)
{
    static const struct {
        const char *gap, *table;
    } gaps[] = {{"${schema}", NULL}, {"${history}", "history"}, {"${event}", "event"}};

    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        if (strncmp(*gap, gaps[i].gap, strlen(gaps[i].gap)) != 0)
            continue;
        *gap += strlen(gaps[i].gap);
        return gaps[i].table ? arena_printf(arena, "%s.%s", quote_name(arena, schema), gaps[i].table)
                             : quote_name(arena, schema);
    }
    return NULL;
}

const char *history_sql(Arena *arena, const char *schema, const char *template)
{
    StrBuf sql = {.arena = arena};

    while (*template) {
        const char *name = *template == '$' ? replacement(arena, schema, &template) : NULL;

        if (name)
            strbuf_puts(&sql, name);
        else
            strbuf_putc(&sql, *template++);
    }
    return strbuf_text(&sql);
}

const char *const *history_create_statements(Arena *arena, const char *schema, size_t *count)
{
    const char **statements = arena_array(arena, const char *, TABLES);

    for (size_t i = 0; i < TABLES; i++)
        statements[i] = history_sql(arena, schema, tables[i]);
    *count = TABLES;
    return statements;
}

enum { COLUMNS = 13 };

static const struct {
    const char *name;
    bool number;
} columns[COLUMNS] = {
    {"version", true}, {"name"}, {"checksum"}, {"checksum_down"}, {"chain"}, {"mode"}, {"state"},
    {"step_done", true}, {"step_total", true}, {"host"}, {"tool"}, {"down_sql"}, {"catalog"},
};

static const char *this_host(Arena *arena)
{
    char host[256] = "";

    if (gethostname(host, sizeof host - 1) != 0 || !*host)
        return "unknown";
    return arena_strdup(arena, host);
}

static void values_of(Arena *arena, const HistoryEntry *entry, const char *host, const char *values[COLUMNS])
{
    const Migration *migration = entry->migration;
    const char *const found[COLUMNS] = {
        arena_printf(arena, "%d", migration->number),
        migration->name,
        migration->up.sha256,
        migration->down.sha256,
        migration->down.chain,
        migration->up.transaction ? "tx" : "steps",
        entry->finished ? "applied" : "started",
        arena_printf(arena, "%zu", entry->finished ? entry->steps : 0),
        arena_printf(arena, "%zu", entry->steps),
        host,
        tool,
        migration->down.text.text,
        entry->catalog,
    };

    memcpy(values, found, sizeof found);
}

static const char *insert_sql(Arena *arena, const char *schema, const char *const values[COLUMNS], bool finished)
{
    StrBuf sql = {.arena = arena};

    strbuf_puts(&sql, history_sql(arena, schema, "INSERT INTO ${history}\n    ("));
    for (size_t i = 0; i < COLUMNS; i++)
        strbuf_printf(&sql, "%s%s", i ? i % 8 ? ", " : ",\n     " : "", columns[i].name);
    strbuf_puts(&sql, ", finished_at)\nVALUES\n    (");
    for (size_t i = 0; i < COLUMNS; i++) {
        strbuf_puts(&sql, i ? ",\n     " : "");
        strbuf_puts(&sql, values[i]);
    }
    strbuf_puts(&sql, finished ? ",\n     pg_catalog.clock_timestamp())" : ",\n     NULL)");
    return strbuf_text(&sql);
}

/* The same for everybody who makes the script. */
const char *history_insert_text(Arena *arena, const char *schema, const HistoryEntry *entry)
{
    const char *values[COLUMNS];

    values_of(arena, entry, "(script)", values);
    for (size_t i = 0; i < COLUMNS; i++)
        values[i] = !values[i] ? "NULL" : columns[i].number ? values[i] : quote_literal(arena, values[i]);
    return insert_sql(arena, schema, values, entry->finished);
}

bool history_insert(Runner *runner, const HistoryEntry *entry)
{
    Arena *arena = &runner->arena;
    const char *names[COLUMNS], *sql_and_values[1 + COLUMNS];

    for (int i = 0; i < COLUMNS; i++)
        names[i] = arena_printf(arena, "$%d", i + 1);
    sql_and_values[0] = insert_sql(arena, runner->settings->schema, names, entry->finished);
    values_of(arena, entry, this_host(arena), sql_and_values + 1);
    return db_query_list(runner->db, arena, sql_and_values, 1 + COLUMNS) != NULL;
}

bool history_event(Runner *runner, long version, const char *kind, const char *detail)
{
    Arena *arena = &runner->arena;
    const char *sql = history_sql(
        arena, runner->settings->schema,
        "INSERT INTO ${event} (version, kind, detail, host, tool, prev_hash, hash)\n"
        "SELECT $1::bigint, $2, $3, $4, $5, prev.hash, pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(\n"
        "       prev.hash || '|' || $1 || '|' || $2 || '|' || $3 || '|' || $4 || '|' || $5, 'UTF8')), 'hex')\n"
        "FROM (SELECT coalesce((SELECT hash FROM ${event} ORDER BY id DESC LIMIT 1), '') AS hash) AS prev");

    return db_query(runner->db, arena, sql, arena_printf(arena, "%ld", version), kind, detail, this_host(arena),
                    tool) != NULL;
}
