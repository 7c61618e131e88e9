#include "grammar/fmt_layout.h"

#include <string.h>

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

void layout_end_line(Layout *layout)
{
    if (!layout->open)
        return;
    layout->line.text = strbuf_text(&layout->now);
    layout->line.length = layout->now.length;
    layout->line.comment = layout->comment.length ? strbuf_text(&layout->comment) : NULL;
    add_line(layout);
    layout->open = false;
}

void layout_begin_line(Layout *layout, Line line)
{
    layout_end_line(layout);
    line.blank_before = line.blank_before && !layout->block_begins && layout->lines.count > 0;
    line.declaration = layout->declaration;
    layout->line = line;
    layout->now = (StrBuf){.arena = layout->text->arena};
    layout->comment = (StrBuf){.arena = layout->text->arena};
    layout->open = true;
    layout->block_begins = false;
}

static bool follows_on_line(const Piece *piece)
{
    return piece->newlines == 0 && !(piece->kind == PIECE_DOC && piece->at_start);
}

size_t layout_count_trailing(const Gap *gap, bool at_end)
{
    size_t run = 0, before_end = 0;

    while (run < gap->count && follows_on_line(&gap->pieces[run]))
        run++;
    while (before_end < run && gap->pieces[before_end].before_end)
        before_end++;
    bool line_ends = run < gap->count ? true : gap->newlines > 0 || at_end;
    return line_ends ? run : before_end;
}

void layout_put_trailing(Layout *layout, const Gap *gap, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (layout->comment.length)
            strbuf_putc(&layout->comment, ' ');
        fmt_put_piece(layout->text, &gap->pieces[i], &layout->comment);
    }
}

void layout_put_pieces(Layout *layout, const Gap *gap, size_t from, Line shape)
{
    for (size_t i = from; i < gap->count; i++) {
        const Piece *piece = &gap->pieces[i];

        if (layout->open && piece->newlines == 0) {
            strbuf_putc(&layout->now, ' ');
        } else {
            shape.blank_before = piece->newlines > 1;
            shape.is_comment = true;
            layout_begin_line(layout, shape);
        }
        layout->line.is_doc = layout->line.is_doc || piece->kind == PIECE_DOC;
        fmt_put_piece(layout->text, piece, &layout->now);
    }
    if (gap->newlines)
        layout_end_line(layout);
}

void layout_break_line(Layout *layout, const Gap *gap, size_t trailing, Line shape)
{
    bool doc_before = gap->count > trailing && gap->pieces[gap->count - 1].kind == PIECE_DOC;

    layout_put_pieces(layout, gap, trailing, shape);
    if (layout->open) {
        layout->line.is_comment = false;
        layout->line.block = shape.block;
        strbuf_putc(&layout->now, ' ');
        return;
    }
    shape.blank_before = gap->newlines > 1 && !doc_before;
    layout_begin_line(layout, shape);
}
