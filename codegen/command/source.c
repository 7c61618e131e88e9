#define _POSIX_C_SOURCE 200809L
#include "codegen/command/source.h"

#include "codegen/command/throwaway.h"
#include "dsl/reconcile.h"
#include "runtime/introspect/introspect.h"
#include "runtime/pg/error.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool ends_with(const char *word, const char *ending)
{
    size_t length = strlen(word), tail = strlen(ending);

    return length >= tail && strcmp(word + length - tail, ending) == 0;
}

/* What a database did not do for us, and the exit code that says so. */
static bool refuse(Session *session, const Db *db)
{
    static const int exits[] = {
        [DB_MISUSED] = EXIT_USAGE, [DB_UNREACHABLE] = EXIT_UNREACHABLE, [DB_LOST] = EXIT_UNREACHABLE,
        [DB_INTERRUPTED] = EXIT_INTERRUPTED,
    };
    const DbError *error = db_error(db);

    if ((size_t)error->failure < sizeof exits / sizeof *exits && exits[error->failure])
        session->fault = exits[error->failure];
    error_report(&session->diags, (Span){0}, error);
    return false;
}

static bool no_throwaway(Session *session, const char *error)
{
    session->fault = EXIT_UNREACHABLE;
    return session_fail(session, DIAG_UNREACHABLE, error);
}

/* Read what a database holds; the connection ends here. */
static bool read_database(Session *session, Db *db, SchemaSource *source)
{
    Introspection found;
    bool done = introspect(db, &session->arena, &found) || refuse(session, db);

    const char *new = introspect_too_new(&session->arena, db_version(db));
    if (new)
        diag(&session->diags, DIAG_SERVER_NEWER, (Span){0}, "%s", new);
    if (done) {
        source->live = true;
        source->version = db_version(db);
        source->catalog = found.catalog;
        source->unmanaged = found.unmanaged;
        source->shadowed = found.shadowed;
    }
    db_close(db);
    return done;
}

static bool load_nothing(Session *session, const char *word, SchemaSource *source)
{
    (void)word;
    source->nothing = true;
    return schema_head(session, NULL, &source->catalog);
}

static bool load_ephemeral(Session *session, const char *word, SchemaSource *source)
{
    const char *error;
    Db *db = throwaway_open(session, 0, &error);

    (void)word;
    return db ? read_database(session, db, source) : no_throwaway(session, error);
}

static bool load_database(Session *session, const char *word, SchemaSource *source)
{
    Db *db = db_open(&session->arena, &(DbOptions){.conninfo = word});

    source->label = db_label(db);
    return db_failed(db) ? refuse(session, db) : read_database(session, db, source);
}

static bool load_migrations(Session *session, const char *word, SchemaSource *source)
{
    Migrations migrations;

    if (!migrations_read(word, &session->sources, &session->arena, &session->diags, &migrations))
        return false;
    if (!migrations.head.text.text && schema_in_folder(session, word)) {
        diag_hint(&session->diags,
                  diag(&session->diags, DIAG_UNREADABLE, (Span){0}, "folder %s holds no migrations", word),
                  "if its .eco file is meant, name that");
        return false;
    }
    return schema_head(session, &migrations.head, &source->catalog);
}

static bool load_ddl(Session *session, const char *word, SchemaSource *source)
{
    const char *error;
    Bytes content;

    if (!file_read(&session->arena, word, SOURCE_LIMIT, &content, &error))
        return session_fail(session, DIAG_UNREADABLE, error);
    const Source *script = sources_add(&session->sources, word, content.text, content.length);
    if (!script)
        return session_fail(session, DIAG_UNREADABLE,
                            arena_printf(&session->arena, "cannot read %s: it is too large", word));

    Db *db = throwaway_open(session, 0, &error);
    return db ? throwaway_run(session, db, script) && read_database(session, db, source)
              : no_throwaway(session, error);
}

static bool load_eco(Session *session, const char *word, SchemaSource *source)
{
    Schema schema;
    bool done = schema_compile(session, word, &schema);

    source->catalog = schema.catalog;
    return done;
}

static bool is_folder(const char *word)
{
    struct stat status;

    return stat(word, &status) == 0 && S_ISDIR(status.st_mode);
}

/* A misspelt connection string must not be taken for a file: its password would be in the complaint. */
static bool is_database(const char *word)
{
    struct stat status;

    return stat(word, &status) != 0 && (strncmp(word, "postgres", 8) == 0 || strpbrk(word, "=@") || strstr(word, "://"))
        && !ends_with(word, ".eco") && !ends_with(word, ".sql");
}

static bool is_nothing(const char *word)
{
    return strcmp(word, "empty") == 0;
}

static bool is_ddl(const char *word)
{
    return ends_with(word, ".sql");
}

static bool is_anything(const char *word)
{
    (void)word;
    return true;
}

/* The first that knows the word loads it. */
static const struct {
    bool (*knows)(const char *word);
    bool (*load)(Session *session, const char *word, SchemaSource *source);
} loaders[] = {
    {is_nothing, load_nothing}, {ephemeral_wanted, load_ephemeral}, {is_folder, load_migrations},
    {is_database, load_database}, {is_ddl, load_ddl}, {is_anything, load_eco},
};

bool source_load(Session *session, const char *word, SchemaSource *source)
{
    size_t i = 0;

    *source = (SchemaSource){.label = word};
    while (!loaders[i].knows(word))
        i++;
    return loaders[i].load(session, word, source);
}

static bool read_back(Session *session, const Catalog *written, int version, Catalog *seen, const char **error)
{
    Introspection found;
    Db *db = throwaway_open(session, version, error);
    bool done = db && throwaway_build(session, db, written, error);

    if (done && !introspect(db, &session->arena, &found)) {
        *error = db_error(db)->message;
        done = false;
    }
    if (done)
        *seen = found.catalog;
    if (db)
        db_close(db);
    return done;
}

void source_judge(Session *session, SchemaSource *before, SchemaSource *after)
{
    SchemaSource *written = before->live ? after : before;
    const SchemaSource *live = before->live ? before : after;
    const char *error;
    Catalog seen;

    if (before->live == after->live || written->nothing)
        return;
    written->catalog = catalog_without_rows(&written->catalog, &session->arena);
    if (!read_back(session, &written->catalog, live->version, &seen, &error)) {
        diag_hint(&session->diags,
                  diag(&session->diags, DIAG_AS_WRITTEN, (Span){0}, "%s could not be built on a throwaway server: %s",
                       written->label, error),
                  "definitions are compared as they are written: what is only spelt differently counts as a "
                  "difference");
        return;
    }
    written->catalog = written == after
                           ? reconcile_written(&written->catalog, &seen, &live->catalog, &session->arena)
                           : reconcile_seen(&written->catalog, &seen, &live->catalog, &session->arena);
}

size_t source_tell_unmanaged(Session *session, const SchemaSource *source)
{
    size_t count = source->unmanaged.count;

    for (size_t i = 0; i < count && !session->settings->quiet; i++) {
        const Unmanaged *one = source->unmanaged.items[i];

        fprintf(stderr, "not managed: %s %s\n", one->kind, error_tame(&session->arena, one->identity, " "));
    }
    if (count)
        fprintf(stderr, "%s: %s that the language has no words for: left alone, never dropped\n", source->label,
                counted(session, count, "object"));
    return count;
}
