#include "dsl/ast.h"

Node *node_new(Arena *arena, NodeKind kind, Span at)
{
    Node *node = arena_new(arena, Node);

    *node = (Node){.kind = kind, .at = at};
    return node;
}

Node *node_add(Node *parent, Node *child)
{
    if (!child)
        return parent;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    return parent;
}

static const Node *find(const Node *from, NodeKind kind)
{
    while (from && from->kind != kind)
        from = from->next;
    return from;
}

const Node *node_child(const Node *parent, NodeKind kind)
{
    return find(parent->first, kind);
}

const Node *node_next(const Node *node)
{
    return find(node->next, node->kind);
}

const char *node_name(NodeKind kind)
{
    static const char *const names[] = {
#define NODE(kind, name) [NODE_##kind] = name,
#include "dsl/ast.def"
#undef NODE
    };

    return names[kind];
}
