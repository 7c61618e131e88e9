/*
 * Recover: stepping over what an error spoilt, or what this version does not compile, without losing what follows.
 */
#include "grammar/blocks.h"
#include "grammar/eco.tab.h"
#include "grammar/lines.h"
#include "grammar/raw.h"

#include <string.h>

/* What stands in brackets is stepped over as SQL: it may hold anything. */
static void skip_brackets(Parser *parser)
{
    if (parser->previous != LPAREN || parser->ahead_count)
        return;
    parser->raw_close = ')';
    lines_next_sql(parser);
}

/* At the top a new object begins with one of its words: what is left of a broken one does not. */
static bool item_ended(Parser *parser)
{
    if (parser->previous != NEWLINE || parser->block_count > parser->skip_level)
        return false;
    return parser->skip_level > 0 || blocks_object_begins(parser, lines_peek(parser, 0));
}

Token recover_item(Parser *parser)
{
    Token token = {.kind = NEWLINE, .at = parser->item[0].at};

    if (parser->previous == COMMA || parser->previous == EQUALS)
        parser->previous = ECO_error;         /* a newline after it ends the item all the same */
    skip_brackets(parser);
    while (!item_ended(parser)) {
        token = lines_next(parser);
        skip_brackets(parser);
    }
    return token;
}

static uint32_t line_start(const Parser *parser, Span at)
{
    const char *text = parser->source->text;
    uint32_t i = at.start - parser->source->base;

    while (i > 0 && text[i - 1] != '\n' && text[i - 1] != '\r')
        i--;
    return i;
}

/* A bracket that is closed behind the end of its block is not closed. */
static bool is_left_open(const Parser *parser)
{
    const Source *source = parser->source;
    uint32_t open = parser->paren_at.start - source->base;
    Raw raw = {.text = source->text, .length = source->length};
    RawEnd found = raw_bracket_end(raw, open, source->text[open] == '(' ? ')' : ']', NESTING_LIMIT);

    return found.end == RAW_OPEN || memchr(source->text + open, '}', found.end - open) != NULL;
}

bool recover_open_list(Parser *parser)
{
    uint32_t line = line_start(parser, parser->current.at), open = parser->paren_at.start - parser->source->base;

    if (!parser->parens || line <= open || parser->unterminated > UNTERMINATED_LIMIT || !is_left_open(parser))
        return false;
    parser->unterminated++;
    if (parser->current.kind == NEWLINE)
        return true;
    parser->ahead_count = 0;
    parser->line_started = false;
    parser->parens = 0;
    scanner_jump(parser, line);
    parser->previous = NEWLINE;
    recover_at_item_end(parser, parser->block_count);
    return true;
}

void recover_at_item_end(Parser *parser, size_t level)
{
    parser->skip = true;
    parser->skip_level = level;
}
