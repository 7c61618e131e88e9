/*
 * Parse: one source to one tree (NODE_FILE). Reentrant: all state is in the call.
 *
 * Every error is reported with its place; the parser goes on at the next item or closing brace, so that one
 * mistake costs one item.
 */
#ifndef ECO_GRAMMAR_PARSE_H
#define ECO_GRAMMAR_PARSE_H

#include "dsl/ast.h"
#include "dsl/diag.h"

/* Never NULL: an empty file gives a node without children. */
Node *parse(const Source *source, Arena *arena, Diags *diags);

/*
 * The same, and what the tree was made of: every token in its order, blanks and comments left out. The end of an item
 * is one, too, written or not; SQL in parentheses is one. Of use only if there was no error.
 */
typedef struct WrittenToken {
    int kind;                       /* as in eco.tab.h */
    Span at;
} WrittenToken;

typedef struct WrittenTokens {
    WrittenToken *items;
    size_t count, room;
} WrittenTokens;

Node *parse_tokens(const Source *source, Arena *arena, Diags *diags, WrittenTokens *tokens);

#endif
