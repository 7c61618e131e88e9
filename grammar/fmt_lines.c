/*
 * Tokens and what stands between them, broken into lines. A line ends where an item or a block does, and inside an item
 * where one ended before. Here are items; fmt_blocks.c has blocks, fmt_layout.c lines and the comments on them.
 */
#include "grammar/fmt_layout.h"

static Line item_shape(const Layout *layout)
{
    return (Line){.indent = layout->depth * INDENT, .block = layout->blocks[layout->depth].id};
}

static void begin_item(Layout *layout, const FmtToken *token, const Gap *gap)
{
    size_t trailing = layout->lines.count || layout->open ? layout_count_trailing(gap, false) : 0;
    Line shape = item_shape(layout);

    layout_put_trailing(layout, gap, trailing);
    layout_end_line(layout);
    layout->declaration += layout->depth == 0;
    layout_break_line(layout, gap, trailing, shape);
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
    size_t trailing = layout_count_trailing(gap, false);

    layout_put_trailing(layout, gap, trailing);
    Line shape = continued_shape(layout, token->kind);
    layout_end_line(layout);
    layout_break_line(layout, gap, trailing, shape);
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
        layout_open_block(layout);
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
        layout_close_block(layout, &gap);
    } else if (begins_item(layout->text, previous, token, &gap)) {
        begin_item(layout, token, &gap);
    } else {
        if (token->kind == LBRACE)
            layout_keep_on_line(layout, next, &gap);
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
    size_t trailing = text->count ? layout_count_trailing(&gap, true) : 0;
    layout_put_trailing(layout, &gap, trailing);
    layout_end_line(layout);
    layout->declaration++;
    layout_put_pieces(layout, &gap, trailing, (Line){0});
    layout_end_line(layout);
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
