/* What the tree knows of the tokens: which of them are parts of a column, which belong to a type or to SQL. */
#include "grammar/fmt_parts.h"

/* The first token that begins at this place or behind it. */
static size_t token_at(const FmtText *text, uint32_t place)
{
    uint32_t offset = place - text->source->base;
    size_t low = 0, high = text->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (text->tokens[middle].begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void mark(FmtText *text, size_t first, size_t end, unsigned marks)
{
    for (size_t i = first; i < end; i++)
        text->tokens[i].marks |= marks;
}

/* "= (…)" is not one text with its parentheses; "= (…)::date" is. */
static void mark_sql(FmtText *text, size_t first, size_t end)
{
    bool in_parens = end == first + 3 && text->tokens[first].kind == LPAREN && text->tokens[first + 1].kind == RAW;

    if (!in_parens)
        mark(text, first + 1, end, MARK_SQL);
}

static void mark_column(FmtText *text, const Node *column)
{
    mark(text, token_at(text, column->at.start), token_at(text, column->at.start) + 1, MARK_NAME);
    for (const Node *part = column->first; part; part = part->next)
        if (part->kind != NODE_NULLABLE && part->at.end > part->at.start)
            text->tokens[token_at(text, part->at.start)].marks |= part->kind == NODE_TYPE ? MARK_TYPE : MARK_PART;
}

static void mark_type(FmtText *text, size_t first, size_t end)
{
    mark(text, first, end, MARK_IN_TYPE);
    mark(text, first + 1, end, MARK_TIGHT);
}

static void mark_node(FmtText *text, const Node *node)
{
    size_t first = token_at(text, node->at.start), end = token_at(text, node->at.end);

    if (node->kind == NODE_COLUMN || node->kind == NODE_ATTRIBUTE)
        mark_column(text, node);
    else if (node->kind == NODE_TYPE)
        mark_type(text, first, end);
    else if (node->kind == NODE_SQL || node->kind == NODE_OPERATOR)
        mark_sql(text, first, end);
    else if (node->kind == NODE_DEFAULT)
        mark_sql(text, first + 1, end);
    else if (node->kind == NODE_ATOMIC)
        mark(text, first, end + 1, MARK_SQL);
    for (const Node *child = node->first; child; child = child->next)
        mark_node(text, child);
}

static void mark_labels(FmtText *text, const Node *file)
{
    for (const Node *node = node_child(file, NODE_ENUM); node; node = node_next(node))
        for (size_t i = token_at(text, node->at.start); i < text->count; i++)
            if (text->tokens[i].kind == LBRACE) {
                mark(text, i + 1, text->tokens[i].partner, MARK_LABEL);
                break;
            }
}

/* Commas between labels mean nothing. */
static void drop_commas(FmtText *text)
{
    for (size_t i = 0; i < text->count; i++)
        if (text->tokens[i].kind == COMMA && text->tokens[i].marks & MARK_LABEL)
            text->tokens[i].marks |= MARK_REMOVED;
}

static void mark_removed(FmtText *text, const List *removed)
{
    for (size_t i = 0; removed && i < removed->count; i++) {
        const Span *span = removed->items[i];

        mark(text, token_at(text, span->start), token_at(text, span->end), MARK_REMOVED);
    }
}

/* What precedes the removed end of an item ends it now. */
static void move_ends(FmtText *text)
{
    for (size_t i = text->count; i-- > 1;)
        if (text->tokens[i].marks & MARK_REMOVED && text->tokens[i].ends_item)
            text->tokens[i - 1].ends_item = true;
}

void fmt_mark(FmtText *text, const Node *file, const List *removed)
{
    for (const Node *node = file->first; node; node = node->next)
        mark_node(text, node);
    mark_labels(text, file);
    drop_commas(text);
    mark_removed(text, removed);
    move_ends(text);
}
