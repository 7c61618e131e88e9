#include "grammar/eco.tab.h"
#include "grammar/parser.h"

#include <string.h>

enum { SHORT = 128 };

/* ASCII only, as PostgreSQL does in a UTF-8 database; other letters stay as they are. */
static void fold(char *folded, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        folded[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + ('a' - 'A')) : text[i];
    folded[length] = '\0';
}

const Word *word_of(Parser *parser, const char *text, size_t length)
{
    char buffer[SHORT], *folded = length < SHORT ? buffer : arena_alloc(parser->arena, length + 1);

    fold(folded, text, length);
    const Word *known = map_get(&parser->words, folded);
    if (known)
        return known;

    Word *word = arena_new(parser->arena, Word);
    *word = (Word){.text = arena_strndup(parser->arena, folded, length), .token = IDENTIFIER};
    return map_put(&parser->words, parser->arena, word->text, word);
}

const char *parser_intern(Parser *parser, const char *text, size_t length)
{
    char buffer[SHORT];

    if (length >= SHORT)
        return arena_strndup(parser->arena, text, length);
    memcpy(buffer, text, length);
    buffer[length] = '\0';
    const char *known = map_get(&parser->texts, buffer);
    if (known)
        return known;

    char *copy = arena_strndup(parser->arena, text, length);
    return map_put(&parser->texts, parser->arena, copy, copy);
}

const char *parser_text(Parser *parser, Span at)
{
    return parser_intern(parser, parser->source->text + (at.start - parser->source->base), at.end - at.start);
}
