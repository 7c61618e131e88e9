#include "codegen/command/source.h"
#include "codegen/command/throwaway.h"
#include "dsl/reconcile.h"
#include "runtime/introspect/introspect.h"

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
