/*
 * soak: random pairs of schemas, and the law (tests/law.h) on each, for a given time.
 *
 *     soak --seconds 60 --seed 1       pairs that follow from the seed
 *     soak --without "view|policy"     … of schemas without those
 *     soak --one 8123…                 the pair of that seed, made as small as it can be
 *
 * A failing pair is made smaller and left as .eco texts in the folder of --to, to become a case in tests/pg/soak_cases.
 */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/file.h"
#include "dsl/base/map.h"
#include "tests/law.h"
#include "tests/server.h"
#include "tests/soak/model.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DUMP_EVERY = 20, DATABASE_LASTS = 60, MOST_TRIES = 600, MOST_MUTATIONS = 6 };

/* How a pair can end. */
typedef enum End { HELD, HELD_WITHOUT_ROWS, REFUSED, INVALID, BROKEN, ENDS } End;

static const char *const end_names[ENDS] = {"held", "held, but for rows in the way", "refused", "invalid", "broken"};

typedef struct Soak {
    uint64_t seed, one;
    unsigned seconds;
    const char *folder;
    bool verbose;
    unsigned ends[ENDS], pairs, used;
    Law law;
    Arena of_law;                   /* as long as its connection */
    Arena arena;                    /* as long as the program */
    Map classes;                    /* what broke, without names */
} Soak;

typedef struct Try {
    Soak *soak;
    bool rows, dump, apart;
    const char *class;              /* what must still be wrong while shrinking */
    unsigned tries;
} Try;

/* Databases grow with what was dropped in them; and a connection that saw an error is not used again. */
static Law *law(Soak *soak, Arena *arena)
{
    if (soak->used++ % DATABASE_LASTS == 0 || !soak->law.db || db_failed(soak->law.db)) {
        const char *database = (soak->used - 1) % DATABASE_LASTS ? soak->law.database : NULL;

        if (soak->law.db)
            db_close(soak->law.db);
        arena_free(&soak->of_law);
        soak->law.database = database ? database : server_new_database(&soak->arena);
        soak->law.db = law_connect(&soak->law, &soak->of_law);
    }
    soak->law.arena = arena;
    soak->law.built = (Map){0};
    return &soak->law;
}

/* What broke, without what differs between pairs: quoted names and numbers. */
static const char *class_of(Arena *arena, const char *broken)
{
    StrBuf text = {.arena = arena};

    /* The error, not the warnings before it. */
    const char *error = strstr(broken, " E0");
    if (strncmp(broken, "planning failed:\n", 17) == 0)
        broken = error ? error : broken + 17;
    for (bool inside = false; *broken && *broken != '\n' && text.length < 100; broken++) {
        inside ^= *broken == '"';
        if (!inside && (!isdigit((unsigned char)*broken) || broken[-1] == 'E' || text.length < 12))
            strbuf_putc(&text, *broken);
    }
    return strbuf_text(&text);
}

/* "up: 23502 …": the rows do not fit what is asked for, which is no fault of the plan. */
static bool is_of_rows(const char *broken)
{
    const char *state = strstr(broken, ": ");

    if (strncmp(broken, "rows: ", 6) == 0)
        return true;
    return strncmp(broken, "building", 8) != 0 && state
        && (strncmp(state, ": 22", 4) == 0 || strncmp(state, ": 23", 4) == 0);
}

static End end_of(const char *broken)
{
    if (!broken)
        return HELD;
    if (strncmp(broken, "a schema has errors", 19) == 0)
        return INVALID;
    if (strncmp(broken, "planning failed", 15) == 0)
        return strstr(broken, " E0603 ") && !strstr(broken, "circle of changes") ? REFUSED : BROKEN;
    return strstr(broken, ": 42846 cannot cast type") || strstr(broken, "cannot be cast automatically") ? REFUSED
                                                                                                     : BROKEN;
}

static const char *broken_law(const Try *try, const char *before, const char *after, const char *rows,
                              const char *const looks[2], Arena *arena)
{
    LawCase c = {.before = before, .after = after, .rows = rows, .undumped = !try->dump, .apart = try->apart};

    c.look = rows ? looks[0] : NULL;
    c.look_after = rows ? looks[1] : NULL;
    return law_broken(law(try->soak, arena), &c, arena);
}

/* What breaks the law for a pair; NULL if nothing does. */
static const char *judge(const Try *try, Model *before, Model *after, End *end)
{
    Arena *arena = before->arena;
    const char *one = model_text(before), *other = model_text(after);
    const char *looks[] = {rows_look(before, after), rows_look(after, before)};
    const char *broken = broken_law(try, one, other, try->rows ? rows_seed(before) : NULL, looks, arena);

    *end = end_of(broken);
    if (*end == BROKEN && try->rows && is_of_rows(broken)) {
        broken = broken_law(try, one, other, NULL, looks, arena);
        *end = end_of(broken) == HELD ? HELD_WITHOUT_ROWS : end_of(broken);
    }
    return broken;
}

static bool still_broken(void *context, Model *before, Model *after)
{
    Try *try = context;
    Arena arena = {0};
    Model one = model_copy(before, &arena), other = model_copy(after, &arena);
    End end;
    const char *broken = try->tries++ < MOST_TRIES ? judge(try, &one, &other, &end) : NULL;
    bool same = broken && strcmp(class_of(&arena, broken), try->class) == 0;

    arena_free(&arena);
    return same;
}

static void leave(const Soak *soak, uint64_t seed, const char *suffix, const char *text)
{
    Arena arena = {0};
    const char *path = arena_printf(&arena, "%s/%" PRIu64 "%s", soak->folder, seed, suffix);
    FILE *file = fopen(path, "w");

    if (file) {
        fputs(text, file);
        fclose(file);
    }
    arena_free(&arena);
}

static void tell_of_broken(Soak *soak, Try *try, uint64_t seed, Model *before, Model *after, const char *broken)
{
    End end;

    try->class = class_of(&soak->arena, broken);
    printf("seed %" PRIu64 "%s: %s\n", seed, try->apart ? " (apart)" : "", try->class);
    fflush(stdout);
    if (map_get(&soak->classes, try->class) && !soak->one)
        return;
    map_put(&soak->classes, &soak->arena, try->class, soak);
    pair_shrink(before, after, still_broken, try);
    model_say_was(before, after);

    const char *why = judge(try, before, after, &end);
    leave(soak, seed, ".eco", model_text(before));
    leave(soak, seed, ".new.eco", model_text(after));
    leave(soak, seed, ".why", why ? why : "");
    printf("---- %s/%" PRIu64 ".eco, after %u tries\n%s----\n%s----\n%s\n", soak->folder, seed, try->tries,
           model_text(before), model_text(after), why ? why : "(no longer)");
    fflush(stdout);
}

static void make_pair(Random *random, Model *before, Model *after, Arena *arena)
{
    *before = model_random(random, server_major(), arena);

    unsigned last = model_last_id(before);
    if (random_one_in(random, 10)) {
        *after = model_random(random, server_major(), arena);
        for (size_t i = 0; i < after->pieces.count; i++) {
            Piece *piece = after->pieces.items[i];

            piece->id += last;
            piece->parent += piece->parent ? last : 0;
        }
    } else {
        *after = model_copy(before, arena);
        after->before = before;
        for (unsigned n = 1 + random_below(random, MOST_MUTATIONS); n; n--)
            model_mutate(after, random, &last);
    }
    model_say_was(before, after);
}

static void run_pair(Soak *soak, uint64_t seed)
{
    Arena arena = {0};
    Random random = {seed};
    Try try = {.soak = soak};
    Model before, after;
    End end;

    try.rows = random_one_in(&random, 2);
    try.dump = random_one_in(&random, DUMP_EVERY);
    try.apart = !try.dump && random_one_in(&random, 5);
    make_pair(&random, &before, &after, &arena);

    const char *broken = judge(&try, &before, &after, &end);
    soak->ends[end]++;
    soak->pairs++;
    if (end == BROKEN)
        tell_of_broken(soak, &try, seed, &before, &after, broken);
    else if (soak->verbose || soak->one)
        printf("seed %" PRIu64 ": %s\n%s%s\n", seed, end_names[end], broken ? broken : "",
               soak->one ? arena_printf(&arena, "%s----\n%s", model_text(&before), model_text(&after)) : "");
    arena_free(&arena);
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int soak_on(Soak *soak)
{
    double began = now(), took;

    do {
        run_pair(soak, soak->one ? soak->one : random_mix(soak->seed + soak->pairs));
        took = now() - began;
    } while (!soak->one && took < soak->seconds);
    printf("PostgreSQL %d, seed %" PRIu64 ": %u pairs in %.0f s, %.0f a minute:", server_major(), soak->seed,
           soak->pairs, took, soak->pairs * 60 / took);
    for (unsigned i = 0; i < ENDS; i++)
        printf(" %u %s%s", soak->ends[i], end_names[i], i + 1 < ENDS ? "," : "\n");
    return soak->ends[BROKEN] > 0;
}

static uint64_t number(const char *text)
{
    return text ? strtoull(text, NULL, 10) : 0;
}

static const char *option(int count, char **words, const char *name)
{
    for (int i = 1; i + 1 < count; i++)
        if (strcmp(words[i], name) == 0)
            return words[i + 1];
    return NULL;
}

int main(int count, char **words)
{
    const char *seconds = option(count, words, "--seconds"), *folder = option(count, words, "--to");
    const char *without = option(count, words, "--without");
    Soak soak = {
        .seed = number(option(count, words, "--seed")),
        .one = number(option(count, words, "--one")),
        .seconds = seconds ? (unsigned)number(seconds) : 60,
        .folder = folder ? folder : ".",
        .verbose = option(count, words, "--verbose"),
    };

    if (server_start(NULL) != 0)
        return 1;
    server_psql(&soak.arena, server_conninfo(), "create role soak_one; create role soak_two; "
                "create role soak_three; create role soak_four");
    kinds_leave_out(without ? without : "");

    int status = soak_on(&soak);
    if (soak.law.db)
        db_close(soak.law.db);
    arena_free(&soak.of_law);
    server_stop(NULL);
    arena_free(&soak.arena);
    return status;
}
