#include "grammar/eco.tab.h"
#include "grammar/scan.h"

/* "\r" is a carriage return, which would end the line; any other character behind a backslash is itself. */
static void add_escaped(StrBuf *doc, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool escape = text[i] == '\\' && i + 1 < length;

        i += escape;
        strbuf_putc(doc, escape && text[i] == 'r' ? '\r' : text[i]);
    }
}

/*
 * One blank after the slashes belongs to them; all else is the text, so that any comment can be written. A backslash in
 * that place says that the line has escapes.
 */
static void add_line(Parser *parser, const char *text, size_t length)
{
    bool escapes = length > 0 && *text == '\\';
    size_t skipped = escapes + (length > escapes && text[escapes] == ' ');

    if (parser->doc_at.start)
        strbuf_putc(&parser->doc, '\n');
    if (escapes)
        add_escaped(&parser->doc, text + skipped, length - skipped);
    else
        strbuf_putn(&parser->doc, text + skipped, length - skipped);
}

void scan_doc(Parser *parser, Span at)
{
    const char *text = parser->source->text + scan_begin(parser, at);

    if (parser->line_started) {
        Diag *d = diag(parser->diags, DIAG_LOST_DOC, at, "documentation behind what it documents is not kept");
        diag_hint(parser->diags, d, "put it on a line of its own above, or write \"//\" for a plain comment");
        return;
    }
    add_line(parser, text + 3, at.end - at.start - 3);
    parser->doc_at = span_join(parser->doc_at, at);
}

static void keep_doc(Parser *parser, uint32_t before)
{
    Doc *doc = arena_new(parser->arena, Doc);

    *doc = (Doc){.before = before, .at = parser->doc_at, .text = strbuf_text(&parser->doc)};
    list_add(&parser->docs, parser->arena, doc);
    parser->doc = (StrBuf){.arena = parser->arena};
    parser->doc_at = (Span){0, 0};
}

Token scan_finish(Parser *parser, Token token)
{
    bool opens = token.kind == LBRACE || token.kind == COMMA || token.kind == SEMICOLON || token.kind == RBRACE;

    if (token.kind == NEWLINE) {
        parser->line_started = false;
        return token;
    }
    parser->line_started = !opens;
    if (parser->doc_at.start)
        keep_doc(parser, token.at.start);
    return token;
}
