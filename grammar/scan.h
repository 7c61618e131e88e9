/*
 * Scan: what the rules of eco.l do. Each is given the place of what the rule matched.
 *
 * Those that look for an end return it as an offset of the text; 0 means that there is none, which was reported.
 */
#ifndef ECO_GRAMMAR_SCAN_H
#define ECO_GRAMMAR_SCAN_H

#include "grammar/parser.h"

/* The place of the next `length` bytes; where the token begins in the text; the same token with another end. */
Span scan_advance(Parser *parser, uint32_t length);
uint32_t scan_begin(const Parser *parser, Span at);
Span scan_reach(Parser *parser, Span at, uint32_t end);

/* The place after the last byte. */
Span scan_end(const Parser *parser);

uint32_t scan_comment(Parser *parser, Span at);
uint32_t scan_string(Parser *parser, Span at, bool backslashes);
uint32_t scan_name(Parser *parser, Span at);

/* Likewise; 1 if the "$" begins no dollar quote. */
uint32_t scan_dollar(Parser *parser, Span at);

/* What stands between the quotes, doubled ones made single. */
const char *scan_unquote(Parser *parser, Span at);

/* The token of a word; its folded text goes to *text. */
int scan_word(Parser *parser, Span at, const char **text);

/* Gather a line of documentation. */
void scan_doc(Parser *parser, Span at);

/* Where a word stops because of a character that only looks like a letter or a blank; if it is the first, its end. */
uint32_t scan_good_end(Parser *parser, Span at);

/* True, and reported once a line, if such a character stands at this place. */
bool scan_bad_character(Parser *parser, Span at);

/* A byte that begins no token. */
void scan_stray(Parser *parser, Span at);

/* Note what lines and documentation need to know of a token that is ready. */
Token scan_finish(Parser *parser, Token token);

/* Report that what begins at an offset of the text never ends, and go on at the end of its line. */
void scan_unterminated(Parser *parser, uint32_t begin);

/* Report that parentheses are nested too deep at an offset of the text. */
void scan_too_deep(Parser *parser, uint32_t begin);

#endif
