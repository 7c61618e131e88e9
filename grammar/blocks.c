#include "grammar/blocks.h"

#include "grammar/eco.tab.h"
#include "grammar/lines.h"
#include "grammar/scan.h"

#include <string.h>

static const struct Beginning {
    int token;
    bool clear;                     /* an unlikely name of a column: begins an object however far it is indented */
    bool block;                     /* followed by a name and "{" */
} beginnings[] = {
    {.token = TABLE, .clear = true, .block = true},
    {.token = UNLOGGED, .clear = true, .block = true},
    {.token = MIXIN, .clear = true, .block = true},
    {.token = ENUM, .clear = true, .block = true},
    {.token = ROLLUP, .clear = true, .block = true},
    {.token = PROJECT, .block = true},
    {.token = IMPORT, .clear = true},
    {.token = EXTENSION, .clear = true},
    {.token = SCHEMA},
    {.token = DOMAIN_},
    {.token = TYPE, .block = true},
    {.token = RANGE, .block = true},
    {.token = SEQUENCE, .block = true},
    {.token = COLLATION, .block = true},
    {.token = FUNCTION},
    {.token = PROCEDURE},
    {.token = VIEW},
    {.token = MATERIALIZED},
    {.token = DATA},
    {.token = SQL},
    {.token = GRANT},
    {.token = REVOKE},
    {.token = OWNER},
};

static const struct Beginning *find(int token)
{
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (beginnings[i].token == token)
            return &beginnings[i];
    return NULL;
}

static bool indented(const Parser *parser, Span at)
{
    uint32_t begin = at.start - parser->source->base;

    return begin > 0 && parser->source->text[begin - 1] != '\n' && parser->source->text[begin - 1] != '\r';
}

bool blocks_object_begins(const Parser *parser, const Token *token)
{
    const struct Beginning *beginning = find(token->kind);

    return token->kind == ECO_EOF || (beginning && (beginning->clear || !indented(parser, token->at)));
}

/* Nothing but names up to a "{" on the same line. */
static bool opens_block(const Parser *parser, Span at)
{
    const char *rest = parser->source->text + (at.start - parser->source->base);

    return rest[strcspn(rest, "{}()[]=,;:?'/\r\n")] == '{';
}

bool blocks_want_end(Parser *parser, const Token *token)
{
    const struct Beginning *beginning = find(token->kind);

    if (!parser->block_count || (token->kind == UNLOGGED && lines_peek(parser, 0)->kind == PARTITION))
        return false;
    return token->kind == ECO_EOF || (beginning && beginning->block && opens_block(parser, token->at));
}

static Span innermost(const Parser *parser)
{
    return parser->blocks[(parser->block_count < BLOCK_LIMIT ? parser->block_count : BLOCK_LIMIT) - 1];
}

void blocks_report_open(Parser *parser, const Token *token)
{
    if (parser->gave_up || parser->open_reported == token->at.start)
        return;
    parser->open_reported = token->at.start;
    Diag *d = diag(parser->diags, DIAG_UNTERMINATED, innermost(parser), "this \"{\" is never closed");
    if (token->kind != ECO_EOF)
        diag_note(parser->diags, d, token->at, "a \"}\" is missing before this");
}

void blocks_count(Parser *parser, const Token *token)
{
    if (token->kind == LBRACE) {
        if (parser->block_count < BLOCK_LIMIT)
            parser->blocks[parser->block_count] = token->at;
        if (parser->block_count++ == BLOCK_LIMIT)
            diag(parser->diags, DIAG_TOO_DEEP, token->at, "more than %d blocks inside each other", BLOCK_LIMIT);
    } else if (token->kind == RBRACE && parser->block_count) {
        parser->block_count--;
    }
}
