#include "dsl/base/strbuf.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/naming.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

static QName name_child(const Node *parent, NodeKind kind)
{
    const Node *node = node_child(parent, kind);

    return node ? (QName){.schema = node->qualifier, .name = node->name, .at = place_of(node)} : (QName){0};
}

/* "siglen='100'": as the server prints the options of an operator class; NULL if there are none. */
static const char *opclass_options(Resolver *resolver, const Node *opclass)
{
    Arena *arena = resolver->scope.arena;
    Records options = resolve_options(resolver, opclass);
    StrBuf text = {.arena = arena};

    for (size_t i = 0; i < options.count; i++) {
        const Option *option = &records_of(options, Option)[i];

        strbuf_printf(&text, "%s%s=%s", i ? ", " : "", quote_name(arena, option->name),
                      quote_literal(arena, option->value ? option->value : "true"));
    }
    return options.count ? strbuf_text(&text) : NULL;
}

/* Descending puts nulls first unless said otherwise, as in PostgreSQL. */
IndexPart resolve_index_part(Resolver *resolver, const Node *node)
{
    const Node *order = node_child(node, NODE_ORDER), *nulls = node_child(node, NODE_NULLS);
    bool descending = order && strcmp(order->text, "desc") == 0;
    IndexPart part = {
        .column = node->name,
        .collation = resolve_collation(resolver, node_child(node, NODE_COLLATE), NULL),
        .opclass = name_child(node, NODE_OPCLASS),
        .opclass_options = opclass_options(resolver, node_child(node, NODE_OPCLASS)),
        .descending = descending,
        .nulls_first = nulls ? strcmp(nulls->text, "first") == 0 : descending,
    };

    if (!node->name)
        part.expression = scope_sql_child(&resolver->scope, node);
    return part;
}

static Records resolve_parts(Resolver *resolver, const Node *node)
{
    IndexPart *parts = arena_array(resolver->scope.arena, IndexPart, node_count(node, NODE_PART));
    Records records = {.items = parts};

    for (const Node *part = node_child(node, NODE_PART); part; part = node_next(part)) {
        if (records.count == LIST_LIMIT) {
            scope_problem(&resolver->scope, DIAG_TOO_MANY_COLUMNS, place_of(part), "an index has at most 32 columns");
            break;
        }
        parts[records.count] = resolve_index_part(resolver, part);
        records.count += part->name || parts[records.count].expression.text;
    }
    return records;
}

void resolve_index(Resolver *resolver, const Pending *pending)
{
    Index *index = (Index *)pending->object;
    const Node *node = pending->node, *method = node_child(node, NODE_METHOD);
    const Node *tablespace = node_child(node, NODE_TABLESPACE);

    index->unique = node->flag;
    index->method = method ? method->name : "btree";
    index->parts = resolve_parts(resolver, node);
    index->include = resolve_name_list(resolver, node_child(node, NODE_INCLUDE));
    index->nulls_not_distinct = node_child(node, NODE_NULLS_NOT_DISTINCT);
    index->where = scope_sql_child(&resolver->scope, node_child(node, NODE_WHERE));
    index->options = resolve_options(resolver, node_child(node, NODE_WITH));
    index->tablespace = tablespace ? tablespace->name : NULL;
}
