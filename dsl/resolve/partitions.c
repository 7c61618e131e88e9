#include "dsl/catalog/partition.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

#include <string.h>
#include <strings.h>

static Records resolve_key(Resolver *resolver, const Node *by)
{
    IndexPart *parts = arena_array(resolver->scope.arena, IndexPart, node_count(by, NODE_PART));
    Records records = {.items = parts};

    for (const Node *part = node_child(by, NODE_PART); part; part = node_next(part)) {
        parts[records.count] = resolve_index_part(resolver, part);
        records.count += part->name || parts[records.count].expression.text;
    }
    return records;
}

static Records resolve_parents(Resolver *resolver, const Node *node)
{
    Parent *parents = arena_array(resolver->scope.arena, Parent, node_count(node, NODE_PARENT));
    Records records = {.items = parents};

    for (const Node *parent = node_child(node, NODE_PARENT); parent; parent = node_next(parent))
        parents[records.count++].table = scope_qname(parent);
    return records;
}

/* Only once all tables are there can it be said which of these names are known. */
void resolve_parents_known(Resolver *resolver)
{
    for (size_t i = 0; i < resolver->tables.count; i++) {
        const TableWork *work = resolver->tables.items[i];

        for (const Node *parent = node_child(work->node, NODE_PARENT); parent; parent = node_next(parent))
            resolve_table(resolver, parent);
    }
}

static Type type_named(Resolver *resolver, const Node *node)
{
    Arena *arena = resolver->scope.arena;
    Type type = {0};
    const char *error = NULL;
    const char *name = node ? arena_printf(arena, "%s%s%s", node->qualifier ? quote_name(arena, node->qualifier) : "",
                                           node->qualifier ? "." : "", quote_name(arena, node->name))
                            : NULL;

    if (name && type_parse(arena, name, &type, &error))
        type.at = place_of(node);
    return type;
}

void resolve_partitioned(Resolver *resolver, Table *table, const Node *node)
{
    const Node *by = node_child(node, NODE_PARTITION_BY);

    table->partitioned = by ? by->text : NULL;
    table->key = by ? resolve_key(resolver, by) : (Records){0};
    table->parents = resolve_parents(resolver, node);
    table->of = type_named(resolver, node_child(node, NODE_OF));
}

/* As the server prints it: "minvalue" and "maxvalue" are words, all else is as it was written. */
static void put_value(Resolver *resolver, StrBuf *out, const Node *node)
{
    Sql value = scope_sql(&resolver->scope, node);

    if (!value.text)
        return;
    if (strcasecmp(value.text, "minvalue") == 0)
        strbuf_puts(out, "MINVALUE");
    else if (strcasecmp(value.text, "maxvalue") == 0)
        strbuf_puts(out, "MAXVALUE");
    else
        strbuf_puts(out, strcasecmp(value.text, "null") == 0 ? "NULL" : value.text);
}

static void put_values(Resolver *resolver, StrBuf *out, const char *word, const Node *node)
{
    strbuf_printf(out, "%s (", word);
    for (const Node *value = node_child(node, NODE_SQL); value; value = node_next(value)) {
        put_value(resolver, out, value);
        strbuf_puts(out, node_next(value) ? ", " : "");
    }
    strbuf_putc(out, ')');
}

static const char *bound_values(Resolver *resolver, const Node *bound)
{
    StrBuf out = {.arena = resolver->scope.arena};
    const Node *lower = node_child(bound, NODE_LOWER), *upper = node_child(bound, NODE_UPPER);
    const Node *option = node_child(bound, NODE_OPTION);

    if (lower && upper) {
        put_values(resolver, &out, "FROM", lower);
        put_values(resolver, &out, " TO", upper);
    } else if (option && node_next(option)) {
        strbuf_printf(&out, "WITH (modulus %s, remainder %s)", option->text, node_next(option)->text);
    } else if (strcmp(bound->text, "default") == 0) {
        strbuf_puts(&out, "DEFAULT");
    } else {
        put_values(resolver, &out, "IN", bound);
    }
    return strbuf_text(&out);
}

void resolve_bound(Resolver *resolver, const Object *table, const Object *whole, const Node *node)
{
    Bound *bound = arena_new(resolver->scope.arena, Bound);
    const Node *values = node_child(node, NODE_BOUND);

    *bound = (Bound){
        .object = {.kind = KIND_BOUND, .parent = table, .name = "", .at = values->at},
        .of = {whole->parent->name, whole->name, whole->at},
        .values = bound_values(resolver, values),
    };
    scope_add(&resolver->scope, bound, values);
}
