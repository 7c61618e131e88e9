/*
 * The tree: what was written, as it was written.
 *
 * The grammar builds it and thinks no further; dsl/resolve gives it meaning. All nodes look alike, so that a
 * new construct is a line in ast.def and a rule in grammar/eco.y. Nodes live in the arena of the compile.
 */
#ifndef ECO_DSL_AST_H
#define ECO_DSL_AST_H

#include "dsl/source.h"

typedef enum NodeKind {
#define NODE(kind, name) NODE_##kind,
#include "dsl/ast.def"
#undef NODE
    NODE_COUNT
} NodeKind;

typedef struct Node {
    NodeKind kind;
    bool flag;
    Span at;                        /* all of it, from its first word to its last */
    Span name_at;                   /* its name, with the qualifier; the zero Span if it has none */
    const char *qualifier, *name;   /* folded or unquoted: as PostgreSQL would store them; NULL if not written */
    const char *text;               /* see ast.def */
    const char *doc;                /* the comment after "///", lines joined by newlines; NULL if none */
    struct Node *first, *last;      /* children */
    struct Node *next;              /* sibling */
} Node;

/* A new node without name or children. */
Node *node_new(Arena *arena, NodeKind kind, Span at);

/* Append a child (NULL: nothing happens) and return the parent. */
Node *node_add(Node *parent, Node *child);

/* The first child of a kind, or NULL, as of no parent; and the next sibling of the same kind, or NULL. */
const Node *node_child(const Node *parent, NodeKind kind);
const Node *node_next(const Node *node);

/* How many children of a kind there are, and the first of them that has that name. A parent may be NULL. */
size_t node_count(const Node *parent, NodeKind kind);
const Node *node_named(const Node *parent, NodeKind kind, const char *name);

/* Its name with the qualifier before it, if one was written: "app.users". */
const char *node_full_name(const Node *node, Arena *arena);

/* What people call it: "primary key". */
const char *node_name(NodeKind kind);

#endif
