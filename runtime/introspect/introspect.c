#include "runtime/introspect/introspect.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/schema.h"
#include "dsl/catalog/since.h"
#include "runtime/introspect/kind.h"
#include "runtime/introspect/rare.h"
#include "runtime/introspect/read.h"
#include "runtime/introspect/unmanaged.h"

#define KIND(id, name, rank) extern const IntrospectKind name##_introspect;
#define MODEL_KIND(id, name, rank)
#define ROW_KIND(id, name, rank)
#include "dsl/catalog/kinds.def"
#undef KIND
#undef MODEL_KIND

static const struct {
    KindId id;
    const char *name;
    const IntrospectKind *kind;
} kinds[] = {
#define KIND(id, name, rank) {KIND_##id, #name, &name##_introspect},
#define MODEL_KIND(id, name, rank)
#define ROW_KIND(id, name, rank)
#include "dsl/catalog/kinds.def"
#undef KIND
#undef MODEL_KIND
};

enum { KINDS = sizeof kinds / sizeof *kinds, MOST_STATEMENTS = KINDS + 8 };

/* All that is asked in one go, and where in it the answers are that are read. */
typedef struct Questions {
    const char *statements[MOST_STATEMENTS];
    size_t count, of_kind[KINDS], unmanaged, shadowed;
} Questions;

/* Around the queries: a snapshot, and nothing left of their settings afterwards. */
typedef struct Frame {
    const char *begin, *end, *release;
} Frame;

static const Frame alone = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "COMMIT", "SELECT"};
static const Frame inside = {"SAVEPOINT ecogen_introspect", "ROLLBACK TO SAVEPOINT ecogen_introspect",
                             "RELEASE SAVEPOINT ecogen_introspect"};

/* Compiling queries (jit) that run once costs more than it saves; of a cursor all rows are wanted. */
static const char *settings(Arena *arena, const char *history)
{
    StrBuf out = {.arena = arena};

    strbuf_puts(&out, "SELECT set_config('search_path', '', true), set_config('jit', 'off', true), "
                      "set_config('cursor_tuple_fraction', '1', true), set_config('" LEFT_OUT "', ");
    strbuf_puts(&out, quote_literal(arena, history));
    strbuf_puts(&out, ", true)");
    return strbuf_text(&out);
}

/* Names in public that mean something else in pg_catalog. */
#define SHADOWED(catalog, name, schema)                                                                               \
    "select o." name " from " catalog " o where o." schema " = to_regnamespace('public') and exists"                  \
    " (select from " catalog " s where s." name " = o." name " and s." schema " = 'pg_catalog'::regnamespace"         \
    "  offset 0)"
static const char shadowed[] = SHADOWED("pg_proc", "proname", "pronamespace") " union "
                               SHADOWED("pg_class", "relname", "relnamespace") " union "
                               SHADOWED("pg_type", "typname", "typnamespace");

static size_t question(Questions *questions, const char *statement)
{
    questions->statements[questions->count] = statement;
    return questions->count++;
}

static const char *statement_for(Rare *rare, const IntrospectKind *kind, const char *name)
{
    if (kind->parts)
        return rare_add(rare, name, (RareQuery){.parts = kind->parts, .count = kind->part_count});

    const char *query = kind->make ? kind->make(rare->arena) : kind->query;
    if (!kind->when)
        return query;
    return rare_add(rare, name, (RareQuery){.parts = &(RarePart){query, kind->when}, .count = 1});
}

static Questions gather(Arena *arena, const Frame *frame, const char *history, int version)
{
    Questions questions = {0};
    Rare rare = {.arena = arena};
    const char *of_kind[KINDS], *unmanaged = rare_add(&rare, "unmanaged", unmanaged_query());

    for (size_t i = 0; i < KINDS; i++)
        of_kind[i] = statement_for(&rare, kinds[i].kind, kinds[i].name);
    question(&questions, frame->begin);
    question(&questions, settings(arena, history));
    question(&questions, query_for_version(arena, rare_conditions(&rare), version));
    question(&questions, query_for_version(arena, rare_opening(&rare), version));
    for (size_t i = 0; i < KINDS; i++)
        questions.of_kind[i] = question(&questions, query_for_version(arena, of_kind[i], version));
    questions.unmanaged = question(&questions, unmanaged);
    questions.shadowed = question(&questions, shadowed);
    question(&questions, frame->end);
    question(&questions, frame->release);
    return questions;
}

static bool ask(Db *db, Arena *arena, const char *history, Questions *questions, PGresult **results)
{
    bool is_inside = db_connection(db) && PQtransactionStatus(db_connection(db)) == PQTRANS_INTRANS;

    *questions = gather(arena, is_inside ? &inside : &alone, history, db_version(db));
    if (db_pipeline(db, arena, questions->statements, questions->count, results))
        return true;
    if (!is_inside)
        db_rollback(db);
    return false;
}

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

const char *introspect_too_old(Arena *arena, int version)
{
    if (version / 10000 >= OLDEST_SERVER)
        return NULL;
    return arena_printf(arena, "the server is PostgreSQL %d: %d is the oldest that can be read", version / 10000,
                        OLDEST_SERVER);
}

const char *introspect_too_new(Arena *arena, int version)
{
    if (version / 10000 <= NEWEST_SERVER)
        return NULL;
    return arena_printf(arena, "the server is PostgreSQL %d, newer than %d: what is new in it is not seen",
                        version / 10000, NEWEST_SERVER);
}

/* Without a connection there is an error already. */
static bool can_read(Db *db, Arena *arena)
{
    const char *why = db_version(db) ? introspect_too_old(arena, db_version(db)) : NULL;

    return !why || db_refuse(db, why);
}

bool introspect_beside(Db *db, Arena *arena, const char *history, Introspection *found)
{
    PGresult *results[MOST_STATEMENTS];
    Questions questions;
    Arena scratch = {0};
    Reading reading = {.arena = arena, .catalog = &found->catalog};
    bool done;

    *found = (Introspection){.catalog.arena = arena};
    done = can_read(db, arena) && ask(db, &scratch, history, &questions, results);
    for (size_t i = 0; done && i < KINDS; i++) {
        read_kind(&reading, kinds[i].id, results[questions.of_kind[i]]);
        if (kinds[i].id == KIND_SCHEMA)
            ensure_public(found, arena);
    }
    for (int row = 0; done && row < PQntuples(results[questions.shadowed]); row++)
        list_add(&found->shadowed, arena, arena_strdup(arena, PQgetvalue(results[questions.shadowed], row, 0)));
    if (done)
        read_unmanaged(found, arena, results[questions.unmanaged]);
    arena_free(&scratch);
    return done;
}

bool introspect(Db *db, Arena *arena, Introspection *found)
{
    return introspect_beside(db, arena, "ecogen", found);
}
