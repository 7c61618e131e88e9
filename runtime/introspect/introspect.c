#include "runtime/introspect/introspect.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/schema.h"
#include "dsl/catalog/since.h"
#include "runtime/introspect/changed.h"
#include "runtime/introspect/kind.h"
#include "runtime/introspect/rare.h"
#include "runtime/introspect/read.h"
#include "runtime/introspect/unmanaged.h"

#include <string.h>

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

enum { KINDS = sizeof kinds / sizeof *kinds, MOST_STATEMENTS = 2 * KINDS + 12, MOST_READINGS = 5 };

/* All that is asked in one go, and where in it the answers are that are read. */
typedef struct Questions {
    const char *statements[MOST_STATEMENTS];
    size_t count, of_kind[KINDS], more[KINDS], unmanaged, shadowed, changed;
} Questions;

/* One time that all was asked. */
typedef struct Answers {
    PGresult *results[MOST_STATEMENTS];
} Answers;

/* Around the queries: a snapshot, and nothing left of their settings afterwards. */
typedef struct Frame {
    const char *begin, *end, *release;
    bool watched;                   /* a transaction that is under way was not made for this, and cannot begin anew */
} Frame;

static const Frame alone = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "COMMIT", "SELECT", true};
static const Frame inside = {"SAVEPOINT ecogen_introspect", "ROLLBACK TO SAVEPOINT ecogen_introspect",
                             "RELEASE SAVEPOINT ecogen_introspect", false};

/*
 * What keeps planning short, for queries that run once: compiling them (jit), several processes, and ways to join that
 * are no better here. Of a cursor all rows are wanted.
 */
static const char planning[] =
    "set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),"
    " set_config('enable_mergejoin', 'off', true), set_config('enable_memoize', 'off', true),"
    " set_config('enable_incremental_sort', 'off', true), set_config('cursor_tuple_fraction', '1', true)";

static const char *settings(Arena *arena, const char *history)
{
    StrBuf out = {.arena = arena};

    strbuf_printf(&out, "SELECT set_config('search_path', '', true), %s, set_config('" LEFT_OUT "', %s, true)",
                  planning, quote_literal(arena, history));
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

static const char *ask_rarely(Rare *rare, const char *name, const char *query, const char *when)
{
    return rare_add(rare, name, (RareQuery){.parts = &(RarePart){query, when}, .count = 1});
}

/* The statements that give one kind, the first half, and more of it, the second; NULL: there is no such. */
static void gather_kind(Rare *rare, size_t i, const char **statements)
{
    const IntrospectKind *kind = kinds[i].kind;
    RareQuery parts = {.parts = kind->parts, .count = kind->part_count};
    const char *query = kind->make ? kind->make(rare->arena) : kind->query;

    statements[0] = kind->parts ? rare_add(rare, kinds[i].name, parts)
                  : kind->when  ? ask_rarely(rare, kinds[i].name, query, kind->when)
                                : query;
    statements[1] = kind->more ? ask_rarely(rare, arena_printf(rare->arena, "more of %s", kinds[i].name), kind->more,
                                            kind->more_when)
                               : NULL;
}

/* Last of all. */
static size_t ask_for_changes(Questions *questions, Arena *arena, int version)
{
    Rare rare = {.arena = arena};
    const char *fetch = ask_rarely(&rare, "changed", changed_query(arena), changed_when);

    question(questions, query_for_version(arena, rare_conditions(&rare), version));
    question(questions, query_for_version(arena, rare_opening(&rare), version));
    return question(questions, fetch);
}

static Questions gather(Arena *arena, const Frame *frame, const char *history, int version)
{
    Questions questions = {0};
    Rare rare = {.arena = arena};
    const char *of_kind[KINDS][2], *unmanaged = rare_add(&rare, "unmanaged", unmanaged_query());

    for (size_t i = 0; i < KINDS; i++)
        gather_kind(&rare, i, of_kind[i]);
    question(&questions, frame->begin);
    question(&questions, settings(arena, history));
    question(&questions, query_for_version(arena, rare_conditions(&rare), version));
    question(&questions, query_for_version(arena, rare_opening(&rare), version));
    for (size_t i = 0; i < KINDS; i++) {
        questions.of_kind[i] = question(&questions, query_for_version(arena, of_kind[i][0], version));
        questions.more[i] = of_kind[i][1] ? question(&questions, of_kind[i][1]) : 0;
    }
    questions.unmanaged = question(&questions, unmanaged);
    questions.shadowed = question(&questions, shadowed);
    questions.changed = frame->watched ? ask_for_changes(&questions, arena, version) : question(&questions, "SELECT");
    question(&questions, frame->end);
    question(&questions, frame->release);
    return questions;
}

static bool is_inside(Db *db)
{
    return db_connection(db) && PQtransactionStatus(db_connection(db)) == PQTRANS_INTRANS;
}

/* What somebody dropped meanwhile the server may fail to find, in words of its own. */
static bool may_be_gone(const Db *db)
{
    static const char *const states[] = {"XX000", "42P01", "42703", "42704", "42883", "3F000"};
    const DbError *error = db_error(db);

    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (error->failure == DB_REJECTED && strcmp(error->sqlstate, states[i]) == 0)
            return true;
    return false;
}

static bool same_rows(const PGresult *one, const PGresult *other)
{
    bool same = PQntuples(one) == PQntuples(other) && PQnfields(one) == PQnfields(other);

    for (int row = 0; same && row < PQntuples(one); row++)
        for (int field = 0; same && field < PQnfields(one); field++)
            same = PQgetisnull(one, row, field) == PQgetisnull(other, row, field)
                && strcmp(PQgetvalue(one, row, field), PQgetvalue(other, row, field)) == 0;
    return same;
}

/* Two readings that say the same: what was changed meanwhile (a TRUNCATE changes the catalogs, too) is none of it. */
static bool same_answers(const Questions *questions, const Answers *one, const Answers *other)
{
    for (size_t i = 0; i < questions->changed; i++)
        if (!same_rows(one->results[i], other->results[i]))
            return false;
    return true;
}

static bool was_changed(const Questions *questions, const Answers *answers)
{
    const PGresult *answer = answers->results[questions->changed];

    return PQntuples(answer) && PQnfields(answer) && strcmp(PQgetvalue(answer, 0, 0), "t") == 0;
}

/* Again, until nobody changes anything meanwhile. */
static bool ask_alone(Db *db, Arena *arena, const Questions *questions, Answers *answers)
{
    Answers before;
    bool have_before = false;

    for (int reading = 1;; reading++) {
        if (db_pipeline(db, arena, questions->statements, questions->count, answers->results)) {
            if (!was_changed(questions, answers) || (have_before && same_answers(questions, &before, answers)))
                return true;
            before = *answers;
            have_before = true;
        } else {
            db_rollback(db);
            if (reading == MOST_READINGS || !may_be_gone(db) || !db_forgive(db))
                return false;
        }
        if (reading == MOST_READINGS)
            return db_refuse(db, "others change the schema each time it is read; try again when they are done");
    }
}

static bool ask(Db *db, Arena *arena, const char *history, Questions *questions, Answers *answers)
{
    const Frame *frame = is_inside(db) ? &inside : &alone;

    *questions = gather(arena, frame, history, db_version(db));
    if (frame == &alone)
        return ask_alone(db, arena, questions, answers);
    return db_pipeline(db, arena, questions->statements, questions->count, answers->results);
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
    Answers answers;
    Questions questions;
    Arena scratch = {0};
    Reading reading = {.arena = arena, .catalog = &found->catalog};
    bool done;

    *found = (Introspection){.catalog.arena = arena};
    done = can_read(db, arena) && ask(db, &scratch, history, &questions, &answers);
    for (size_t i = 0; done && i < KINDS; i++) {
        read_kind(&reading, kinds[i].id, answers.results[questions.of_kind[i]]);
        if (questions.more[i])
            read_more(&reading, kinds[i].id, answers.results[questions.more[i]]);
        if (kinds[i].id == KIND_SCHEMA)
            ensure_public(found, arena);
    }
    for (int row = 0; done && row < PQntuples(answers.results[questions.shadowed]); row++)
        list_add(&found->shadowed, arena, arena_strdup(arena, PQgetvalue(answers.results[questions.shadowed], row, 0)));
    if (done)
        read_unmanaged(found, arena, answers.results[questions.unmanaged]);
    arena_free(&scratch);
    return done;
}

bool introspect(Db *db, Arena *arena, Introspection *found)
{
    return introspect_beside(db, arena, "ecogen", found);
}
