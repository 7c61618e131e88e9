/*
 * Tokens and what stands between them, broken into lines. A line ends where an item or a block does, and inside an item
 * where one ended before.
 */
#include "grammar/fmt_parts.h"

#include <string.h>

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

/* Blocks of words and values: by the word they begin with, and the width of that word's longest one, which is kept. */
static const struct CellBlock {
    int first;
    size_t least;
} cell_blocks[] = {
    {PROJECT, 0}, {RANGE, 0}, {COLLATION, 0}, {SEQUENCE, sizeof "increment" - 1}, {ROLLUP, sizeof "group" - 1},
};

static const struct CellBlock *find_cell_block(int first)
{
    for (size_t i = 0; i < sizeof cell_blocks / sizeof *cell_blocks; i++)
        if (cell_blocks[i].first == first)
            return &cell_blocks[i];
    return NULL;
}

/* ---- lines ---- */

static void add_line(Layout *layout)
{
    Lines *lines = &layout->lines;

    if (lines->count == lines->room) {
        Line *larger = arena_array(layout->text->arena, Line, lines->room = lines->room * 2 + 64);

        if (lines->count)
            memcpy(larger, lines->items, lines->count * sizeof *larger);
        lines->items = larger;
    }
    lines->items[lines->count++] = layout->line;
}

static void end_line(Layout *layout)
{
    if (!layout->open)
        return;
    layout->line.text = strbuf_text(&layout->now);
    layout->line.length = layout->now.length;
    layout->line.comment = layout->comment.length ? strbuf_text(&layout->comment) : NULL;
    add_line(layout);
    layout->open = false;
}

static void begin_line(Layout *layout, Line line)
{
    end_line(layout);
    line.blank_before = line.blank_before && !layout->block_begins && layout->lines.count > 0;
    line.declaration = layout->declaration;
    layout->line = line;
    layout->now = (StrBuf){.arena = layout->text->arena};
    layout->comment = (StrBuf){.arena = layout->text->arena};
    layout->open = true;
    layout->block_begins = false;
}

/* ---- what stands between tokens ---- */

static bool follows_on_line(const Piece *piece)
{
    return piece->newlines == 0 && !(piece->kind == PIECE_DOC && piece->at_start);
}

/* How many of the pieces stand behind what precedes them. */
static size_t count_trailing(const Gap *gap, bool at_end)
{
    size_t run = 0, before_end = 0;

    while (run < gap->count && follows_on_line(&gap->pieces[run]))
        run++;
    while (before_end < run && gap->pieces[before_end].before_end)
        before_end++;
    bool line_ends = run < gap->count ? true : gap->newlines > 0 || at_end;
    return line_ends ? run : before_end;
}

static void put_trailing(Layout *layout, const Gap *gap, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (layout->comment.length)
            strbuf_putc(&layout->comment, ' ');
        fmt_put_piece(layout->text, &gap->pieces[i], &layout->comment);
    }
}

/* Comments on lines of their own; the last line is left open if a token follows on it. */
static void put_pieces(Layout *layout, const Gap *gap, size_t from, Line shape)
{
    for (size_t i = from; i < gap->count; i++) {
        const Piece *piece = &gap->pieces[i];

        if (layout->open && piece->newlines == 0) {
            strbuf_putc(&layout->now, ' ');
        } else {
            shape.blank_before = piece->newlines > 1;
            shape.is_comment = true;
            begin_line(layout, shape);
        }
        layout->line.is_doc = layout->line.is_doc || piece->kind == PIECE_DOC;
        fmt_put_piece(layout->text, piece, &layout->now);
    }
    if (gap->newlines)
        end_line(layout);
}

/* Up to the place on a new line where a token stands. */
static void break_line(Layout *layout, const Gap *gap, size_t trailing, Line shape)
{
    bool doc_before = gap->count > trailing && gap->pieces[gap->count - 1].kind == PIECE_DOC;

    put_pieces(layout, gap, trailing, shape);
    if (layout->open) {
        layout->line.is_comment = false;
        layout->line.block = shape.block;
        strbuf_putc(&layout->now, ' ');
        return;
    }
    shape.blank_before = gap->newlines > 1 && !doc_before;
    begin_line(layout, shape);
}

/* ---- items ---- */

static Line item_shape(const Layout *layout)
{
    return (Line){.indent = layout->depth * INDENT, .block = layout->blocks[layout->depth].id};
}

static void begin_item(Layout *layout, const FmtToken *token, const Gap *gap)
{
    size_t trailing = layout->lines.count || layout->open ? count_trailing(gap, false) : 0;
    Line shape = item_shape(layout);

    put_trailing(layout, gap, trailing);
    end_line(layout);
    layout->declaration += layout->depth == 0;
    break_line(layout, gap, trailing, shape);
    layout->item_line = layout->lines.count;
    layout->item_tokens = 0;
    layout->item_first = token->kind;
    layout->item_is_column = token->marks & MARK_NAME;
    layout->item_hangs = false;
    layout->parens = 0;
    layout->closed_before = false;
}

static bool is_closing(int kind)
{
    return kind == RPAREN || kind == RBRACKET;
}

static bool is_routine(const Layout *layout)
{
    return layout->item_first == FUNCTION || layout->item_first == PROCEDURE;
}

/* An item goes on: deeper than it began, or under the second cell of its first line. */
static Line continued_shape(const Layout *layout, int kind)
{
    Line shape = {.indent = layout->depth * INDENT};
    size_t parens = layout->parens - (is_closing(kind) && layout->parens);

    if (layout->item_hangs)
        shape.hangs_on = layout->item_line + 1;
    if (layout->parens)
        shape.indent += parens * INDENT;
    else if (!layout->item_hangs && (!layout->closed_before || is_routine(layout)))
        shape.indent += INDENT;
    return shape;
}

static void continue_item(Layout *layout, const FmtToken *token, const Gap *gap)
{
    size_t trailing = count_trailing(gap, false);

    put_trailing(layout, gap, trailing);
    Line shape = continued_shape(layout, token->kind);
    end_line(layout);
    break_line(layout, gap, trailing, shape);
    layout->closed_before = is_closing(token->kind) && layout->parens == 1;
}

/* Comments in the middle of a line. */
static void put_inside(Layout *layout, const Gap *gap)
{
    for (size_t i = 0; i < gap->count; i++) {
        strbuf_putc(&layout->now, ' ');
        fmt_put_piece(layout->text, &gap->pieces[i], &layout->now);
    }
}

/* "start 5": the value; "start with 5", "owned by t.a": likewise; "no cycle" has none. */
static bool begins_value(const Layout *layout, int kind)
{
    bool joins = kind == BY || kind == WITH;

    if (!layout->blocks[layout->depth].two_cells || layout->item_first == NO || layout->line.stop_count)
        return false;
    return (layout->item_tokens == 1 && !joins)
        || (layout->item_tokens == 2 && (layout->item_last == BY || layout->item_last == WITH));
}

static bool begins_cell(const Layout *layout, const FmtToken *token)
{
    if (token->marks & MARK_INLINE || layout->lines.count != layout->item_line || layout->parens)
        return false;
    if (begins_value(layout, token->kind))
        return true;
    return layout->item_is_column && layout->line.stop_count < STOPS
        && token->marks & (layout->line.stop_count ? MARK_PART : MARK_TYPE);
}

static void put_blank(Layout *layout, size_t previous, size_t next)
{
    const FmtToken *token = &layout->text->tokens[next];

    if (begins_cell(layout, token)) {
        layout->line.stops[layout->line.stop_count++] = layout->now.length;
        layout->item_hangs = true;
    } else if (token->marks & MARK_PART && layout->item_is_column && !(token->marks & MARK_INLINE)) {
        strbuf_puts(&layout->now, "  ");
    } else if (layout->item_last == UP && layout->item_first == SQL) {
        strbuf_puts(&layout->now, "   ");           /* "down" is longer */
    } else if (fmt_blank_between(layout->text, previous, next)) {
        strbuf_putc(&layout->now, ' ');
    }
}

/* ---- blocks ---- */

/* True if a block was written on one line and has one item at most. */
static bool stays_on_line(const Layout *layout, size_t brace, const Gap *before)
{
    const FmtToken *tokens = layout->text->tokens;
    size_t items = 0;

    if (before->count)
        return false;
    for (size_t i = brace + 1; i <= tokens[brace].partner; i++) {
        Gap gap = {0};

        fmt_gap(layout->text, tokens[i - 1].end, tokens[i].begin, false, &gap);
        items += i < tokens[brace].partner && tokens[i].ends_item;
        if (gap.broken || items > 1 || tokens[i].kind == LBRACE)
            return false;
    }
    return true;
}

static void open_block(Layout *layout)
{
    Lines *lines = &layout->lines;
    const struct CellBlock *cells = layout->depth ? NULL : find_cell_block(layout->item_first);

    if (lines->block_count + 1 >= lines->block_room) {
        size_t *larger = arena_array(layout->text->arena, size_t, lines->block_room = lines->block_room * 2 + 64);

        if (lines->block_count)
            memcpy(larger, lines->least, (lines->block_count + 1) * sizeof *larger);
        lines->least = larger;
    }
    lines->least[++lines->block_count] = cells ? cells->least : 0;
    layout->blocks[++layout->depth] = (Block){.id = lines->block_count, .two_cells = cells != NULL};
    layout->block_begins = true;
}

static void close_block(Layout *layout, const Gap *gap)
{
    size_t trailing = count_trailing(gap, false);
    Gap pieces = *gap;

    put_trailing(layout, gap, trailing);
    end_line(layout);
    pieces.newlines = 1;
    put_pieces(layout, &pieces, trailing, (Line){.indent = layout->depth * INDENT});
    layout->depth--;
    begin_line(layout, (Line){.indent = layout->depth * INDENT});
    layout->item_line = layout->lines.count;
    layout->item_is_column = layout->item_hangs = false;
    layout->item_tokens = 0;
}

/* ---- tokens ---- */

static Gap gap_before(Layout *layout, size_t previous, size_t next)
{
    const FmtToken *tokens = layout->text->tokens;
    Gap gap = layout->carried;

    layout->carried = (Gap){0};
    for (size_t i = previous; i < next; i++)
        fmt_gap(layout->text, tokens[i].end, tokens[i + 1].begin, i > previous, &gap);
    return gap;
}

/* A "{" or "," at the beginning of a line goes to the end of the one before; comments that were there follow it. */
static void carry(Layout *layout, const FmtToken *token, Gap *gap)
{
    if (!gap->broken || gap->has_doc || (token->kind != LBRACE && token->kind != COMMA))
        return;
    if (token->kind == COMMA || gap->count) {
        layout->carried = *gap;
        layout->carried.newlines = gap->newlines > 0;
    }
    *gap = (Gap){0};
}

static bool begins_item(const FmtText *text, size_t previous, const FmtToken *token, const Gap *gap)
{
    const FmtToken *before = &text->tokens[previous];

    if (token->marks & MARK_INLINE)
        return false;
    return before->ends_item || before->kind == LBRACE || (token->marks & MARK_LABEL && gap->broken);
}

static void mark_inline(const FmtText *text, size_t brace)
{
    for (size_t i = brace; i <= text->tokens[brace].partner; i++)
        text->tokens[i].marks |= MARK_INLINE;
}

static void put_token(Layout *layout, const FmtToken *token)
{
    fmt_put_token(layout->text, token, &layout->now);
    if (token->kind == LPAREN || token->kind == LBRACKET)
        layout->parens++;
    else if (is_closing(token->kind) && layout->parens)
        layout->parens--;
    if (layout->item_tokens == 1 && layout->item_first == UNLOGGED)
        layout->item_first = token->kind;
    layout->item_last = token->kind;
    layout->item_tokens++;
    if (token->kind == LBRACE && !(token->marks & MARK_INLINE))
        open_block(layout);
}

/* SQL that is one text keeps what stands in it. */
static void put_sql_token(Layout *layout, size_t previous, const FmtToken *token)
{
    const FmtToken *before = &layout->text->tokens[previous];
    Piece between = {.kind = PIECE_BLOCK, .begin = before->end, .end = token->begin};

    fmt_put_piece(layout->text, &between, &layout->now);
    put_token(layout, token);
}

static void lay_token(Layout *layout, size_t previous, size_t next)
{
    FmtToken *token = &layout->text->tokens[next];

    if (token->marks & MARK_SQL) {
        put_sql_token(layout, previous, token);
        return;
    }

    Gap gap = gap_before(layout, previous, next);
    if (token->kind == RBRACE && !(token->marks & MARK_INLINE)) {
        close_block(layout, &gap);
    } else if (begins_item(layout->text, previous, token, &gap)) {
        begin_item(layout, token, &gap);
    } else {
        if (token->kind == LBRACE && stays_on_line(layout, next, &gap))
            mark_inline(layout->text, next);
        carry(layout, token, &gap);
        if (gap.broken) {
            continue_item(layout, token, &gap);
        } else {
            put_inside(layout, &gap);
            put_blank(layout, previous, next);
        }
    }
    put_token(layout, token);
}

static void lay_rest(Layout *layout, size_t last)
{
    const FmtText *text = layout->text;
    Gap gap = layout->carried;

    fmt_gap(text, text->count ? text->tokens[last].end : 0, text->source->length, false, &gap);
    size_t trailing = text->count ? count_trailing(&gap, true) : 0;
    put_trailing(layout, &gap, trailing);
    end_line(layout);
    layout->declaration++;
    put_pieces(layout, &gap, trailing, (Line){0});
    end_line(layout);
}

static void lay_first(Layout *layout)
{
    Gap gap = {0};
    FmtToken *token = &layout->text->tokens[0];

    fmt_gap(layout->text, 0, token->begin, false, &gap);
    begin_item(layout, token, &gap);
    put_token(layout, token);
}

Lines fmt_lines(const FmtText *text)
{
    Layout layout = {.text = text};
    size_t previous = 0;

    if (text->count)
        lay_first(&layout);
    for (size_t i = 1; i < text->count; i++)
        if (!(text->tokens[i].marks & MARK_REMOVED)) {
            lay_token(&layout, previous, i);
            previous = i;
        }
    lay_rest(&layout, text->count ? text->count - 1 : 0);
    return layout.lines;
}
