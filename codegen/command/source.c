#define _POSIX_C_SOURCE 200809L
#include "codegen/command/source.h"

#include "codegen/command/throwaway.h"
#include "dsl/print.h"
#include "dsl/sqltext.h"
#include "dsl/tidy.h"
#include "grammar/load.h"
#include "runtime/introspect/introspect.h"
#include "runtime/pg/error.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool ends_with(const char *word, const char *ending)
{
    size_t length = strlen(word), tail = strlen(ending);

    return length >= tail && strcmp(word + length - tail, ending) == 0;
}

/* What a database did not do for us. */
static bool refuse(Session *session, const Db *db)
{
    error_report(&session->diags, (Span){0}, db_error(db));
    return false;
}

static bool no_throwaway(Session *session, const char *error)
{
    return session_fail(session, DIAG_UNREACHABLE, error);
}

/* Read what a database holds; the connection ends here. */
static bool read_database(Session *session, Db *db, SchemaSource *source)
{
    Introspection found;
    bool done = introspect(db, &session->arena, &found) || refuse(session, db);

    introspect_tell_newer(&session->diags, db_version(db));
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

static bool refuse_archive(Session *session, const char *path)
{
    diag_hint(&session->diags,
              diag(&session->diags, DIAG_UNREADABLE, (Span){0}, "%s is an archive of pg_dump, not SQL", path),
              "pg_restore -s -f dump.sql %s makes SQL of it", path);
    return false;
}

static bool load_ddl(Session *session, const char *word, SchemaSource *source)
{
    const char *error;
    Bytes content;

    if (!file_read(&session->arena, word, SOURCE_LIMIT, &content, &error)) {
        diag_suggest_path(&session->diags, diag(&session->diags, DIAG_UNREADABLE, (Span){0}, "%s", error), word);
        return false;
    }
    if (strncmp(content.text, "PGDMP", 5) == 0)
        return refuse_archive(session, word);

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
    Schema *schema = arena_new(&session->arena, Schema);
    bool done = schema_compile(session, word, schema);

    source->file = schema;
    source->catalog = schema->catalog;
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
static const struct Loader {
    bool (*knows)(const char *word);
    bool (*load)(Session *session, const char *word, SchemaSource *source);
    const char *what;               /* for people; NULL: a .eco file */
} loaders[] = {
    {is_nothing, load_nothing, "nothing"},
    {ephemeral_wanted, load_ephemeral, "an empty server"},
    {is_folder, load_migrations, "a folder"},
    {is_database, load_database, "a database"},
    {is_ddl, load_ddl, "a file of SQL"},
    {is_anything, load_eco, NULL},
};

static const struct Loader *loader_of(const char *word)
{
    size_t i = 0;

    while (!loaders[i].knows(word))
        i++;
    return &loaders[i];
}

/* A folder may end in "/", but for what is called after it. */
static const char *without_slashes(Arena *arena, const char *word)
{
    size_t length = strlen(word);

    while (length > 1 && word[length - 1] == '/')
        length--;
    return arena_strndup(arena, word, length);
}

bool source_load(Session *session, const char *word, SchemaSource *source)
{
    *source = (SchemaSource){.label = without_slashes(&session->arena, word)};
    return loader_of(word)->load(session, word, source);
}

const char *source_other(const char *word)
{
    return loader_of(word)->what;
}

/* A folder that holds the schema itself; that of migrations holds head.eco, which nobody writes. */
static bool holds_file(Session *session, const char *word)
{
    return is_folder(word) && schema_in_folder(session, word)
        && access(file_join(&session->arena, word, "eco.sum"), F_OK) != 0;
}

bool source_is_file(Session *session, const char *word, const char *work)
{
    const char *other = source_other(word);

    if (!other)
        return true;
    Diag *d = diag(&session->diags, DIAG_NEEDS_FILE, (Span){0}, "%s, and this is %s", work, other);
    diag_hint(&session->diags, d, "%s",
              holds_file(session, word) ? "name the file in it" : "ecogen import SCHEMA -o FILE.eco makes one of it");
    return false;
}

bool source_is_folder(Session *session, const char *word, const char *work)
{
    if (!is_database(word))
        return true;
    return session_fail(session, DIAG_NEEDS_FILE, arena_printf(&session->arena, "%s, and this is a database", work));
}

/* "shop" for "postgres@db.example:5432/shop" and "dumps/shop.sql". */
static const char *project_name(Arena *arena, const char *label)
{
    const char *slash = strrchr(label, '/'), *base = slash ? slash + 1 : label;

    return ends_with(base, ".sql") ? arena_strndup(arena, base, strlen(base) - 4) : base;
}

void source_tidy(Session *session, SchemaSource *source)
{
    for (size_t i = 0; i < source->shadowed.count; i++)
        sql_tidy_keep(&session->arena, source->shadowed.items[i]);
    if (source->live)
        source->catalog = tidy_catalog(&source->catalog, &session->arena);
}

bool source_schema(Session *session, SchemaSource *source, Schema *schema)
{
    if (source->file) {
        *schema = *source->file;
        return true;
    }
    source_tidy(session, source);
    const char *text = print_eco(&source->catalog, &session->arena);
    const Node *file = load_text(source->label, text, strlen(text), &session->sources, &session->arena,
                                 &session->diags);
    if (!file)
        return false;
    Resolved resolved = resolve(file, &session->arena, &session->diags);
    *schema = (Schema){.path = source->label, .catalog = resolved.catalog, .project = resolved.project};
    schema->project.name = project_name(&session->arena, source->label);
    schema_place(session, schema);
    return !diag_failed(&session->diags);
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
