#define _XOPEN_SOURCE 700
#include "codegen/command/command.h"
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

/* False, and reported, if it cannot be read or has errors. */
static bool format(Session *session, Formatted *file)
{
    const char *error;

    if (!file_read(&session->arena, file->path, SOURCE_LIMIT, &file->before, &error))
        return session_fail(session, DIAG_UNREADABLE, error);

    const Source *source = sources_add(&session->sources, file->path, file->before.text, file->before.length);
    if (!source)
        return session_fail(session, DIAG_UNREADABLE, "all files together are larger than 4 GB");
    return fmt_source(source, NULL, &session->arena, &session->diags, &file->after);
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

    if (!format(session, &file))
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
