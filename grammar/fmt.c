#include "grammar/fmt.h"

#include "grammar/fmt_parts.h"
#include "grammar/parse.h"

/* The ends of items go to the tokens before them, brackets of blocks to each other. */
static void take_tokens(FmtText *text, const WrittenTokens *written)
{
    size_t open[BLOCK_LIMIT] = {0}, depth = 0;

    text->tokens = arena_array(text->arena, FmtToken, written->count + 1);
    for (size_t i = 0; i < written->count; i++) {
        const WrittenToken *from = &written->items[i];
        FmtToken *token = &text->tokens[text->count];

        if (from->kind == NEWLINE && text->count)
            token[-1].ends_item = true;
        if (from->kind == NEWLINE || from->kind == ECO_EOF || from->at.start == from->at.end)
            continue;
        *token = (FmtToken){.kind = from->kind, .begin = from->at.start - text->source->base,
                            .end = from->at.end - text->source->base};
        if (token->kind == LBRACE)
            open[depth++] = text->count;
        if (token->kind == RBRACE && depth) {
            token->partner = open[--depth];
            text->tokens[token->partner].partner = text->count;
        }
        text->count++;
    }
}

bool fmt_source(const Source *source, const List *removed, Arena *arena, Diags *diags, Bytes *formatted)
{
    FmtText text = {.source = source, .arena = arena};
    WrittenTokens written = {0};
    size_t errors = diags->errors;
    const Node *file = parse_tokens(source, arena, diags, &written);

    if (diags->errors > errors)
        return false;
    take_tokens(&text, &written);
    fmt_mark(&text, file, removed);
    Lines lines = fmt_lines(&text);
    *formatted = fmt_render(&lines, arena);
    return true;
}
