/*
 * Lines: between scanner and grammar. Here a newline becomes the end of an item or nothing, every item gets an end
 * (also the last one of a block or file), SQL in brackets becomes one token, and what an error spoilt is skipped.
 */
#include "grammar/blocks.h"
#include "grammar/eco.tab.h"
#include "grammar/lines.h"
#include "grammar/parse.h"
#include "grammar/raw.h"
#include "grammar/scan.h"

#include <string.h>

/* A line that begins with one of these goes on with the item before it: no item can begin so. */
static const int continuing[] = {
    AS, COLLATE, DEFERRABLE, FOR, FROM, IN, INITIALLY, NOT, ON, REFERENCES, TO, USING, WHEN, WHERE, WITH,
    LBRACE, COMMA, EQUALS,
};

/* So does one that begins with these, in an item of that kind. */
static const struct Clauses {
    int item;
    bool top;                       /* only an object of the file */
    int words[28];
} clauses[] = {
#define OF_ROUTINES                                                                                                 \
    {RETURNS, LANGUAGE, IMMUTABLE, STABLE, VOLATILE, STRICT, CALLED, LEAKPROOF, SECURITY, PARALLEL, COST, ROWS,     \
     SUPPORT, WINDOW, TRANSFORM, SET, BEGIN_, RETURN}
    {FUNCTION, true, OF_ROUTINES},
    {PROCEDURE, true, OF_ROUTINES},
#undef OF_ROUTINES
    {SQL, true, {AFTER, BEFORE, UP, DOWN}},
    {DOMAIN_, true, {CHECK}},
    {TABLE, true, {INHERITS, OF, PARTITION}},
    {UNLOGGED, true, {INHERITS, OF, PARTITION}},
    {MATERIALIZED, true, {TABLESPACE}},
    {TRIGGER, false, {BEFORE, AFTER, INSTEAD, REFERENCING, EXECUTE}},
    {CONSTRAINT, false, {AFTER, EXECUTE}},
};

static bool is_one_of(int kind, const int *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

const Token *lines_peek(Parser *parser, size_t i)
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
    Token token = *lines_peek(parser, 0);

    parser->ahead_count--;
    memmove(parser->ahead, parser->ahead + 1, parser->ahead_count * sizeof *parser->ahead);
    return token;
}

static bool clause_follows(const Parser *parser, int kind)
{
    if (kind == ECO_EOF || parser->item_executes)
        return false;
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++)
        if (parser->item[0].kind == clauses[i].item && (!clauses[i].top || parser->block_count == 0))
            return is_one_of(kind, clauses[i].words, sizeof clauses[i].words / sizeof *clauses[i].words);
    return false;
}

static bool at_item_start(const Parser *parser)
{
    return parser->previous == NEWLINE || parser->previous == LBRACE;
}

/* "match full", "include (" and "nulls not" too: a column of such a name would be followed by its type. */
static bool line_continues(Parser *parser)
{
    while (lines_peek(parser, 0)->kind == NEWLINE)
        take(parser);

    int kind = lines_peek(parser, 0)->kind;
    if (kind == MATCH)
        return lines_peek(parser, 1)->kind == FULL || lines_peek(parser, 1)->kind == SIMPLE;
    if (kind == INCLUDE)
        return lines_peek(parser, 1)->kind == LPAREN;
    if (kind == NULLS)
        return lines_peek(parser, 1)->kind == NOT;
    return is_one_of(kind, continuing, sizeof continuing / sizeof *continuing)
        || (!at_item_start(parser) && clause_follows(parser, kind));
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

/* More of it than its name, which may be any word. */
static bool is_trigger(const Parser *parser)
{
    int first = parser->item_count > 2 ? parser->item[0].kind : 0;

    return first == TRIGGER || (first == CONSTRAINT && parser->item[1].kind == TRIGGER);
}

static void remember_item(Parser *parser, const Token *token)
{
    if (at_item_start(parser)) {
        parser->item_count = 0;
        parser->item_executes = false;
    }
    parser->item_executes = parser->item_executes || (token->kind == EXECUTE && is_trigger(parser));
    if (parser->item_count < sizeof parser->item / sizeof *parser->item)
        parser->item[parser->item_count++] = *token;
}

Token lines_next(Parser *parser)
{
    Token token = next_regular(parser);

    count_brackets(parser, &token);
    blocks_count(parser, &token);
    parser->current = token;
    remember_item(parser, &token);
    parser->previous = token.kind;
    return token;
}

Token lines_next_sql(Parser *parser)
{
    const Source *source = parser->source;
    Raw raw = {.text = source->text, .length = source->length};
    RawEnd found = parser->raw_close == RAW_WORD_END
                     ? raw_body_end(raw, parser->current.at.start - source->base)
                     : raw_bracket_end(raw, parser->next - 1, parser->raw_close, NESTING_LIMIT);
    uint32_t begin = parser->next, end = found.end;
    bool bad = found.end == RAW_OPEN || found.too_deep;

    parser->raw_close = 0;
    if (found.end == RAW_OPEN)
        scan_unterminated(parser, found.open);
    else if (found.too_deep)
        scan_too_deep(parser, found.open);
    if (found.end == RAW_OPEN) {
        parser->parens = 0;
        end = parser->jump;
    }
    scanner_jump(parser, end);
    parser->previous = bad ? ECO_error : RAW;

    Span at = {source->base + begin, source->base + (end > begin ? end : begin)};
    return (Token){.kind = bad ? ECO_error : RAW, .at = at, .value.span = at};
}

void lines_read_sql(Parser *parser, char close)
{
    parser->raw_close = close;
}

void lines_read_body(Parser *parser)
{
    parser->raw_close = RAW_WORD_END;
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
    bool skip = parser->skip;

    parser->skip = false;
    if (parser->raw_close)
        return lines_next_sql(parser);
    return skip ? recover_item(parser) : lines_next(parser);
}

static void remember_written(Parser *parser, const Token *token)
{
    WrittenTokens *written = parser->written;

    if (written->count == written->room) {
        WrittenToken *larger = arena_array(parser->arena, WrittenToken, written->room = written->room * 2 + 64);

        if (written->count)
            memcpy(larger, written->items, written->count * sizeof *larger);
        written->items = larger;
    }
    written->items[written->count++] = (WrittenToken){.kind = token->kind, .at = token->at};
}

/* The scanner has reported what it calls an error: the grammar only has to step over the item. */
int eco_lex(Value *value, Span *at, Parser *parser)
{
    Token token = next_for_grammar(parser);

    if (!parser->gave_up && parser->diags->errors - parser->errors_before > ERROR_LIMIT)
        give_up(parser, token.at);
    if (token.kind == ECO_error) {
        parser->parens = 0;
        recover_at_item_end(parser, parser->block_count);
    }
    if (parser->written)
        remember_written(parser, &token);
    *value = token.value;
    *at = token.at;
    return token.kind;
}
