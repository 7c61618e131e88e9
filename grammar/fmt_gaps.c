/* What the scanner steps over: blanks, newlines, comments, ";". */
#include "grammar/fmt_parts.h"
#include "grammar/raw.h"

#include <string.h>

static bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

/* A comment that begins here. */
static Piece piece_at(const FmtText *text, uint32_t begin)
{
    Raw raw = {.text = text->source->text, .length = text->source->length};
    const char *start = raw.text + begin;
    uint32_t end = begin;

    if (start[1] == '*')
        return (Piece){.kind = PIECE_BLOCK, .begin = begin, .end = raw_comment_end(raw, begin)};
    while (end < raw.length && !is_newline(raw.text[end]))
        end++;
    bool doc = strncmp(start, "///", 3) == 0 && start[3] != '/';
    return (Piece){.kind = doc ? PIECE_DOC : PIECE_LINE, .begin = begin, .end = end};
}

static void add(const FmtText *text, Gap *gap, Piece piece)
{
    if (gap->count == gap->room) {
        Piece *larger = arena_array(text->arena, Piece, gap->room = gap->room * 2 + 4);

        if (gap->count)
            memcpy(larger, gap->pieces, gap->count * sizeof *larger);
        gap->pieces = larger;
    }
    gap->pieces[gap->count++] = piece;
    gap->has_doc = gap->has_doc || piece.kind == PIECE_DOC;
    gap->newlines = 0;
}

static void add_newline(Gap *gap)
{
    gap->newlines += gap->newlines < 2;
    gap->broken = true;
}

/* Something is passed over. A line that holds nothing else is no blank line. */
static void drop(Gap *gap)
{
    gap->newlines -= gap->newlines == 2;
    for (size_t i = 0; i < gap->count; i++)
        gap->pieces[i].lost = gap->pieces[i].lost || (gap->pieces[i].kind == PIECE_DOC && gap->pieces[i].at_start);
}

static void end_item(Gap *gap)
{
    drop(gap);
    for (size_t i = 0; i < gap->count && !gap->broken; i++)
        gap->pieces[i].before_end = true;
}

void fmt_gap(const FmtText *text, uint32_t begin, uint32_t end, bool dropped, Gap *gap)
{
    const char *bytes = text->source->text;
    bool at_start = begin == 0 || strchr("{},", bytes[begin - 1]) != NULL;

    if (dropped)
        drop(gap);
    for (uint32_t i = begin; i < end;) {
        if (bytes[i] == '/') {
            Piece piece = piece_at(text, i);

            piece.newlines = gap->newlines;
            piece.at_start = at_start;
            add(text, gap, piece);
            i = piece.end;
            continue;
        }
        if (bytes[i] == ';')
            end_item(gap);
        at_start = at_start || bytes[i] == ';' || is_newline(bytes[i]);
        if (is_newline(bytes[i]))
            add_newline(gap);
        i += bytes[i] == '\r' && bytes[i + 1] == '\n' ? 2 : 1;
    }
}
