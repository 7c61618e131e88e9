#define _POSIX_C_SOURCE 200809L
#include "codegen/command/throwaway.h"

#include "codegen/plan/plan.h"
#include "dsl/catalog/naming.h"
#include "dsl/psqlscript.h"
#include "dsl/sqltext.h"
#include "runtime/pg/error.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Servers of different majors print some expressions differently: one of the same is taken where Debian has it. */
static const char *binaries_of(Arena *arena, int version)
{
    const char *folder = arena_printf(arena, "/usr/lib/postgresql/%d/bin", version / 10000);

    return version && !getenv("ECO_PG_BIN") && access(file_join(arena, folder, "initdb"), X_OK) == 0 ? folder : NULL;
}

static Db *connect_to(Session *session, const char *conninfo)
{
    return db_open(&session->arena, &(DbOptions){.conninfo = conninfo, .search_path = "public, pg_temp"});
}

static const char *message(Session *session, const Db *db)
{
    return error_tame(&session->arena, db_error(db)->message, " ");
}

/* The server's own database "postgres" comes first, as it is: others cost a copy. */
static const char *next_database(Session *session, const char **error)
{
    const char *name = arena_printf(&session->arena, "ecogen_%u", session->databases);

    if (session->databases++ == 0)
        return session->server.conninfo;
    Db *db = connect_to(session, session->server.conninfo);
    /* Through the log, as since 15, it takes twice as long. */
    bool made = db_run(db, arena_printf(&session->arena, "CREATE DATABASE %s TEMPLATE template0%s", name,
                                        db_version(db) >= 150000 ? " STRATEGY file_copy" : ""));
    if (!made)
        *error = message(session, db);
    db_close(db);
    return made ? ephemeral_conninfo(&session->arena, &session->server, name) : NULL;
}

Db *throwaway_open(Session *session, int version, const char **error)
{
    EphemeralOptions options = {.binaries = binaries_of(&session->arena, version)};

    if (!session->server.conninfo && !ephemeral_start(&session->arena, &options, &session->server, error)) {
        session->server = (Ephemeral){0};
        return NULL;
    }
    const char *conninfo = next_database(session, error);
    Db *db = conninfo ? connect_to(session, conninfo) : NULL;
    if (!db || !db_failed(db))
        return db;
    *error = message(session, db);
    return NULL;
}

/* What belongs to the whole server, and is made when a statement misses it. */
static const struct {
    const char *opening;            /* of the server's complaint: role "app" does not exist */
    const char *before, *make, *after;
} globals[] = {
    {"role \"", NULL, "CREATE ROLE", ""},
    {"tablespace \"", "SET allow_in_place_tablespaces = on", "CREATE TABLESPACE", " LOCATION ''"},
};

static const char *missing_name(Arena *arena, const char *complaint, const char *opening)
{
    static const char closing[] = "\" does not exist";
    size_t length = strlen(complaint), begin = strlen(opening), end = strlen(closing);

    if (length < begin + end || strncmp(complaint, opening, begin) != 0
        || strcmp(complaint + length - end, closing) != 0)
        return NULL;
    return arena_strndup(arena, complaint + begin, length - begin - end);
}

/* True if what a statement missed is there now, and the statement worth another try. */
static bool make_global(Session *session, Db *db)
{
    const DbError *error = db_error(db);
    Arena *arena = &session->arena;

    for (size_t i = 0; i < sizeof globals / sizeof *globals && strcmp(error->sqlstate, "42704") == 0; i++) {
        const char *name = missing_name(arena, error->message, globals[i].opening);

        if (name)
            return db_forgive(db) && (!globals[i].before || db_run(db, globals[i].before))
                && db_run(db, arena_printf(arena, "%s %s%s", globals[i].make, quote_name(arena, name),
                                           globals[i].after));
    }
    return false;
}

/* What a script may say that is not about this database, or not about any schema: by how it begins. */
static const struct {
    const char *beginning;
    const char *sqlstate;           /* passed over if the server refuses it so; NULL: always */
} passed_over[] = {
    {"create database ", NULL}, {"drop database ", NULL}, {"alter database ", NULL}, {"comment on database ", NULL},
    {"begin", NULL}, {"start transaction", NULL}, {"commit", NULL}, {"end", NULL},
    {"set ", "42704"},              /* of another version */
    {"create schema public", "42P06"}, {"create schema if not exists public", "42P06"},
    {"create role ", "42710"}, {"create user ", "42710"},
    {"create tablespace ", "42P17"}, {"create tablespace ", "58P01"},
};

/* One blank for each run of white space. */
static bool begins(const char *sql, const char *beginning)
{
    for (; *beginning; beginning++) {
        if (*beginning == ' ') {
            size_t blanks = strspn(sql, " \t\r\n");

            if (!blanks)
                return false;
            sql += blanks;
        } else if (strncasecmp(sql++, beginning, 1) != 0) {
            return false;
        }
    }
    return true;
}

static bool is_passed_over(const char *sql, const char *sqlstate)
{
    for (size_t i = 0; i < sizeof passed_over / sizeof *passed_over; i++)
        if (begins(sql, passed_over[i].beginning)
            && (sqlstate ? passed_over[i].sqlstate && strcmp(passed_over[i].sqlstate, sqlstate) == 0
                         : !passed_over[i].sqlstate))
            return true;
    return false;
}

static bool run_statement(Session *session, Db *db, const char *sql, Span at, SqlStatementKind kind)
{
    if (is_passed_over(sql, NULL))
        return true;
    if (kind == SQL_STATEMENT_TRANSACTION) {
        diag(&session->diags, DIAG_SCRIPT_TRANSACTION, at, "a schema's DDL cannot take back what stands before");
        return false;
    }
    while (!db_run(db, sql)) {
        if (make_global(session, db))
            continue;
        if (is_passed_over(sql, db_error(db)->sqlstate) && db_forgive(db))
            return true;
        error_report(&session->diags, at, db_error(db));
        return false;
    }
    return true;
}

/*
 * A dump names the owner of each object and not of the database, whose objects they are as a matter of course: whoever
 * owns most is taken for that.
 */
static const char settling_owner[] =
    "do $$ declare name text; begin"
    " select pg_get_userbyid(relowner) into name from pg_class where oid >= 16384 and relkind in ('r', 'p', 'v', 'm')"
    "  group by relowner order by count(*) desc, relowner limit 1;"
    " if name <> current_user then execute format('alter database %I owner to %I', current_database(), name); end if;"
    " end $$";

static bool settle_owner(Session *session, Db *db)
{
    if (db_run(db, "RESET SESSION AUTHORIZATION") && db_run(db, "RESET ALL") && db_run(db, settling_owner))
        return true;
    error_report(&session->diags, (Span){0}, db_error(db));
    return false;
}

bool throwaway_run(Session *session, Db *db, const Source *script)
{
    Bytes text;
    SqlStatement *statements;
    size_t count, error_at;
    const char *error;

    if (!psqlscript_blank(&session->arena, (Bytes){script->text, script->length}, &text, &error, &error_at)
        || !sql_split(&session->arena, text.text, text.length, &statements, &count, &error, &error_at)) {
        uint32_t at = script->base + (uint32_t)error_at;

        diag(&session->diags, DIAG_SCRIPT_TEXT, (Span){at, at + 1}, "%s", error);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t start = statements[i].start, end = statements[i].end;
        Span at = {script->base + (uint32_t)start, script->base + (uint32_t)end};

        if (!run_statement(session, db, arena_strndup(&session->arena, text.text + start, end - start), at,
                           statements[i].kind))
            return false;
    }
    return settle_owner(session, db);
}

static bool insist(Session *session, Db *db, const char *sql, const char **error)
{
    while (!db_run(db, sql))
        if (!make_global(session, db)) {
            *error = message(session, db);
            return false;
        }
    return true;
}

/* One by one: the locks of a thousand tables are more than one transaction can have. */
static bool run_batch(Session *session, Db *db, const PlannedMigration *batch, const char **error)
{
    Arena *arena = &session->arena;
    SqlStatement *statements;
    size_t count, at;

    if (!sql_split(arena, batch->up, strlen(batch->up), &statements, &count, error, &at))
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t start = statements[i].start, length = statements[i].end - start;

        if (!insist(session, db, arena_strndup(arena, batch->up + start, length), error))
            return false;
    }
    return true;
}

bool throwaway_build(Session *session, Db *db, const Catalog *catalog, const char **error)
{
    Arena *arena = &session->arena;
    Diags unheard = {.arena = arena, .sources = &session->sources};
    Catalog empty;

    *error = "there is no plan for it";
    if (!schema_head(session, NULL, &empty))
        return false;
    List batches = plan_migrations(&empty, catalog, (PlanOptions){0}, arena, &unheard);
    for (size_t i = 0; i < batches.count && !diag_failed(&unheard); i++)
        if (!run_batch(session, db, batches.items[i], error))
            return false;
    return !diag_failed(&unheard);
}
