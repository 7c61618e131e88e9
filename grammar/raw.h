/*
 * Raw: where SQL text ends, by PostgreSQL's own lexical rules. Nothing is understood, nothing is copied.
 *
 * Offsets are bytes of the text. RAW_OPEN stands for "never ends".
 */
#ifndef ECO_GRAMMAR_RAW_H
#define ECO_GRAMMAR_RAW_H

#include <stdbool.h>
#include <stdint.h>

#define RAW_OPEN UINT32_MAX
#define RAW_WORD_END 'e'

typedef struct Raw {
    const char *text;
    uint32_t length;
} Raw;

/* Just after the end of what begins at `from`: 'string', "name", nested comment, $tag$ body $tag$. */
uint32_t raw_string_end(Raw raw, uint32_t from, bool backslashes);
uint32_t raw_name_end(Raw raw, uint32_t from);
uint32_t raw_comment_end(Raw raw, uint32_t from);
uint32_t raw_dollar_end(Raw raw, uint32_t from);

/* Length of "$tag$" at `from`, or 0 if no dollar quote begins there. */
uint32_t raw_dollar_tag(Raw raw, uint32_t from);

/* Just after the token that begins at `from`: whatever could hide a bracket or a quote is one token, as are words. */
uint32_t raw_token_end(Raw raw, uint32_t from);

typedef struct RawEnd {
    uint32_t end;                   /* of the closing bracket, or RAW_OPEN */
    uint32_t open;                  /* where what is never closed begins; or the first bracket that lies too deep */
    bool too_deep;
} RawEnd;

/* The bracket that closes `opened_at`, a "(" or "["; strings, names, comments and dollar quotes are stepped over. */
RawEnd raw_bracket_end(Raw raw, uint32_t opened_at, char close, uint32_t nesting_limit);

/* The "end" of what "atomic", a word at `opened_at`, begins: each "case" in between has an "end" of its own. */
RawEnd raw_body_end(Raw raw, uint32_t opened_at);

#endif
