#define _POSIX_C_SOURCE 200809L
#include "codegen/command/command.h"
#include "dsl/base/colour.h"

#include <unistd.h>

void session_begin(Session *session, const Settings *settings)
{
    *session = (Session){.settings = settings, .lock = -1};
    session->sources.arena = &session->arena;
    session->diags.arena = &session->arena;
    session->diags.sources = &session->sources;
}

int session_end(Session *session, int code)
{
    bool failed = diag_failed(&session->diags);

    if (failed)
        code = diag_exit_code(&session->diags);
    if (failed || !session->settings->quiet)
        diag_print(&session->diags, stderr, (DiagStyle){.colour = colour_wanted(stderr)});
    ephemeral_stop(&session->server);
    arena_free(&session->arena);
    if (session->lock >= 0)
        close(session->lock);
    return code;
}

bool session_fail(Session *session, DiagCode code, const char *text)
{
    diag(&session->diags, code, (Span){0}, "%s", text);
    return false;
}

const char *counted(Session *session, size_t count, const char *noun)
{
    return arena_printf(&session->arena, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

size_t count_kind(const Catalog *catalog, KindId kind)
{
    size_t count = 0;

    for (size_t i = 0; i < catalog->objects.count; i++)
        count += ((const Object *)catalog->objects.items[i])->kind == kind;
    return count;
}
