/*
 * Fmt_layout: the state of breaking a text into lines. Internal to fmt_lines.c (items), fmt_blocks.c and fmt_layout.c
 * (lines and comments).
 */
#ifndef ECO_GRAMMAR_FMT_LAYOUT_H
#define ECO_GRAMMAR_FMT_LAYOUT_H

#include "grammar/fmt_parts.h"

enum { INDENT = 4 };

/* A block that is open, and how its items are laid out. */
typedef struct Block {
    size_t id;
    bool two_cells;                 /* a word and its value, as in a sequence */
} Block;

typedef struct Layout {
    const FmtText *text;
    Lines lines;
    Block blocks[BLOCK_LIMIT + 1];
    size_t depth;
    size_t declaration;

    bool open;                      /* a line has begun: */
    Line line;
    StrBuf now, comment;

    size_t item_line;               /* where the item began */
    size_t item_tokens;
    int item_first, item_last;      /* kinds of its tokens */
    bool item_is_column, item_hangs;
    size_t parens;
    bool closed_before;             /* the line began with a closing bracket */
    bool block_begins;              /* nothing stands in the block yet */
    Gap carried;                    /* what stood before a bracket or comma that now stands before it */
} Layout;

/* Begin and end a line; `line` says what is known of it before it is written. */
void layout_begin_line(Layout *layout, Line line);
void layout_end_line(Layout *layout);

/* How many of a gap's pieces stand behind what precedes them, and have them do so. `at_end`: nothing follows. */
size_t layout_count_trailing(const Gap *gap, bool at_end);
void layout_put_trailing(Layout *layout, const Gap *gap, size_t count);

/* The pieces from one on, on lines of their own; the last line is left open if a token follows on it. */
void layout_put_pieces(Layout *layout, const Gap *gap, size_t from, Line shape);

/* The same, and then the line begins on which a token stands. */
void layout_break_line(Layout *layout, const Gap *gap, size_t trailing, Line shape);

/* Keep a block on one line, with the "{" that was not written yet, if it was written so and has one item at most. */
void layout_keep_on_line(const Layout *layout, size_t brace, const Gap *before);

/* Behind "{" and before "}". */
void layout_open_block(Layout *layout);
void layout_close_block(Layout *layout, const Gap *gap);

#endif
