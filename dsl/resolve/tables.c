#include "dsl/catalog/table.h"

#include "dsl/resolve/resolver.h"

#include <string.h>

static void add_partitions(Resolver *resolver, const Object *table, const Node *node);

/* `whole`: the table that it is a partition of, or NULL. */
static void add_table(Resolver *resolver, const Node *node, const Object *whole)
{
    const Object *schema = resolve_schema_of(resolver, node);
    Table *table = arena_new(resolver->scope.arena, Table);
    TableWork *work = arena_new(resolver->scope.arena, TableWork);
    const Node *model = node_child(node, NODE_MODEL);

    *table = (Table){
        .object = {.kind = KIND_TABLE, .parent = schema, .name = node->name, .at = place_of(node)},
        .unlogged = node->flag,
        .method = resolve_method(node),
        .model_none = whole || (model && !model->name),
        .model = model ? model->name : NULL,
    };
    resolve_partitioned(resolver, table, node);
    if (!scope_add(&resolver->scope, table, node)) {
        scope_lose(&resolver->scope, catalog_find(resolver->scope.catalog, KIND_TABLE, schema, node->name));
        return;
    }
    *work = (TableWork){.table = &table->object, .node = node, .schema = resolve_schema_work(resolver, schema)};
    resolve_claim(resolver, &table->object);
    list_add(&resolver->tables, resolver->scope.arena, work);
    map_put(&work->schema->tables, resolver->scope.arena, node->name, work);
    if (whole)
        resolve_bound(resolver, &table->object, whole, node);
    add_partitions(resolver, &table->object, node);
}

static void add_partitions(Resolver *resolver, const Object *table, const Node *node)
{
    for (const Node *part = node_child(node, NODE_PARTITION); part; part = node_next(part))
        add_table(resolver, part, table);
}

void declare_table(Resolver *resolver, const Node *node)
{
    add_table(resolver, node, NULL);
}

TableWork *resolve_work(const Resolver *resolver, const Object *table)
{
    const SchemaWork *schema = map_get(&resolver->schemas, table->parent->name);

    return map_get(&schema->tables, table->name);
}

/* A table of that name in another schema is what was meant, more than any that is called alike. */
static const Object *table_elsewhere(const Resolver *resolver, const char *name)
{
    for (size_t i = 0; i < resolver->tables.count; i++) {
        const Object *table = ((const TableWork *)resolver->tables.items[i])->table;

        if (strcmp(table->name, name) == 0)
            return table;
    }
    return NULL;
}

static List table_names(const Resolver *resolver)
{
    Arena *arena = resolver->scope.arena;
    List names = {0};

    for (size_t i = 0; i < resolver->tables.count; i++) {
        const Object *table = ((const TableWork *)resolver->tables.items[i])->table;
        bool in_public = strcmp(table->parent->name, "public") == 0;

        list_add(&names, arena,
                 in_public ? table->name : arena_printf(arena, "%s.%s", table->parent->name, table->name));
    }
    return names;
}

static void report_table(Resolver *resolver, const Node *node)
{
    Scope *scope = &resolver->scope;
    const char *shown = node_full_name(node, scope->arena);
    bool suggests = scope_suggests(scope);
    const Object *elsewhere = suggests ? table_elsewhere(resolver, node->name) : NULL;

    if (!elsewhere) {
        scope_unknown(scope, DIAG_UNKNOWN_TABLE, place_of(node), "table", shown, NULL,
                      suggests ? table_names(resolver) : (List){0});
        return;
    }
    Diag *d = scope_problem(scope, DIAG_UNKNOWN_TABLE, place_of(node), "unknown table \"%s\"", shown);
    diag_hint(scope->diags, d, "did you mean \"%s.%s\"?", elsewhere->parent->name, elsewhere->name);
}

const Object *resolve_table(Resolver *resolver, const Node *node)
{
    const Object *table = catalog_in_schema(resolver->scope.catalog, KIND_TABLE, node->qualifier, node->name);

    if (!table)
        report_table(resolver, node);
    return table;
}
