#include "dsl/ast.h"

#include <string.h>

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
    return parent ? find(parent->first, kind) : NULL;
}

const Node *node_next(const Node *node)
{
    return find(node->next, node->kind);
}

size_t node_count(const Node *parent, NodeKind kind)
{
    size_t count = 0;

    for (const Node *node = node_child(parent, kind); node; node = node_next(node))
        count++;
    return count;
}

const Node *node_named(const Node *parent, NodeKind kind, const char *name)
{
    const Node *node = node_child(parent, kind);

    while (node && strcmp(node->name, name) != 0)
        node = node_next(node);
    return node;
}

const char *node_full_name(const Node *node, Arena *arena)
{
    return node->qualifier ? arena_printf(arena, "%s.%s", node->qualifier, node->name) : node->name;
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
