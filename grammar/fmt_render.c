/* Lines become text: cells and comments are aligned, declarations that take more than one line stand apart. */
#include "dsl/base/utf8.h"
#include "grammar/fmt_parts.h"

#include <string.h>

enum { WIDEST = 40, WIDEST_CODE = 80, APART = 2 };  /* what is wider does not push the others aside */

/* In characters; what has a newline in it fits nowhere. */
static size_t width_of(const char *text, size_t length)
{
    return memchr(text, '\n', length) ? WIDEST + 1 : utf8_count(text, length);
}

/* Bytes of a cell; stop `i` begins the one after it. */
static size_t cell_begin(const Line *line, size_t cell)
{
    return cell ? line->stops[cell - 1] : 0;
}

static size_t cell_length(const Line *line, size_t cell)
{
    return (cell < line->stop_count ? line->stops[cell] : line->length) - cell_begin(line, cell);
}

static bool is_aligned(const Line *line, size_t cell)
{
    const char *text = line->text + cell_begin(line, cell);

    return line->block && cell <= line->stop_count && line->stop_count && cell < STOPS
        && width_of(text, cell_length(line, cell)) <= WIDEST;
}

typedef struct Widths {
    size_t cells[STOPS];
} Widths;

static Widths *find_widths(const Lines *lines, Arena *arena)
{
    Widths *widths = arena_array(arena, Widths, lines->block_count + 1);

    for (size_t i = 1; i <= lines->block_count; i++)
        widths[i].cells[0] = lines->least[i];
    for (size_t i = 0; i < lines->count; i++)
        for (size_t cell = 0; cell < STOPS; cell++) {
            const Line *line = &lines->items[i];

            if (!is_aligned(line, cell))
                continue;
            size_t *width = &widths[line->block].cells[cell];
            size_t own = width_of(line->text + cell_begin(line, cell), cell_length(line, cell));
            *width = own > *width ? own : *width;
        }
    return widths;
}

static void pad(StrBuf *out, size_t own, size_t width)
{
    strbuf_fill(out, ' ', (own < width ? width - own : 0) + APART);
}

/* The columns before a line's second cell. */
static size_t hanging(const Line *line, const Widths *widths)
{
    size_t own = width_of(line->text, line->stops[0]), width = widths[line->block].cells[0];

    return (own > width ? own : width) + APART;
}

static void put_line(const Lines *lines, const Line *line, const Widths *widths, StrBuf *out)
{
    strbuf_fill(out, ' ', line->indent);
    if (line->hangs_on)
        strbuf_fill(out, ' ', hanging(&lines->items[line->hangs_on - 1], widths));
    for (size_t cell = 0; cell <= line->stop_count; cell++) {
        const char *text = line->text + cell_begin(line, cell);
        size_t length = cell_length(line, cell);

        strbuf_putn(out, text, length);
        if (cell < line->stop_count)
            pad(out, width_of(text, length), widths[line->block].cells[cell]);
    }
}

/* ---- comments behind lines ---- */

static size_t last_width(const char *text)
{
    const char *newline = strrchr(text, '\n');
    const char *last = newline ? newline + 1 : text;

    return width_of(last, strlen(last));
}

/* Where a run of lines with comments ends: at a blank line, or where the indent changes. */
static size_t run_end(const Lines *lines, size_t from)
{
    size_t i = from + 1;

    while (i < lines->count && !lines->items[i].blank_before
           && lines->items[i].indent == lines->items[from].indent)
        i++;
    return i;
}

static void align_comments(const Lines *lines, const char **texts, size_t from, size_t end, size_t *columns)
{
    size_t widest = 0;

    for (size_t i = from; i < end; i++) {
        size_t width = last_width(texts[i]);

        if (lines->items[i].comment && width <= WIDEST_CODE && width > widest)
            widest = width;
    }
    for (size_t i = from; i < end; i++)
        columns[i] = widest;
}

/* ---- declarations ---- */

typedef struct Extent {
    size_t first, end;              /* lines */
    bool several, blank;            /* takes more than one line, comments apart; has a blank line before it */
} Extent;

static Extent extent_at(const Lines *lines, size_t first)
{
    Extent extent = {.first = first, .end = first};
    size_t own = 0;
    bool doc = false;

    for (; extent.end < lines->count; extent.end++) {
        const Line *line = &lines->items[extent.end];

        if (line->declaration != lines->items[first].declaration)
            break;
        extent.blank = extent.blank || (own == 0 && !doc && line->blank_before);
        own += !line->is_comment;
        doc = doc || (line->is_doc && own == 0);
        extent.several = extent.several || (!line->is_comment && strchr(line->text, '\n'));
    }
    extent.several = own && (extent.several || doc || own > 1);
    return extent;
}

static void set_apart(Lines *lines)
{
    Extent before = {0};

    for (size_t i = 0; i < lines->count; i = before.end) {
        Extent extent = extent_at(lines, i);
        bool is_rest = lines->items[extent.end - 1].is_comment;

        if (i && !is_rest && !extent.blank && (before.several || extent.several))
            lines->items[i].blank_before = true;
        before = extent;
    }
}

Bytes fmt_render(Lines *lines, Arena *arena)
{
    StrBuf out = {.arena = arena};
    const Widths *widths = find_widths(lines, arena);
    const char **texts = arena_array(arena, const char *, lines->count + 1);
    size_t *columns = arena_array(arena, size_t, lines->count + 1);

    set_apart(lines);
    for (size_t i = 0; i < lines->count; i++) {
        StrBuf text = {.arena = arena};

        put_line(lines, &lines->items[i], widths, &text);
        texts[i] = strbuf_text(&text);
    }
    for (size_t i = 0, end; i < lines->count; i = end) {
        end = run_end(lines, i);
        align_comments(lines, texts, i, end, columns);
    }
    for (size_t i = 0; i < lines->count; i++) {
        strbuf_puts(&out, lines->items[i].blank_before ? "\n" : "");
        strbuf_puts(&out, texts[i]);
        if (lines->items[i].comment) {
            pad(&out, last_width(texts[i]), columns[i]);
            strbuf_puts(&out, lines->items[i].comment);
        }
        strbuf_putc(&out, '\n');
    }
    return (Bytes){.text = strbuf_text(&out), .length = out.length};
}
