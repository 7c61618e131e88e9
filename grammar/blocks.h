/*
 * Blocks: which "{" are open, and which of them were forgotten.
 */
#ifndef ECO_GRAMMAR_BLOCKS_H
#define ECO_GRAMMAR_BLOCKS_H

#include "grammar/parser.h"

/* Keep count of a token given to the grammar. */
void blocks_count(Parser *parser, const Token *token);

/* True if the block must have ended before this first token of an item, just taken: an object or nothing begins. */
bool blocks_want_end(Parser *parser, const Token *token);

/* Report the open block, once for each such token. */
void blocks_report_open(Parser *parser, const Token *token);

/* True if an object of the file, or its end, begins with this token. */
bool blocks_object_begins(const Parser *parser, const Token *token);

#endif
