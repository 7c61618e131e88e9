#include "runtime/introspect/introspect.h"

#include "dsl/catalog/schema.h"
#include "dsl/catalog/since.h"
#include "runtime/introspect/ask.h"
#include "runtime/introspect/read.h"

/* Every catalog has the schema public; a database from which it was dropped says so. */
static void ensure_public(Introspection *found, Arena *arena)
{
    Schema *schema = arena_new(arena, Schema);
    Unmanaged *missing = arena_new(arena, Unmanaged);

    if (catalog_schema(&found->catalog, NULL))
        return;
    schema->object = (Object){.kind = KIND_SCHEMA, .name = "public"};
    catalog_add(&found->catalog, &schema->object);
    *missing = (Unmanaged){.kind = "dropped schema", .identity = "public"};
    list_add(&found->unmanaged, arena, missing);
}

static void read_unmanaged(Introspection *found, Arena *arena, const PGresult *result)
{
    for (int row = 0; row < PQntuples(result); row++) {
        Unmanaged *one = arena_new(arena, Unmanaged);

        *one = (Unmanaged){
            .kind = arena_strdup(arena, PQgetvalue(result, row, 0)),
            .identity = arena_strdup(arena, PQgetvalue(result, row, 1)),
        };
        list_add(&found->unmanaged, arena, one);
    }
}

static void read_shadowed(Introspection *found, Arena *arena, const PGresult *result)
{
    for (int row = 0; row < PQntuples(result); row++)
        list_add(&found->shadowed, arena, arena_strdup(arena, PQgetvalue(result, row, 0)));
}

const char *introspect_too_old(Arena *arena, int version)
{
    if (version / 10000 >= OLDEST_SERVER)
        return NULL;
    return arena_printf(arena, "the server is PostgreSQL %d: %d is the oldest that can be read", version / 10000,
                        OLDEST_SERVER);
}

void introspect_tell_newer(Diags *diags, int version)
{
    if (version / 10000 > NEWEST_SERVER)
        diag(diags, DIAG_SERVER_NEWER, (Span){0}, "the server is PostgreSQL %d, newer than %d: what is new in it is "
             "not seen", version / 10000, NEWEST_SERVER);
}

/* Without a connection there is an error already. */
static bool can_read(Db *db, Arena *arena)
{
    const char *why = db_version(db) ? introspect_too_old(arena, db_version(db)) : NULL;

    return !why || db_refuse(db, why);
}

bool introspect_beside(Db *db, Arena *arena, const char *history, Introspection *found)
{
    Answers answers;
    const Questions *asked = &answers.questions;
    Arena scratch = {0};
    Reading reading = {.arena = arena, .catalog = &found->catalog};
    bool done;

    *found = (Introspection){.catalog.arena = arena};
    done = can_read(db, arena) && ask(db, &scratch, history, &answers);
    for (size_t i = 0; done && i < asked->kinds; i++) {
        KindId kind = asked->of_kind[i].kind;

        read_kind(&reading, kind, answers.results[asked->of_kind[i].all]);
        if (asked->of_kind[i].more)
            read_more(&reading, kind, answers.results[asked->of_kind[i].more]);
        if (kind == KIND_SCHEMA)
            ensure_public(found, arena);
    }
    if (done) {
        read_shadowed(found, arena, answers.results[asked->shadowed]);
        read_unmanaged(found, arena, answers.results[asked->unmanaged]);
    }
    arena_free(&scratch);
    return done;
}

bool introspect(Db *db, Arena *arena, Introspection *found)
{
    return introspect_beside(db, arena, "ecogen", found);
}
