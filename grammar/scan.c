#include "grammar/scan.h"

#include "grammar/characters.h"
#include "grammar/eco.tab.h"
#include "grammar/raw.h"

#include <string.h>
#include <strings.h>

static Raw raw_of(const Parser *parser)
{
    return (Raw){.text = parser->source->text, .length = parser->source->length};
}

static Span span_of(const Parser *parser, uint32_t begin, uint32_t length)
{
    return (Span){parser->source->base + begin, parser->source->base + begin + length};
}

Span scan_advance(Parser *parser, uint32_t length)
{
    Span at = span_of(parser, parser->next, length);

    parser->next += length;
    return at;
}

uint32_t scan_begin(const Parser *parser, Span at)
{
    return at.start - parser->source->base;
}

Span scan_reach(Parser *parser, Span at, uint32_t end)
{
    parser->next = end;
    at.end = parser->source->base + end;
    return at;
}

Span scan_end(const Parser *parser)
{
    return span_of(parser, parser->source->length, 0);
}

/* What begins so, and what it is called when it does not end. */
static const struct Opener {
    const char *text, *name;
} openers[] = {
    {"/*", "this comment is never closed"},
    {"'", "this string is never closed"},
    {"\"", "this quoted name is never closed"},
    {"$", "this dollar quote is never closed"},
    {"(", "this \"(\" is never closed"},
    {"[", "this \"[\" is never closed"},
    {"{", "this \"{\" is never closed"},
    {"atomic", "this body has no \"end\""},
};

/* "E'" and the like begin with their letter. */
static const struct Opener *opener_at(const char *text)
{
    for (;; text++)
        for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
            if (strncasecmp(text, openers[i].text, strlen(openers[i].text)) == 0)
                return &openers[i];
}

static uint32_t line_end(const Parser *parser, uint32_t from)
{
    const char *text = parser->source->text;
    uint32_t i = from;

    while (i < parser->source->length && text[i] != '\n' && text[i] != '\r')
        i++;
    return i;
}

void scan_unterminated(Parser *parser, uint32_t begin)
{
    const struct Opener *opener = opener_at(parser->source->text + begin);
    bool too_many = ++parser->unterminated > UNTERMINATED_LIMIT;

    diag(parser->diags, DIAG_UNTERMINATED, span_of(parser, begin, (uint32_t)strlen(opener->text)), "%s", opener->name);
    uint32_t end = too_many ? parser->source->length : line_end(parser, begin);
    if (end >= parser->next)
        parser->jump = end;
}

void scan_too_deep(Parser *parser, uint32_t begin)
{
    diag(parser->diags, DIAG_TOO_DEEP, span_of(parser, begin, 1), "more than %d parentheses inside each other",
         NESTING_LIMIT);
}

/* An end that was found, or 0 after a report. */
static uint32_t found(Parser *parser, Span at, uint32_t end)
{
    if (end != RAW_OPEN)
        return end;
    scan_unterminated(parser, scan_begin(parser, at));
    return 0;
}

uint32_t scan_comment(Parser *parser, Span at)
{
    return found(parser, at, raw_comment_end(raw_of(parser), scan_begin(parser, at)));
}

uint32_t scan_string(Parser *parser, Span at, bool backslashes)
{
    uint32_t quote = scan_begin(parser, at) + at.end - at.start - 1;

    return found(parser, at, raw_string_end(raw_of(parser), quote, backslashes));
}

uint32_t scan_name(Parser *parser, Span at)
{
    return found(parser, at, raw_name_end(raw_of(parser), scan_begin(parser, at)));
}

uint32_t scan_dollar(Parser *parser, Span at)
{
    uint32_t begin = scan_begin(parser, at);

    if (!raw_dollar_tag(raw_of(parser), begin))
        return 1;
    return found(parser, at, raw_dollar_end(raw_of(parser), begin));
}

const char *scan_unquote(Parser *parser, Span at)
{
    const char *text = parser->source->text + scan_begin(parser, at);
    size_t length = at.end - at.start, from = 0;

    while (text[from] != '\'' && text[from] != '"')
        from++;
    char quote = text[from], *plain = memchr(text + from + 1, quote, length - from - 2);
    if (!plain)
        return parser_intern(parser, text + from + 1, length - from - 2);

    size_t to = 0;
    plain = arena_alloc(parser->arena, length);
    for (size_t i = from + 1; i < length - 1; i++) {
        plain[to++] = text[i];
        i += text[i] == quote;
    }
    return plain;
}

int scan_word(Parser *parser, Span at, const char **text)
{
    const Word *word = word_of(parser, parser->source->text + scan_begin(parser, at), at.end - at.start);

    *text = word->text;
    return word->token;
}

uint32_t scan_good_end(Parser *parser, Span at)
{
    uint32_t begin = scan_begin(parser, at), end = begin + at.end - at.start;

    for (uint32_t i = begin; i < end;) {
        size_t bytes = 1;

        if ((unsigned char)parser->source->text[i] >= 0x80
            && character_advice(character_at(parser->source->text + i, &bytes)))
            return i == begin ? i + (uint32_t)bytes : i;
        i += (uint32_t)bytes;
    }
    return end;
}

static void report_bad(Parser *parser, Span at, uint32_t character)
{
    uint32_t line = line_end(parser, scan_begin(parser, at));

    if (line == parser->bad_line || parser->diags->errors - parser->errors_before > ERROR_LIMIT)
        return;
    parser->bad_line = line;
    Diag *d = diag(parser->diags, DIAG_BAD_CHARACTER, at, "the character U+%04X has no place here", character);
    diag_hint(parser->diags, d, "%s", character_advice(character));
}

bool scan_bad_character(Parser *parser, Span at)
{
    size_t bytes;
    uint32_t character = character_at(parser->source->text + scan_begin(parser, at), &bytes);

    if (character < 0x80 || !character_advice(character))
        return false;
    report_bad(parser, at, character);
    return true;
}

void scan_stray(Parser *parser, Span at)
{
    report_bad(parser, at, (unsigned char)parser->source->text[scan_begin(parser, at)]);
}
