/* Choosing among what there is: the highest of numbers mixed of the die and each candidate's id. */
#include "tests/soak/model.h"

#include <string.h>

bool kind_among(const Piece *piece, const char *kinds)
{
    size_t length = strlen(piece->kind->name);

    for (const char *at = kinds; (at = strstr(at, piece->kind->name)); at += length)
        if ((at == kinds || at[-1] == '|') && (at[length] == '|' || !at[length]))
            return true;
    return false;
}

static bool is_candidate(Model *model, const Piece *piece, Piece *other, const char *kinds, unsigned parent, Good good)
{
    return other != piece && kind_among(other, kinds) && (!parent || other->parent == parent)
        && piece_usable(model, other) && (!good || good(model, piece, other));
}

bool chosen_has(const Chosen *chosen, const Piece *piece)
{
    for (size_t i = 0; i < chosen->count; i++)
        if (chosen->items[i] == piece)
            return true;
    return false;
}

Chosen choose_some(Model *model, const Piece *piece, unsigned die, const char *kinds, unsigned parent, Good good,
                   size_t most)
{
    Chosen chosen = {.count = 0};

    while (chosen.count < most && chosen.count < MOST_CHOSEN) {
        uint64_t highest = 0;
        Piece *best = NULL;

        for (size_t i = 0; i < model->pieces.count; i++) {
            Piece *other = model->pieces.items[i];
            uint64_t score = random_mix(((uint64_t)piece->dice[die] << 32) ^ other->id);

            if ((!best || score > highest) && !chosen_has(&chosen, other)
                && is_candidate(model, piece, other, kinds, parent, good)) {
                best = other;
                highest = score;
            }
        }
        if (!best)
            break;
        chosen.items[chosen.count++] = best;
    }
    return chosen;
}

Piece *choose(Model *model, const Piece *piece, unsigned die, const char *kinds, unsigned parent, Good good)
{
    Chosen chosen = choose_some(model, piece, die, kinds, parent, good, 1);

    return chosen.count ? chosen.items[0] : NULL;
}
