/* The pair that follows from a seed: a schema, and what becomes of it. */
#include "tests/server.h"
#include "tests/soak/soak.h"

#include <string.h>

enum { MOST_MUTATIONS = 6, TAGS = 1000 };

static void make(Random *random, Model *before, Model *after, unsigned tag, Arena *arena)
{
    *before = model_random(random, server_major(), tag, arena);

    unsigned last = model_last_id(before);
    if (random_one_in(random, 10)) {
        *after = model_random(random, server_major(), tag, arena);
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
        after->before = NULL;
    }
    model_say_was(before, after);
}

Pair pair_random(uint64_t seed, Arena *arena)
{
    Pair pair = {.seed = seed};
    Random random = {seed};

    pair.rows = random_one_in(&random, 2);
    make(&random, &pair.before, &pair.after, (unsigned)(seed % TAGS), arena);
    return pair;
}

/* Names that are not those of something in a table or type. */
static bool is_of_database(const Piece *piece)
{
    return piece->name && !kind_among(piece, "column|part column|reference|generated|value|attribute|policy|trigger");
}

static bool models_are_apart(const Model *one, const Model *other)
{
    for (size_t i = 0; i < one->pieces.count; i++)
        for (size_t o = 0; o < other->pieces.count; o++) {
            const Piece *piece = one->pieces.items[i], *there = other->pieces.items[o];

            if (is_of_database(piece) && is_of_database(there) && strcmp(piece->name, there->name) == 0)
                return false;
        }
    return true;
}

bool pairs_are_apart(const Pair *one, const Pair *other)
{
    return models_are_apart(&one->before, &other->before) && models_are_apart(&one->before, &other->after)
        && models_are_apart(&one->after, &other->before) && models_are_apart(&one->after, &other->after);
}
