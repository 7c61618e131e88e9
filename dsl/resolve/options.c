#include "dsl/catalog/option.h"

#include "dsl/catalog/storage.h"
#include "dsl/catalog/table.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

static Option option_of(Resolver *resolver, const Node *node)
{
    return (Option){
        .name = node_full_name(node, resolver->scope.arena),
        .value = node->text ? node->text : "true",
    };
}

/* The last word on an option counts; that it stands twice is reported. */
static void set_option(Records *options, Option option)
{
    Option *items = options->items;

    for (size_t i = 0; i < options->count; i++)
        if (strcmp(items[i].name, option.name) == 0) {
            items[i] = option;
            return;
        }
    items[options->count++] = option;
}

static Records more_options(Resolver *resolver, Records before, const Node *with)
{
    size_t most = before.count + node_count(with, NODE_OPTION);
    Records options = {.items = arena_array(resolver->scope.arena, Option, most)};

    for (size_t i = 0; i < before.count; i++)
        set_option(&options, records_of(before, Option)[i]);
    for (const Node *node = node_child(with, NODE_OPTION); node; node = node_next(node))
        set_option(&options, option_of(resolver, node));
    options_sort(options);
    return options;
}

Records resolve_options(Resolver *resolver, const Node *with)
{
    return more_options(resolver, (Records){0}, with);
}

const char *resolve_method(const Node *node)
{
    const Node *method = node_child(node, NODE_METHOD);

    return method && strcmp(method->name, "heap") != 0 ? method->name : NULL;
}

/* What the block of a materialized view says was read with it. */
void resolve_table_options(Resolver *resolver, const Object *on, const Node *node)
{
    if (on->kind == KIND_TABLE)
        ((Table *)on)->options = more_options(resolver, as_table(on)->options, node);
}

void resolve_table_space(Resolver *resolver, const Object *on, const Node *node)
{
    (void)resolver;
    if (on->kind == KIND_TABLE)
        ((Table *)on)->tablespace = strcmp(node->name, "pg_default") != 0 ? node->name : NULL;
}

static const char *word(const Node *node, NodeKind kind)
{
    const Node *child = node_child(node, kind);

    return child ? child->text : NULL;
}

/* What is said and would be so anyway is as if it was not said. */
static const char *unless(const char *text, const char *usual)
{
    return text_same(text, usual) || text_same(text, "default") ? NULL : text;
}

static void check_word(Resolver *resolver, const Node *node, NodeKind kind, const char *const *words)
{
    const Node *child = node_child(node, kind);

    for (const char *const *one = words; child && *one; one++)
        if (strcmp(*one, child->text) == 0)
            child = NULL;
    if (child)
        scope_problem(&resolver->scope, DIAG_BAD_OPTION, child->at, "there is no %s \"%s\"", node_name(kind),
                      child->text);
}

ColumnSettings resolve_column_settings(Resolver *resolver, const Type *type, const Node *node)
{
    static const char *const storages[] = {"plain", "external", "extended", "main", "default", NULL};
    static const char *const compressions[] = {"pglz", "lz4", "default", NULL};

    check_word(resolver, node, NODE_STORAGE, storages);
    check_word(resolver, node, NODE_COMPRESSION, compressions);
    return (ColumnSettings){
        .storage = unless(word(node, NODE_STORAGE), type ? type_storage(resolver->scope.catalog, type) : NULL),
        .compression = unless(word(node, NODE_COMPRESSION), NULL),
        .statistics = unless(word(node, NODE_STATISTICS_TARGET), "-1"),
        .options = resolve_options(resolver, node_child(node, NODE_WITH)),
    };
}
