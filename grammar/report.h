/*
 * Report: what is said about a text that the grammar does not allow.
 */
#ifndef ECO_GRAMMAR_REPORT_H
#define ECO_GRAMMAR_REPORT_H

#include "grammar/parser.h"

/* What could have stood in place of the unexpected token. */
typedef struct Expected {
    const char *const *tokens;      /* as people call them: check, a name, ( */
    size_t count;
    const char *const *words;       /* words of the language among all that could: candidates for a misspelt one */
    size_t word_count;
    bool name;                      /* a name could, quoted or not */
} Expected;

/* The token that is not allowed; it was the last one given to the grammar. */
typedef struct Unexpected {
    int kind;
    Span at;
    bool reserved;                  /* a word that is a name only in quotes */
} Unexpected;

/* Report it and have the rest of the item skipped. */
void report_syntax(Parser *parser, Unexpected unexpected, Expected expected);

/* A word of the language that this version does not compile; the rest of the item is skipped. */
void report_later(Parser *parser, Span word);

/* Documentation that nothing took. */
void report_lost_docs(Parser *parser);

#endif
