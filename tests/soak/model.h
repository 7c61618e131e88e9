/*
 * Model: a random schema as pieces, each with dice: everything about a piece follows from its dice and from what else
 * is there.
 *
 * A piece is an object or an item of one. What it needs of others (an index its columns, a foreign key its target) it
 * does not hold: it chooses anew each time it is written, by its dice, among what there is. So any piece can be taken
 * away, any die thrown again, and what is left is a valid schema still: that is what mutating and shrinking do. The
 * choice is stable: others coming or going seldom change it. A piece that finds nothing to choose is not written.
 *
 * All faces 0 is the plainest form of a piece.
 */
#ifndef ECO_TESTS_SOAK_MODEL_H
#define ECO_TESTS_SOAK_MODEL_H

#include "dsl/base/list.h"
#include "dsl/base/strbuf.h"
#include "tests/soak/random.h"

#include <stdbool.h>

enum { DICE = 12, LAST_DIE = DICE - 1 };

typedef struct Piece Piece;
typedef struct Model Model;

typedef struct PieceKind {
    const char *name;               /* "column" */
    const char *parent;             /* the kind ("a|b") of what it is in; NULL: a schema, or none */
    unsigned least, most;           /* how many there are in each parent; without one, in all */
    unsigned fixed, dice;           /* the first dice are thrown once; so many of all are used */
    bool has_block;                 /* written with { } and its items, even if there are none */
    bool may_have_block;            /* the same, if there are any */
    bool has_was;                   /* takes "was" */
    bool undocumented;              /* no comment can be made on it */
    bool outside;                   /* stands outside of its parent's block */
    const char *names;              /* what its names begin with; NULL: it has none */
    const char *sample;             /* .eco that must compile, or the kind is not there yet; NULL: it is there */

    /* Write it, without its block; false if what it needs is not there. */
    bool (*put)(Model *model, Piece *piece, StrBuf *out);

    /* False if, all others being written, it is left out after all. Nothing may have come to need it. NULL: true. */
    bool (*stays)(const Model *model, const Piece *piece);
} PieceKind;

enum { MOST_CHOSEN = 6 };

typedef struct Chosen {
    Piece *items[MOST_CHOSEN];
    size_t count;
} Chosen;

/* How values of a type look: see types.c. */
typedef struct Family Family;

struct Piece {
    const PieceKind *kind;
    unsigned id, parent;            /* of the same piece in both schemas; 0: none */
    unsigned place;                 /* among its siblings */
    const char *name;               /* not quoted; NULL: none */
    const char *was;                /* NULL: it was called the same, or was not there */
    uint32_t dice[DICE];

    /* Worked out when it is written. */
    enum { UNKNOWN, WRITING, WRITTEN, MISSING } state;
    const char *text;
    const char *type;               /* of a column, without "?" */
    const Family *family;
    bool unnamed;                   /* it left its name to PostgreSQL */
    bool nullable, has_default;
    bool given;                     /* rows have a value for it: it is not computed */
    Piece *target;                  /* what a foreign key refers to */
    Chosen columns;                 /* of a key; of a view; that rows of reference fill */
};

struct Model {
    Arena *arena;
    List pieces;                    /* of Piece, parents before what is in them */
    uint32_t order;                 /* of the objects in the text */
    const Model *before;            /* what it was copied from: the names there are not given to others */
    int major;                      /* the server's: newer words are not used */
    unsigned tag;                   /* in all names, so that schemas can share a database */
};

extern const PieceKind *const piece_kinds[];        /* NULL after the last */

/* Leave out those named ("view|policy"), and those whose sample does not compile; before anything else. */
void kinds_leave_out(const char *names);
bool kind_is_there(const PieceKind *kind);

/* True if such pieces are in such a one. */
bool kind_lives_in(const PieceKind *kind, const Piece *parent);

/* Change: see mutate.c. */
Model model_random(Random *random, int major, unsigned tag, Arena *arena);
Model model_copy(const Model *model, Arena *arena);
void model_mutate(Model *model, Random *random, unsigned *last_id);
unsigned model_last_id(const Model *model);

/* Make "was" of `after` say how the pieces of `before` are called now. */
void model_say_was(Model *before, Model *after);

/* The schema as .eco. */
const char *model_text(Model *model);

/* Lookup. */
Piece *model_find(const Model *model, unsigned id);

/* True if it could be written: everything it needs is there. */
bool piece_usable(Model *model, Piece *piece);

/* What a piece says by a die: 0 to sides - 1. */
unsigned roll(const Piece *piece, unsigned die, unsigned sides);

/* True in one of `sides` cases, and never if the die shows 0. */
bool rarely(const Piece *piece, unsigned die, unsigned sides);

/* Those of a kind ("column|reference") that `good` (may be NULL) is true for, within `parent` (0: anywhere). */
typedef bool (*Good)(const Model *model, const Piece *chooser, const Piece *other);
Piece *choose(Model *model, const Piece *piece, unsigned die, const char *kinds, unsigned parent, Good good);
bool chosen_has(const Chosen *chosen, const Piece *piece);
Chosen choose_some(Model *model, const Piece *piece, unsigned die, const char *kinds, unsigned parent, Good good,
                   size_t most);

/* True if the kind is one of "a|b|c". */
bool kind_among(const Piece *piece, const char *kinds);

/* Names as SQL and .eco both read them. */
const char *quoted(Arena *arena, const char *name);
const char *piece_name(const Model *model, const Piece *piece);
const char *piece_qualified(const Model *model, const Piece *piece);

/* " was old", or nothing. */
void put_was(const Model *model, const Piece *piece, StrBuf *out);

/* "(a, b)" */
void put_chosen(const Model *model, const Chosen *chosen, StrBuf *out);

/* What rows there are: SQL that fills the tables, and a query whose answer says what must survive. */
const char *rows_seed(Model *model);
const char *rows_look(Model *model, Model *other);

/* A query for the rows of reference; NULL if there are none. */
const char *rows_of_reference(Model *model);

/* A pair made smaller as long as `still` says that what is wrong with it is still wrong. */
typedef bool (*Still)(void *context, Model *before, Model *after);
void pair_shrink(Model *before, Model *after, Still still, void *context);

#endif
