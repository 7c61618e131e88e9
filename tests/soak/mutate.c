/* Random schemas, and what can happen to one. */
#include "tests/soak/model.h"

#include <string.h>

/* Names that need care; %u makes them different from each other. */
static const char *const hostile[] = {
    "Mixed Case %u", "it's %u", "q\"%u\"", "; drop schema public; -- %u", "ünï😀%u", "$$%u$$", "%u starts",
    "select", "a.b%u", "%%s ${name} %u", "back\\slash%u", "table", "tab\t%u",
    "sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_nam%06u",
};

static bool is_taken(const Model *model, const Piece *piece, const char *name)
{
    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *other = model->pieces.items[i];

        if (other != piece && other->name && strcmp(other->name, name) == 0)
            return true;
    }
    return false;
}

/* What the schema before calls something by this name, that is something else. */
static bool was_taken(const Model *model, const Piece *piece, const char *name)
{
    return model->before && is_taken(model->before, model_find(model->before, piece->id), name);
}

static const char *new_name(const Model *model, const Piece *piece, Random *random)
{
    const char *name;
    unsigned number = model->tag * 100 + random_below(random, 90) + 1;

    do {
        if (random_one_in(random, 12)) {
            const char *form = hostile[random_below(random, sizeof hostile / sizeof *hostile)];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            name = arena_printf(model->arena, form, number);
#pragma GCC diagnostic pop
        } else {
            name = arena_printf(model->arena, "%s%u", piece->kind->names, number);
        }
        number++;
    } while (is_taken(model, piece, name) || was_taken(model, piece, name));
    return name;
}

static void throw_dice(Piece *piece, Random *random)
{
    for (unsigned i = 0; i < DICE; i++)
        piece->dice[i] = random_next(random);
}

static bool holds_more(const Model *model, const PieceKind *kind, unsigned parent)
{
    unsigned count = 0;

    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *piece = model->pieces.items[i];

        count += piece->kind == kind && (!kind->parent || piece->parent == parent);
    }
    return count < kind->most;
}

/* A schema for what lives in one, or public. */
static unsigned some_schema(const Model *model, Random *random)
{
    const Piece *chosen = NULL;

    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *piece = model->pieces.items[i];

        if (strcmp(piece->kind->name, "schema") == 0 && random_one_in(random, 3))
            chosen = piece;
    }
    return chosen ? chosen->id : 0;
}

static Piece *add(Model *model, const PieceKind *kind, unsigned parent, unsigned id, Random *random)
{
    Piece *piece = arena_new(model->arena, Piece);

    *piece = (Piece){.kind = kind, .id = id, .parent = parent, .place = random_below(random, 20)};
    if (!kind->parent && strcmp(kind->name, "schema") != 0)
        piece->parent = some_schema(model, random);
    throw_dice(piece, random);
    list_add(&model->pieces, model->arena, piece);
    if (kind->names)
        piece->name = new_name(model, piece, random);
    return piece;
}

static void add_some(Model *model, const PieceKind *kind, unsigned parent, unsigned *id, Random *random)
{
    for (unsigned n = kind->least + random_below(random, kind->most - kind->least + 1); n; n--)
        add(model, kind, parent, ++*id, random);
}

static void fill(Model *model, const Piece *parent, unsigned *id, Random *random);

static void add_whole(Model *model, const PieceKind *kind, unsigned parent, unsigned *id, Random *random)
{
    fill(model, add(model, kind, parent, ++*id, random), id, random);
}

/* What a new piece holds. */
static void fill(Model *model, const Piece *parent, unsigned *id, Random *random)
{
    for (const PieceKind *const *kind = piece_kinds; *kind; kind++)
        if (kind_lives_in(*kind, parent) && kind_is_there(*kind))
            for (unsigned n = (*kind)->least + random_below(random, (*kind)->most - (*kind)->least + 1); n; n--)
                add_whole(model, *kind, parent->id, id, random);
}

Model model_random(Random *random, int major, unsigned tag, Arena *arena)
{
    Model model = {.arena = arena, .major = major, .tag = tag};
    unsigned id = 0;

    for (const PieceKind *const *kind = piece_kinds; *kind; kind++) {
        size_t first = model.pieces.count;

        if ((*kind)->parent || !kind_is_there(*kind))
            continue;
        add_some(&model, *kind, 0, &id, random);
        for (size_t i = first, end = model.pieces.count; i < end; i++)
            fill(&model, model.pieces.items[i], &id, random);
    }
    return model;
}

Model model_copy(const Model *model, Arena *arena)
{
    Model copy = *model;

    copy.arena = arena;
    copy.pieces = (List){0};

    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *piece = arena_new(arena, Piece);

        *piece = *(const Piece *)model->pieces.items[i];
        list_add(&copy.pieces, arena, piece);
    }
    return copy;
}

unsigned model_last_id(const Model *model)
{
    unsigned last = 0;

    for (size_t i = 0; i < model->pieces.count; i++)
        last = ((Piece *)model->pieces.items[i])->id > last ? ((Piece *)model->pieces.items[i])->id : last;
    return last;
}

void model_say_was(Model *before, Model *after)
{
    model_text(before);
    for (size_t i = 0; i < after->pieces.count; i++) {
        Piece *piece = after->pieces.items[i];
        const Piece *old = model_find(before, piece->id);
        bool renamed = old && !old->unnamed && piece->name && strcmp(old->name, piece->name) != 0;

        piece->was = renamed && piece->kind->has_was ? old->name : NULL;
    }
}

/* What can happen. */

static Piece *some(const Model *model, Random *random)
{
    return model->pieces.count ? model->pieces.items[random_below(random, (unsigned)model->pieces.count)] : NULL;
}

static void take(Model *model, const Piece *gone)
{
    size_t kept = 0;

    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *piece = model->pieces.items[i];

        if (piece != gone && (piece->parent != gone->id || !gone->id))
            model->pieces.items[kept++] = piece;
    }
    model->pieces.count = kept;
}

static void drop(Model *model, Random *random, unsigned *last_id)
{
    (void)last_id;
    take(model, some(model, random));
}

static void create(Model *model, Random *random, unsigned *last_id)
{
    unsigned count = 0;

    while (piece_kinds[count])
        count++;

    const PieceKind *kind = piece_kinds[random_below(random, count)];
    const Piece *parent = some(model, random);
    if (random_one_in(random, 2))
        kind = some(model, random)->kind;       /* of what there is most, most comes */
    if (!kind_is_there(kind))
        return;
    if (!kind->parent && holds_more(model, kind, 0))
        add_whole(model, kind, 0, last_id, random);
    for (unsigned tries = 0; kind->parent && tries < 20; tries++, parent = some(model, random))
        if (kind_lives_in(kind, parent) && holds_more(model, kind, parent->id)) {
            add_whole(model, kind, parent->id, last_id, random);
            return;
        }
}

/* One goes, another takes its name and maybe its dice: no rename, nothing of it is kept. */
static void replace(Model *model, Random *random, unsigned *last_id)
{
    const Piece old = *some(model, random);

    take(model, model_find(model, old.id));

    Piece *piece = add(model, old.kind, old.parent, ++*last_id, random);
    piece->parent = old.parent;
    piece->name = old.name;
    if (random_one_in(random, 2))
        memcpy(piece->dice, old.dice, sizeof piece->dice);
    fill(model, piece, last_id, random);
}

static void alter(Model *model, Random *random, unsigned *last_id)
{
    Piece *piece = some(model, random);
    const PieceKind *kind = piece->kind;

    (void)last_id;
    if (kind->dice > kind->fixed && !random_one_in(random, 8))
        piece->dice[kind->fixed + random_below(random, kind->dice - kind->fixed)] =
            random_one_in(random, 4) ? 0 : random_next(random);
    else
        piece->dice[LAST_DIE] = random_one_in(random, 2) ? 0 : random_next(random);
}

/* The name of a sibling that is gone, or NULL. */
static const char *freed_name(const Model *model, const Piece *piece)
{
    const Model *before = model->before;

    for (size_t i = 0; before && i < before->pieces.count; i++) {
        const Piece *old = before->pieces.items[i];

        if (old->kind == piece->kind && old->parent == piece->parent && !model_find(model, old->id)
            && !is_taken(model, piece, old->name))
            return old->name;
    }
    return NULL;
}

static void rename(Model *model, Random *random, unsigned *last_id)
{
    Piece *piece = some(model, random);
    const char *freed = piece->name && random_one_in(random, 2) ? freed_name(model, piece) : NULL;

    (void)last_id;
    if (piece->name)
        piece->name = freed ? freed : new_name(model, piece, random);
}

/* Two of a kind swap their names, or one takes the other's and that gets a new one. */
static void trade(Model *model, Random *random, unsigned *last_id)
{
    Piece *one = some(model, random), *other = some(model, random);

    (void)last_id;
    for (unsigned tries = 0; tries < 20 && (one->kind != other->kind || one->parent != other->parent || one == other);
         tries++)
        other = some(model, random);
    if (!one->name || one == other || one->kind != other->kind || one->parent != other->parent)
        return;

    const char *name = one->name;
    one->name = other->name;
    other->name = name;
    if (random_one_in(random, 2))
        other->name = new_name(model, other, random);
}

static void reorder(Model *model, Random *random, unsigned *last_id)
{
    (void)last_id;
    model->order = random_next(random);
    some(model, random)->place = random_below(random, 20);
}

void model_mutate(Model *model, Random *random, unsigned *last_id)
{
    static void (*const changes[])(Model *, Random *, unsigned *) = {
        drop, create, alter, alter, alter, rename, create, replace, trade, reorder,
    };

    if (model->pieces.count)
        changes[random_below(random, sizeof changes / sizeof *changes)](model, random, last_id);
}
