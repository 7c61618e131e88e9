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

#endif
