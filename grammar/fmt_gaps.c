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

/* Something is passed over, a ";" or what is not to be written. A line that holds nothing else is no blank line. */
static void drop(Gap *gap, bool ends_item)
{
    gap->newlines -= gap->newlines == 2;
    for (; gap->settled < gap->count; gap->settled++) {
        Piece *piece = &gap->pieces[gap->settled];

        piece->before_end = ends_item && !gap->broken;
        piece->lost = piece->kind == PIECE_DOC && piece->at_start;
    }
}

void fmt_gap(const FmtText *text, uint32_t begin, uint32_t end, bool dropped, Gap *gap)
{
    const char *bytes = text->source->text;
    bool at_start = begin == 0 || strchr("{},", bytes[begin - 1]) != NULL;

    if (dropped)
        drop(gap, false);
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
            drop(gap, true);
        at_start = at_start || bytes[i] == ';' || is_newline(bytes[i]);
        if (is_newline(bytes[i]))
            add_newline(gap);
        i += bytes[i] == '\r' && bytes[i + 1] == '\n' ? 2 : 1;
    }
}
