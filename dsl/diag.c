#include "dsl/diag.h"

#include "dsl/base/utf8.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *code, *summary;
    Severity severity;
} codes[] = {
#define DIAG(name, code, severity, summary) [DIAG_##name] = {code, summary, SEVERITY_##severity},
#include "dsl/diag.def"
#undef DIAG
};

static const struct {
    const char *word, *colour;
} severities[] = {
    [SEVERITY_ERROR] = {"error", "\033[1;31m"},
    [SEVERITY_WARNING] = {"warning", "\033[1;35m"},
    [SEVERITY_NOTE] = {"note", "\033[1;36m"},
};

const char *diag_code_text(DiagCode code)
{
    return codes[code].code;
}

Severity diag_severity(DiagCode code)
{
    return codes[code].severity;
}

const char *diag_summary(DiagCode code)
{
    return codes[code].summary;
}

bool diag_failed(const Diags *diags)
{
    return diags->errors > 0;
}

Diag *diag(Diags *diags, DiagCode code, Span at, const char *format, ...)
{
    Diag *d = arena_new(diags->arena, Diag);
    va_list arguments;

    va_start(arguments, format);
    *d = (Diag){
        .code = code,
        .at = at,
        .message = arena_vprintf(diags->arena, format, arguments),
        .sequence = diags->all.count,
    };
    va_end(arguments);

    list_add(&diags->all, diags->arena, d);
    diags->errors += codes[code].severity == SEVERITY_ERROR;
    diags->warnings += codes[code].severity == SEVERITY_WARNING;
    return d;
}

void diag_hint(Diags *diags, Diag *d, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    d->hint = arena_vprintf(diags->arena, format, arguments);
    va_end(arguments);
}

void diag_take_back(Diags *diags, size_t count)
{
    size_t kept = count;

    for (size_t i = count; i < diags->all.count; i++) {
        Diag *d = diags->all.items[i];

        if (diag_severity(d->code) == SEVERITY_ERROR)
            diags->all.items[kept++] = d;
        diags->warnings -= diag_severity(d->code) == SEVERITY_WARNING;
    }
    diags->all.count = kept;
}

void diag_note(Diags *diags, Diag *d, Span at, const char *format, ...)
{
    DiagNote *note = arena_new(diags->arena, DiagNote), **end = &d->notes;
    va_list arguments;

    va_start(arguments, format);
    *note = (DiagNote){.at = at, .text = arena_vprintf(diags->arena, format, arguments)};
    va_end(arguments);
    while (*end)
        end = &(*end)->next;
    *end = note;
}

/* Edit distance in which swapping two neighbours counts once (optimal string alignment), cut off above `limit`. */
static size_t distance(const char *a, const char *b, size_t limit)
{
    enum { LONGEST = 64 };
    size_t rows[3][LONGEST + 1], m = strlen(a), n = strlen(b);

    if (m > LONGEST || n > LONGEST || (m > n ? m - n : n - m) > limit)
        return limit + 1;
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];

        now[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);

            if (before[j] + 1 < best)
                best = before[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[m % 3][n];
}

const char *nearest_name(const char *wrong, const char *const *candidates, size_t count)
{
    size_t limit = strlen(wrong) < 4 ? 1 : strlen(wrong) < 9 ? 2 : 3;
    const char *nearest = NULL;

    for (size_t i = 0; i < count; i++) {
        size_t far = distance(wrong, candidates[i], limit);

        if (far <= limit && (!nearest || far < distance(wrong, nearest, limit)))
            nearest = candidates[i];
    }
    return nearest;
}

void diag_suggest(Diags *diags, Diag *d, const char *wrong, const char *const *candidates, size_t count)
{
    const char *nearest = nearest_name(wrong, candidates, count);

    if (nearest)
        diag_hint(diags, d, "did you mean \"%s\"?", nearest);
}

/* Control characters (but tab) are shown as "?", tabs as one space: what a caret stands under must stay in line. */
static void print_line(FILE *file, const char *text, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];

        fputc(byte == '\t' ? ' ' : byte < 0x20 || byte == 0x7f ? '?' : byte, file);
    }
}

/*
 * A sentence of ours with names that anybody may have chosen: nothing of it may steer a terminal. Its lines stay lines.
 */
static void print_text(FILE *file, const char *text)
{
    for (; *text; text++)
        fputc(((unsigned char)*text < 0x20 && *text != '\n') || *text == 0x7f ? '?' : *text, file);
    fputc('\n', file);
}

/* The source line and, under it, a caret and a wave as long as the span on that line. Very long lines are cut. */
static void print_excerpt(FILE *file, const Place *place, Span at, const char *on, const char *off)
{
    enum { WIDEST = 160 };
    uint32_t from = at.start - place->line_start;
    uint32_t to = at.end > at.start ? at.end - place->line_start : from + 1;
    uint32_t cut = 0, shown = place->line_length;

    if (from > place->line_length)
        from = place->line_length;
    if (to > place->line_length)
        to = place->line_length > from ? place->line_length : from + 1;
    if (from > WIDEST / 2)
        cut = from - WIDEST / 2;
    while (cut > 0 && cut < place->line_length && ((unsigned char)place->line_text[cut] & 0xc0) == 0x80)
        cut--;
    if (shown - cut > WIDEST)
        shown = cut + WIDEST;
    while (shown < place->line_length && ((unsigned char)place->line_text[shown] & 0xc0) == 0x80)
        shown++;
    if (to > shown && shown > from)
        to = shown;

    fprintf(file, "%5u | ", place->line);
    print_line(file, place->line_text + cut, shown - cut);
    fputs("\n      | ", file);
    for (uint32_t i = utf8_count(place->line_text + cut, from - cut); i > 0; i--)
        fputc(' ', file);
    fprintf(file, "%s^", on);
    for (uint32_t i = utf8_count(place->line_text + from, to > place->line_length ? 1 : to - from); i > 1; i--)
        fputc('~', file);
    fprintf(file, "%s\n", off);
}

static void print_one(const Diags *diags, const Diag *d, FILE *file, DiagStyle style)
{
    Severity severity = codes[d->code].severity;
    const char *on = style.colour ? severities[severity].colour : "", *off = style.colour ? "\033[0m" : "";
    Place place;
    bool placed = sources_place(diags->sources, d->at, &place);

    if (placed)
        fprintf(file, "%s:%u:%u: ", place.source->path, place.line, place.column);
    fprintf(file, "%s%s[%s]%s: ", on, severities[severity].word, codes[d->code].code, off);
    print_text(file, d->message);
    if (placed)
        print_excerpt(file, &place, d->at, on, off);

    for (const DiagNote *note = d->notes; note; note = note->next) {
        const char *note_on = style.colour ? severities[SEVERITY_NOTE].colour : "";

        if (sources_place(diags->sources, note->at, &place)) {
            fprintf(file, "%s:%u:%u: %snote%s: ", place.source->path, place.line, place.column, note_on, off);
            print_text(file, note->text);
            print_excerpt(file, &place, note->at, note_on, off);
        } else {
            fprintf(file, "      %snote%s: ", note_on, off);
            print_text(file, note->text);
        }
    }
    if (d->hint) {
        fputs("      = hint: ", file);
        print_text(file, d->hint);
    }
}

static int by_place(const void *left, const void *right)
{
    const Diag *a = *(const Diag *const *)left, *b = *(const Diag *const *)right;

    if (a->at.start != b->at.start)
        return a->at.start < b->at.start ? -1 : 1;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

/* How many of each severity there is room for: no error gives way to a warning, no warning to a note. */
static void make_room(const Diags *diags, size_t limit, size_t room[SEVERITY_COUNT])
{
    for (size_t i = 0; i < diags->all.count; i++)
        room[diag_severity(((const Diag *)diags->all.items[i])->code)]++;
    for (size_t i = 0; i < SEVERITY_COUNT; i++) {
        room[i] = room[i] < limit ? room[i] : limit;
        limit -= room[i];
    }
}

void diag_print(const Diags *diags, FILE *file, DiagStyle style)
{
    size_t room[SEVERITY_COUNT] = {0};
    size_t count = diags->all.count, limit = style.limit ? style.limit : 20;
    Diag **sorted = arena_array(diags->arena, Diag *, count);

    if (!count)
        return;
    memcpy(sorted, diags->all.items, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_place);
    make_room(diags, limit, room);
    for (size_t i = 0; i < count; i++) {
        size_t *left = &room[diag_severity(sorted[i]->code)];

        if (*left && (*left)--)
            print_one(diags, sorted[i], file, style);
    }
    if (count > limit)
        fprintf(file, "… and %zu more\n", count - limit);
}
