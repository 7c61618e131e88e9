/*
 * Lines: between scanner and grammar. Here a newline becomes the end of an item or nothing, every item gets an end
 * (also the last one of a block or file), SQL in brackets becomes one token, and what an error spoilt is skipped.
 */
#include "grammar/blocks.h"
#include "grammar/eco.tab.h"
#include "grammar/raw.h"
#include "grammar/scan.h"

#include <string.h>

/* A line that begins with one of these goes on with the item before it: no item can begin so. */
static const int continuing[] = {
    AS, COLLATE, DEFERRABLE, FOR, FROM, IN, INITIALLY, NOT, ON, REFERENCES, TO, USING, WHEN, WHERE, WITH,
    LBRACE, COMMA, EQUALS,
};

static bool is_one_of(int kind, const int *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

/* Token `i` of those to come; scanned when first asked for. */
static const Token *peek(Parser *parser, size_t i)
{
    while (parser->ahead_count <= i) {
        Token token = scanner_next(parser);

        if (token.kind == ECO_error)
            scanner_jump(parser, parser->jump);
        parser->ahead[parser->ahead_count++] = token;
    }
    return &parser->ahead[i];
}

static Token take(Parser *parser)
{
    Token token = *peek(parser, 0);

    parser->ahead_count--;
    memmove(parser->ahead, parser->ahead + 1, parser->ahead_count * sizeof *parser->ahead);
    return token;
}

/* "match full" and "include (" too: a column of such a name would be followed by its type. */
static bool line_continues(Parser *parser)
{
    while (peek(parser, 0)->kind == NEWLINE)
        take(parser);

    int kind = peek(parser, 0)->kind;
    if (kind == MATCH)
        return peek(parser, 1)->kind == FULL || peek(parser, 1)->kind == SIMPLE;
    if (kind == INCLUDE)
        return peek(parser, 1)->kind == LPAREN;
    return is_one_of(kind, continuing, sizeof continuing / sizeof *continuing);
}

static bool at_item_start(const Parser *parser)
{
    return parser->previous == NEWLINE || parser->previous == LBRACE;
}

static void put_back(Parser *parser, Token token)
{
    memmove(parser->ahead + 1, parser->ahead, parser->ahead_count * sizeof *parser->ahead);
    parser->ahead[0] = token;
    parser->ahead_count++;
}

/* The end of an item that has none of its own: it lies where the next token begins. */
static Token end_item(Parser *parser, Token before)
{
    put_back(parser, before);
    return (Token){.kind = NEWLINE, .at = before.at};
}

static Token end_block(Parser *parser, Token before)
{
    blocks_report_open(parser, &before);
    put_back(parser, before);
    return (Token){.kind = RBRACE, .at = before.at};
}

/* The next token that means something to the grammar, with an end for every item. */
static Token next_regular(Parser *parser)
{
    for (;;) {
        Token token = take(parser);

        if (token.kind == NEWLINE) {
            bool open = parser->parens || parser->previous == COMMA || parser->previous == EQUALS;

            if (open || line_continues(parser) || at_item_start(parser))
                continue;
            return token;
        }
        if (token.kind == SEMICOLON && at_item_start(parser))
            continue;
        if (token.kind == SEMICOLON)
            return (Token){.kind = NEWLINE, .at = token.at};
        if (parser->previous == RBRACE)
            return end_item(parser, token);
        if ((token.kind == RBRACE || token.kind == ECO_EOF) && !at_item_start(parser))
            return end_item(parser, token);
        if (at_item_start(parser) && blocks_want_end(parser, &token))
            return end_block(parser, token);
        return token;
    }
}

/* Brackets that are open at the end of an item stay counted up to the next: a message may want them. */
static void count_brackets(Parser *parser, const Token *token)
{
    if (parser->previous == NEWLINE)
        parser->parens = 0;
    if (token->kind == LPAREN || token->kind == LBRACKET) {
        if (!parser->parens++)
            parser->paren_at = token->at;
    } else if ((token->kind == RPAREN || token->kind == RBRACKET) && parser->parens) {
        parser->parens--;
    } else if (token->kind == LBRACE || token->kind == RBRACE) {
        parser->parens = 0;
    }
}

static void remember_item(Parser *parser, const Token *token)
{
    if (at_item_start(parser))
        parser->item_count = 0;
    if (parser->item_count < sizeof parser->item / sizeof *parser->item)
        parser->item[parser->item_count++] = *token;
}

static Token next_token(Parser *parser)
{
    Token token = next_regular(parser);

    count_brackets(parser, &token);
    blocks_count(parser, &token);
    parser->current = token;
    remember_item(parser, &token);
    parser->previous = token.kind;
    return token;
}

/* All up to the closing bracket as one token; the bracket itself comes next. */
static Token next_sql(Parser *parser)
{
    const Source *source = parser->source;
    Raw raw = {.text = source->text, .length = source->length};
    RawEnd found = raw_bracket_end(raw, parser->next - 1, parser->raw_close, NESTING_LIMIT);
    Span at = {source->base + parser->next, source->base + found.end};
    bool bad = found.end == RAW_OPEN || found.too_deep;

    parser->raw_close = 0;
    if (found.end == RAW_OPEN)
        scan_unterminated(parser, found.open);
    else if (found.too_deep)
        scan_too_deep(parser, found.open);
    if (found.end == RAW_OPEN)
        parser->parens = 0;
    scanner_jump(parser, found.end == RAW_OPEN ? parser->jump : found.end);
    parser->previous = bad ? ECO_error : RAW;
    return (Token){.kind = bad ? ECO_error : RAW, .at = at, .value.span = at};
}

void lines_read_sql(Parser *parser, char close)
{
    parser->raw_close = close;
}

/* What stands in brackets is stepped over as SQL: it may hold anything. */
static void skip_brackets(Parser *parser)
{
    if (parser->previous != LPAREN || parser->ahead_count)
        return;
    parser->raw_close = ')';
    next_sql(parser);
}

/* At the top a new object begins with one of its words: what is left of a broken one does not. */
static bool item_ended(Parser *parser)
{
    if (parser->previous != NEWLINE || parser->block_count > parser->skip_level)
        return false;
    return parser->skip_level > 0 || blocks_object_begins(parser, peek(parser, 0));
}

static Token skip_item(Parser *parser)
{
    Token token = {.kind = NEWLINE, .at = parser->item[0].at};

    if (parser->previous == COMMA || parser->previous == EQUALS)
        parser->previous = ECO_error;         /* a newline after it ends the item all the same */
    skip_brackets(parser);
    while (!item_ended(parser)) {
        token = next_token(parser);
        skip_brackets(parser);
    }
    return token;
}

static Token skip_header(Parser *parser)
{
    Token token;

    do {
        token = next_token(parser);
        skip_brackets(parser);
    } while (token.kind != LBRACE && token.kind != NEWLINE);
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

bool lines_end_open_list(Parser *parser)
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
    lines_skip_item(parser, parser->block_count);
    return true;
}

void lines_skip_item(Parser *parser, size_t level)
{
    parser->skip = SKIP_ITEM;
    parser->skip_level = level;
}

void lines_skip_header(Parser *parser)
{
    parser->skip = SKIP_HEADER;
}

static void give_up(Parser *parser, Span at)
{
    parser->gave_up = true;
    diag(parser->diags, DIAG_SYNTAX, at, "more than %d errors in this file: the rest of it was not read", ERROR_LIMIT);
    parser->ahead_count = 0;
    scanner_jump(parser, parser->source->length);
}

static Token next_for_grammar(Parser *parser)
{
    SkipMode skip = parser->skip;

    parser->skip = SKIP_NOTHING;
    if (parser->raw_close)
        return next_sql(parser);
    return skip == SKIP_ITEM ? skip_item(parser) : skip == SKIP_HEADER ? skip_header(parser) : next_token(parser);
}

/* The scanner has reported what it calls an error: the grammar only has to step over the item. */
int eco_lex(Value *value, Span *at, Parser *parser)
{
    Token token = next_for_grammar(parser);

    if (!parser->gave_up && parser->diags->errors - parser->errors_before > ERROR_LIMIT)
        give_up(parser, token.at);
    if (token.kind == ECO_error) {
        parser->parens = 0;
        lines_skip_item(parser, parser->block_count);
    }
    *value = token.value;
    *at = token.at;
    return token.kind;
}
