/*
 * Lines: the stream of tokens between scanner and grammar, for lines.c and recover.c.
 */
#ifndef ECO_GRAMMAR_LINES_H
#define ECO_GRAMMAR_LINES_H

#include "grammar/parser.h"

/* Token `i` of those to come, as the scanner gives it; it stays to come. */
const Token *lines_peek(Parser *parser, size_t i);

/* The next token that means something to the grammar; every item has an end, every block too. */
Token lines_next(Parser *parser);

/* All up to the bracket that closes the one just read, which comes next, as one token RAW. */
Token lines_next_sql(Parser *parser);

/* Step over tokens up to the end of the item, which is returned. */
Token recover_item(Parser *parser);

#endif
