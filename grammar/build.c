#include "grammar/build.h"

#include "grammar/raw.h"

Nodes nodes_join(Nodes nodes, Nodes more)
{
    if (!more.first)
        return nodes;
    if (!nodes.first)
        return more;
    nodes.last->next = more.first;
    nodes.last = more.last;
    return nodes;
}

Nodes nodes_with(Nodes nodes, Node *node)
{
    return nodes_join(nodes, (Nodes){node, node});
}

Name name_plain(const char *text, Span at)
{
    return (Name){.name = text, .at = at};
}

Name name_qualified(const char *qualifier, const char *text, Span at)
{
    return (Name){.qualifier = qualifier, .name = text, .at = at};
}

Node *build_node(Parser *parser, NodeKind kind, Span at, Nodes children)
{
    Node *node = node_new(parser->arena, kind, at);

    node->first = children.first;
    node->last = children.last;
    return node;
}

Node *build_named(Parser *parser, NodeKind kind, Span at, Name name, Nodes children)
{
    Node *node = build_node(parser, kind, at, children);

    node->qualifier = name.qualifier;
    node->name = name.name;
    node->name_at = name.at;
    return node;
}

Node *build_word(Parser *parser, NodeKind kind, Span at, const char *text, Nodes children)
{
    Node *node = build_node(parser, kind, at, children);

    node->text = text;
    return node;
}

Node *build_text(Parser *parser, NodeKind kind, Span at, Span written, Nodes children)
{
    return build_word(parser, kind, at, parser_text(parser, written), children);
}

Node *build_flag(Parser *parser, NodeKind kind, Span at, bool flag)
{
    Node *node = node_new(parser->arena, kind, at);

    node->flag = flag;
    return node;
}

Node *build_flagged(Node *node)
{
    node->flag = true;
    return node;
}

Node *build_more(Node *node, Span at, Nodes more)
{
    Nodes all = nodes_join((Nodes){node->first, node->last}, more);

    node->first = all.first;
    node->last = all.last;
    node->at = at;
    return node;
}

Node *build_moded(Node *argument, const char *mode, Span at)
{
    argument->text = mode;
    argument->at = at;
    return argument;
}

Node *build_right(Parser *parser, NodeKind kind, Span at, bool flag, Nodes children)
{
    Node *node = build_node(parser, kind, at, children);

    node->flag = flag;
    return node;
}

Node *build_body(Parser *parser, Span written)
{
    Raw raw = {.text = parser->source->text, .length = parser->source->length};
    uint32_t tag = raw_dollar_tag(raw, written.start - parser->source->base);
    Span inside = {written.start + tag, written.end - tag};

    return build_text(parser, NODE_BODY, inside, inside, nodes_none());
}

Node *build_sql(Parser *parser, Span written)
{
    return build_text(parser, NODE_SQL, written, written, nodes_none());
}

Node *build_valued(Parser *parser, NodeKind kind, Span at, Name name, const char *value)
{
    Node *node = build_named(parser, kind, at, name, nodes_none());

    node->text = value;
    return node;
}

/* Items are built in order, so the comment is among the last; only a block's own lies before those of its items. */
static const char *doc_before(Parser *parser, uint32_t start)
{
    for (size_t i = parser->docs.count; i > 0; i--) {
        Doc *doc = parser->docs.items[i - 1];

        if (doc->before < start)
            break;
        if (doc->before == start) {
            doc->taken = true;
            return doc->text;
        }
    }
    return NULL;
}

Nodes build_item(Parser *parser, Nodes items, Node *item)
{
    if (item)
        item->doc = doc_before(parser, item->at.start);
    return nodes_with(items, item);
}

void build_declaration(Parser *parser, Node *declaration)
{
    if (declaration)
        declaration->doc = doc_before(parser, declaration->at.start);
    node_add(parser->file, declaration);
}

Node *build_documented(Parser *parser, Node *part)
{
    part->doc = doc_before(parser, part->at.start);
    return part;
}
