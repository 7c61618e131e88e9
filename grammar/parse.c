#include "grammar/parse.h"

#include "dsl/base/utf8.h"
#include "grammar/eco.tab.h"
#include "grammar/parser.h"
#include "grammar/report.h"

#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* The first that is zero or no part of valid UTF-8; the length of the text if there is none. */
static uint32_t first_bad_byte(const Source *source)
{
    size_t fault = utf8_fault(source->text, source->length), zero = strlen(source->text);

    return (uint32_t)(zero < fault ? zero : fault);
}

static void report_byte(const Source *source, Diags *diags, uint32_t offset)
{
    Span at = {source->base + offset, source->base + offset + 1};
    unsigned char byte = (unsigned char)source->text[offset];

    if (byte == 0) {
        diag(diags, DIAG_NUL_BYTE, at, "the file contains a zero byte");
        return;
    }
    Diag *d = diag(diags, DIAG_BAD_UTF8, at, "the byte 0x%02x is not part of valid UTF-8", byte);
    if (offset == 0 && byte >= 0xfe)
        diag_hint(diags, d, "the file looks like UTF-16: save it as UTF-8");
    else
        diag_hint(diags, d, "save the file as UTF-8");
}

static void run(Parser *parser)
{
    grammar_add_words(parser);
    scanner_start(parser);
    eco_parse(parser);
    scanner_end(parser);
    report_lost_docs(parser);
}

Node *parse(const Source *source, Arena *arena, Diags *diags)
{
    return parse_tokens(source, arena, diags, NULL);
}

Node *parse_tokens(const Source *source, Arena *arena, Diags *diags, WrittenTokens *tokens)
{
    uint32_t bad = first_bad_byte(source);
    Node *file = node_new(arena, NODE_FILE, (Span){source->base, source->base + source->length});
    Parser *parser = arena_new(arena, Parser);

    file->text = source->path;
    if (bad < source->length) {
        report_byte(source, diags, bad);
        return file;
    }
    *parser = (Parser){
        .source = source,
        .arena = arena,
        .diags = diags,
        .file = file,
        .written = tokens,
        .previous = NEWLINE,
        .next = strncmp(source->text, byte_order_mark, 3) == 0 ? 3 : 0,
        .bad_line = UINT32_MAX,
        .errors_before = diags->errors,
        .doc = {.arena = arena},
    };
    run(parser);
    return file;
}
