#define _XOPEN_SOURCE 700
#include "codegen/command/source.h"
#include "grammar/fmt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is known of one file. */
typedef struct Formatted {
    const char *path;
    Bytes before, after;
} Formatted;

static bool differs(const Formatted *file)
{
    return file->before.length != file->after.length
        || memcmp(file->before.text, file->after.text, file->before.length) != 0;
}

static const Source *read_source(Session *session, const char *path)
{
    const char *error;
    Bytes content;

    if (!file_read(&session->arena, path, SOURCE_LIMIT, &content, &error)) {
        diag_suggest_path(&session->diags, diag(&session->diags, DIAG_UNREADABLE, (Span){0}, "%s", error), path);
        return NULL;
    }
    const Source *source = sources_add(&session->sources, path, content.text, content.length);
    if (!source)
        session_fail(session, DIAG_UNREADABLE, "all files together are larger than 4 GB");
    return source;
}

/*
 * The source of a schema that compiles, and the hints in it that have been carried out. NULL, and reported, if that
 * cannot be known; if there are no migrations there are just none.
 */
static const Source *find_stale(Session *session, const char *path, List *stale)
{
    Schema schema;
    Migrations present;
    Catalog head;

    if (!schema_compile(session, path, &schema)
        || !migrations_read(schema.migrations, &session->sources, &session->arena, &session->diags, &present)
        || !schema_head(session, &present.head, &head))
        return NULL;
    if (present.head.text.text)
        hints_find_stale(session, &schema, schema.file, &head, stale);
    else if (!session->settings->quiet)
        fprintf(stderr, "%s: there are no migrations in %s, so its hints stay\n", path, schema.migrations);
    return sources_find(&session->sources, schema.file->at);
}

/* False, and reported, if it cannot be read or has errors. */
static bool format(Session *session, Formatted *file)
{
    Diags told = {.arena = &session->arena, .sources = &session->sources};
    List stale = {0};
    bool strip = session->settings->strip_hints;
    const Source *source = strip ? find_stale(session, file->path, &stale) : read_source(session, file->path);

    if (!source)
        return false;
    file->before = (Bytes){.text = source->text, .length = source->length};
    return fmt_source(source, &stale, &session->arena, strip ? &told : &session->diags, &file->after);
}

/* The file itself, where the path is a link to it. */
static const char *target_of(Session *session, const char *path)
{
    char *real = realpath(path, NULL);
    const char *copy = real ? arena_strdup(&session->arena, real) : path;

    free(real);
    return copy;
}

/* A file is replaced, for which its folder must be writable; one that is kept from being written is left alone, too. */
static void write_back(Session *session, const Formatted *file)
{
    FileContent content = {.path = target_of(session, file->path), .content = file->after};
    size_t written;
    List one = {0};

    if (access(content.path, W_OK) != 0) {
        session_fail(session, DIAG_UNWRITABLE, arena_printf(&session->arena, "cannot write %s: %s", file->path,
                                                            strerror(errno)));
        return;
    }
    list_add(&one, &session->arena, &content);
    if (session_write(session, &one, &written) && !session->settings->quiet)
        printf("%s\n", file->path);
}

/* True if it is not laid out as it should be. */
static bool format_one(Session *session, const char *path)
{
    Formatted file = {.path = path};

    if (!source_is_file(session, path, "fmt lays out .eco files") || !format(session, &file))
        return false;
    if (session->settings->to_stdout)
        fwrite(file.after.text, 1, file.after.length, stdout);
    else if (session->settings->check && differs(&file))
        puts(path);
    else if (differs(&file))
        write_back(session, &file);
    return differs(&file);
}

int command_fmt(void *settings, int count, char **words)
{
    Session session;
    bool differing = false;

    session_begin(&session, settings);
    if (count == 0) {
        const char *path = schema_find(&session, NULL);

        differing = path && format_one(&session, path);
    }
    for (int i = 0; i < count; i++)
        differing = format_one(&session, words[i]) || differing;
    return session_end(&session, differing && session.settings->check ? EXIT_DIFFERS : EXIT_DONE);
}
