/*
 * Fmt_parts: what the stages of fmt hand on to each other. Internal to grammar/fmt*.
 */
#ifndef ECO_GRAMMAR_FMT_PARTS_H
#define ECO_GRAMMAR_FMT_PARTS_H

#include "dsl/base/strbuf.h"
#include "grammar/eco.tab.h"
#include "grammar/fmt.h"

/* What a token is, beside its kind. */
enum {
    MARK_REMOVED = 1,               /* not to be written */
    MARK_NAME = 2,                  /* of a column */
    MARK_TYPE = 4,                  /* the first of a column's type */
    MARK_PART = 8,                  /* the first of what modifies a column */
    MARK_IN_TYPE = 16,              /* of any type */
    MARK_TIGHT = 32,                /* a bracket that hugs what it follows: of a call, of a type */
    MARK_SQL = 64,                  /* with what stands before it, SQL that is one text */
    MARK_INLINE = 128,              /* in a block that stays on one line, or its end */
    MARK_LABEL = 256                /* in the block of an enum */
};

typedef struct FmtToken {
    int kind;
    uint32_t begin, end;            /* bytes of the text */
    unsigned marks;
    bool ends_item;
    size_t partner;                 /* of "{" and "}": the other one */
} FmtToken;

typedef struct FmtText {
    const Source *source;
    Arena *arena;
    FmtToken *tokens;               /* ends of items are no tokens here */
    size_t count;
} FmtText;

/* fmt_marks.c: the marks that follow from the tree and from the spans to be left out; the ends of items are moved. */
void fmt_mark(FmtText *text, const Node *file, const List *removed);

/* A comment between two tokens. */
typedef enum PieceKind { PIECE_LINE, PIECE_BLOCK, PIECE_DOC } PieceKind;

typedef struct Piece {
    PieceKind kind;
    uint32_t begin, end;
    unsigned newlines;              /* between what precedes and this: 0, 1, or 2 for a blank line */
    bool at_start;                  /* what precedes it on its line, if anything, will not: documentation counts */
    bool before_end;                /* a ";" follows: it belongs to what precedes */
    bool lost;                      /* documentation of what is not written: it must not come to be that of the next */
} Piece;

/* All that stands between two tokens. */
typedef struct Gap {
    Piece *pieces;
    size_t count, room;
    size_t settled;                 /* pieces before this one have been told what they belong to */
    unsigned newlines;              /* before the token that follows */
    bool broken;                    /* there is a newline */
    bool has_doc;
} Gap;

/* fmt_gaps.c: add what stands between two offsets. `dropped`: the gap goes on behind a token that is not written. */
void fmt_gap(const FmtText *text, uint32_t begin, uint32_t end, bool dropped, Gap *gap);

/* fmt_words.c: a token or comment as it is written; and whether there is a blank between two tokens. */
void fmt_put_token(const FmtText *text, const FmtToken *token, StrBuf *out);
void fmt_put_piece(const FmtText *text, const Piece *piece, StrBuf *out);
bool fmt_blank_between(const FmtText *text, size_t token, size_t next);

enum { STOPS = 2, NO_LINE = 0 };

/* A line of the result, before columns are aligned. */
typedef struct Line {
    size_t indent;
    const char *text;               /* may hold newlines, inside strings and SQL */
    size_t length;
    size_t stops[STOPS];            /* bytes of the text where an aligned cell begins */
    size_t stop_count;
    size_t block;                   /* lines of one block are aligned with each other; 0: not aligned */
    size_t hangs_on;                /* index + 1 of the line whose second cell this one stands under, or NO_LINE */
    const char *comment;            /* behind it, or NULL */
    bool blank_before;
    bool is_comment, is_doc;
    size_t declaration;             /* counts from 1; comments before it are of it as well */
} Line;

typedef struct Lines {
    Line *items;
    size_t count, room;
    size_t *least;                  /* by block: the width that its first cells have at least */
    size_t block_count, block_room;
} Lines;

/* fmt_lines.c: break the text into lines; fmt_render.c: put them together. */
Lines fmt_lines(const FmtText *text);
Bytes fmt_render(Lines *lines, Arena *arena);

#endif
