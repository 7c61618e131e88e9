#include "runtime/introspect/questions.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "runtime/introspect/changed.h"
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

enum { KINDS = sizeof kinds / sizeof *kinds };

/* Around the queries: a snapshot, and nothing left of their settings afterwards. */
typedef struct Frame {
    const char *begin, *end, *release;
    bool watched;                   /* a transaction that is under way was not made for this, and cannot begin anew */
} Frame;

static const Frame snapshot = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "COMMIT", "SELECT", true};
static const Frame savepoint = {"SAVEPOINT ecogen_introspect", "ROLLBACK TO SAVEPOINT ecogen_introspect",
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

Questions questions_gather(Arena *arena, bool inside, const char *history, int version)
{
    const Frame *frame = inside ? &savepoint : &snapshot;
    Questions questions = {.kinds = KINDS};
    Rare rare = {.arena = arena};
    const char *of_kind[KINDS][2], *unmanaged = rare_add(&rare, "unmanaged", unmanaged_query());

    for (size_t i = 0; i < KINDS; i++)
        gather_kind(&rare, i, of_kind[i]);
    question(&questions, frame->begin);
    question(&questions, settings(arena, history));
    question(&questions, query_for_version(arena, rare_conditions(&rare), version));
    question(&questions, query_for_version(arena, rare_opening(&rare), version));
    for (size_t i = 0; i < KINDS; i++) {
        questions.of_kind[i].kind = kinds[i].id;
        questions.of_kind[i].all = question(&questions, query_for_version(arena, of_kind[i][0], version));
        questions.of_kind[i].more = of_kind[i][1] ? question(&questions, of_kind[i][1]) : 0;
    }
    questions.unmanaged = question(&questions, unmanaged);
    questions.shadowed = question(&questions, shadowed);
    questions.changed = frame->watched ? ask_for_changes(&questions, arena, version) : question(&questions, "SELECT");
    question(&questions, frame->end);
    question(&questions, frame->release);
    return questions;
}
