#include "grammar/fmt_layout.h"

#include <string.h>

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
        items += i < tokens[brace].partner && tokens[i].ends_item && !(tokens[i].marks & MARK_REMOVED);
        if (gap.broken || items > 1 || tokens[i].kind == LBRACE)
            return false;
    }
    return true;
}

void layout_keep_on_line(const Layout *layout, size_t brace, const Gap *before)
{
    FmtToken *tokens = layout->text->tokens;

    if (!stays_on_line(layout, brace, before))
        return;
    for (size_t i = brace; i <= tokens[brace].partner; i++)
        tokens[i].marks |= MARK_INLINE;
}

void layout_open_block(Layout *layout)
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

void layout_close_block(Layout *layout, const Gap *gap)
{
    size_t trailing = layout_count_trailing(gap, false);
    Gap pieces = *gap;

    layout_put_trailing(layout, gap, trailing);
    layout_end_line(layout);
    pieces.newlines = 1;
    layout_put_pieces(layout, &pieces, trailing, (Line){.indent = layout->depth * INDENT});
    layout->depth--;
    layout_begin_line(layout, (Line){.indent = layout->depth * INDENT});
    layout->item_line = layout->lines.count;
    layout->item_is_column = layout->item_hangs = false;
    layout->item_tokens = 0;
}
