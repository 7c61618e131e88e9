/*
 * Build: one call for each rule of the grammar. Nodes are made here and nowhere else.
 *
 * `at` is the place of the whole construct. Text is kept once however often it is written.
 */
#ifndef ECO_GRAMMAR_BUILD_H
#define ECO_GRAMMAR_BUILD_H

#include "grammar/parser.h"

static inline Nodes nodes_none(void)
{
    return (Nodes){NULL, NULL};
}

/* The list with a node (NULL: nothing) or another list at its end. */
Nodes nodes_with(Nodes nodes, Node *node);
Nodes nodes_join(Nodes nodes, Nodes more);

static inline Nodes nodes_one(Node *node)
{
    return nodes_with(nodes_none(), node);
}

Node *build_node(Parser *parser, NodeKind kind, Span at, Nodes children);
Node *build_named(Parser *parser, NodeKind kind, Span at, Name name, Nodes children);

/* With a text of the program's own: "set null". */
Node *build_word(Parser *parser, NodeKind kind, Span at, const char *text, Nodes children);

/* With the text that was written at `written`. */
Node *build_text(Parser *parser, NodeKind kind, Span at, Span written, Nodes children);

/* A node that only says yes or no. */
Node *build_flag(Parser *parser, NodeKind kind, Span at, bool flag);

/* The node with its flag set. */
Node *build_flagged(Node *node);

/* The node with more children, and the place that it has with them. */
Node *build_more(Node *node, Span at, Nodes more);

/* An argument with its mode: "in", "variadic". */
Node *build_moded(Node *argument, const char *mode, Span at);

/* A grant or revoke. */
Node *build_right(Parser *parser, NodeKind kind, Span at, bool flag, Nodes children);

/* What stands between the dollar quotes written at `written`. */
Node *build_body(Parser *parser, Span written);

/* SQL as written at `written`. */
Node *build_sql(Parser *parser, Span written);

/* With a name and what it is set to; NULL: nothing. */
Node *build_valued(Parser *parser, NodeKind kind, Span at, Name name, const char *value);

/* A part of a declaration that can have documentation of its own. */
Node *build_documented(Parser *parser, Node *part);

/* One more item of a list, with the "///" comment that stands before it. */
Nodes build_item(Parser *parser, Nodes items, Node *item);

/* One more object of the file: kept at once, so that nothing is lost by what follows. */
void build_declaration(Parser *parser, Node *declaration);

Name name_plain(const char *text, Span at);
Name name_qualified(const char *qualifier, const char *text, Span at);

#endif
