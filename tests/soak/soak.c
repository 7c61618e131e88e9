/*
 * soak: random pairs of schemas, and the law (tests/law.h) on each, for a given time.
 *
 *     soak --seconds 60 --seed 1       pairs that follow from the seed
 *     soak --pairs 1000 --seed 1       so many of them
 *     soak --without "view|policy"     … of schemas without those
 *     soak --one 8123…                 the pair of that seed, made as small as it can be
 *     soak --together 1                each in a database of its own, not some in one
 *     soak --whole yes                 failing pairs are not made smaller
 *
 * A failing pair is made smaller and left as .eco texts in the folder of --to, to become a case in tests/pg/soak_cases.
 */
#define _POSIX_C_SOURCE 200809L
#include "tests/soak/soak.h"

#include "tests/server.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_TOGETHER = 32 };

const char *const end_names[ENDS] = {"held", "held, but for rows in the way", "refused", "invalid", "broken"};

/* Pairs that share a database. */
typedef struct Batch {
    Pair *pairs[MOST_TOGETHER];
    size_t count;
    Way way;
} Batch;

static void note_end(Soak *soak, const Pair *pair, End end, const char *broken)
{
    soak->ends[end]++;
    soak->pairs++;
    if (end != BROKEN && (soak->verbose || soak->one))
        printf("seed %" PRIu64 ": %s\n%s", pair->seed, end_names[end], broken ? broken : "");
}

static End try_alone(Soak *soak, Pair *pair, Way way)
{
    End end;
    const char *broken = pair_try(soak, pair, way, &end);

    soak->alone++;
    note_end(soak, pair, end, broken);
    return end;
}

static void take(Batch *batch, size_t which)
{
    batch->count--;
    memmove(&batch->pairs[which], &batch->pairs[which + 1], (batch->count - which) * sizeof *batch->pairs);
}

/* Something is wrong with one, and who knows with which. */
static void try_each_alone(Soak *soak, const Batch *batch, const char *broken)
{
    bool is_found = false;

    for (size_t i = 0; i < batch->count; i++)
        is_found |= try_alone(soak, batch->pairs[i], batch->way) == BROKEN;
    if (is_found)
        return;
    soak->ends[BROKEN]++;
    printf("only together:");
    for (size_t i = 0; i < batch->count; i++)
        printf(" %" PRIu64, batch->pairs[i]->seed);
    printf("\n%s\n", broken);
}

static void run_batch(Soak *soak, Batch *batch, Arena *arena)
{
    for (bool is_first = true; batch->count; is_first = false) {
        LawCase cases[MOST_TOGETHER];
        size_t which = 0;
        Law *law = soak_law(soak, arena);

        for (size_t i = 0; i < batch->count; i++)
            cases[i] = pair_case(batch->pairs[i], batch->way);
        law->watch = is_first ? tally_note : NULL;
        law->watcher = &soak->tally;

        const char *broken = law_broken_together(law, cases, batch->count, arena, &which);
        if (broken && which == batch->count) {
            try_each_alone(soak, batch, broken);
            return;
        }
        if (broken) {
            try_alone(soak, batch->pairs[which], batch->way);
            take(batch, which);
        }
        for (size_t i = 0; !broken && i < batch->count; i++)
            note_end(soak, batch->pairs[i], HELD, NULL);
        batch->count = broken ? batch->count : 0;
    }
}

static bool fits(const Batch *batch, const Pair *pair)
{
    for (size_t i = 0; i < batch->count; i++)
        if (!pairs_are_apart(batch->pairs[i], pair))
            return false;
    return true;
}

static Way way_by(uint64_t seed)
{
    Random random = {seed};
    Way way = {.dump = random_one_in(&random, 8)};

    way.apart = !way.dump && random_one_in(&random, 4);
    return way;
}

/* As many as fit, from the seed on; the next seed. */
static uint64_t next_batch(Soak *soak, uint64_t seed)
{
    Arena arena = {0};
    Batch batch = {.way = way_by(seed)};

    while (batch.count < soak->together) {
        Pair *pair = arena_new(&arena, Pair);

        *pair = pair_random(random_mix(seed), &arena);
        if (!fits(&batch, pair))
            break;
        batch.pairs[batch.count++] = pair;
        seed++;
    }
    run_batch(soak, &batch, &arena);
    arena_free(&arena);
    return seed;
}

static void run_one(Soak *soak)
{
    for (unsigned apart = 0; apart < 2; apart++) {
        Arena arena = {0};
        Pair pair = pair_random(soak->one, &arena);

        if (try_alone(soak, &pair, (Way){.dump = !apart, .apart = apart}) != BROKEN && !apart)
            printf("%s----\n%s", model_text(&pair.before), model_text(&pair.after));
        arena_free(&arena);
    }
}

double soak_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void say_figures(const Soak *soak, double took)
{
    took -= soak->shrinking;
    printf("PostgreSQL %d, seed %" PRIu64 ": %u pairs in %.0f s, %.0f a minute", server_major(), soak->seed,
           soak->pairs, took, soak->pairs * 60 / took);
    if (soak->shrinking > 0)
        printf(" (and %.0f s for making them smaller)", soak->shrinking);
    printf(", %u alone:", soak->alone);
    for (unsigned i = 0; i < ENDS; i++)
        printf(" %u %s%s", soak->ends[i], end_names[i], i + 1 < ENDS ? "," : "\n");
    fflush(stdout);
}

static bool is_over(const Soak *soak, double took)
{
    return soak->most ? soak->pairs >= soak->most : took >= soak->seconds;
}

static int soak_on(Soak *soak)
{
    enum { SAID_EVERY = 60 };
    double began = soak_now(), took = 0, said = 0;
    uint64_t seed = soak->seed;

    if (soak->one)
        run_one(soak);
    while (!soak->one && !is_over(soak, took)) {
        seed = next_batch(soak, seed);
        took = soak_now() - began;
        if (took - said >= SAID_EVERY && !is_over(soak, took)) {
            said = took;
            say_figures(soak, took);
        }
    }
    took = soak_now() - began;
    if (!soak->one)
        tally_print(&soak->tally);
    say_figures(soak, took);
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
    const char *without = option(count, words, "--without"), *together = option(count, words, "--together");
    Soak soak = {
        .seed = number(option(count, words, "--seed")),
        .one = number(option(count, words, "--one")),
        .most = (unsigned)number(option(count, words, "--pairs")),
        .together = together ? (unsigned)number(together) : 24,
        .seconds = seconds ? (unsigned)number(seconds) : 60,
        .folder = folder ? folder : ".",
        .verbose = option(count, words, "--verbose"),
        .whole = option(count, words, "--whole"),
    };

    if (soak.together < 1 || soak.together > MOST_TOGETHER)
        soak.together = MOST_TOGETHER;
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
