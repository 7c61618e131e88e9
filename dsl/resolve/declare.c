#include "dsl/catalog/enum.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/schema.h"
#include "dsl/catalog/table.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

static Object object_from(KindId kind, const Object *parent, const Node *node)
{
    return (Object){.kind = kind, .parent = parent, .name = node->name, .at = place_of(node)};
}

bool resolve_claim(Resolver *resolver, Map *names, const Object *object, const char *as)
{
    const Object *first = map_put(names, resolver->scope.arena, object->name, (void *)object);

    if (first == object)
        return true;
    Diag *d = object->kind == first->kind
                ? scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, object->at,
                                "duplicate %s \"%s\": the tables of a schema share these names",
                                kind_of(object)->name, object->name)
                : scope_problem(&resolver->scope, DIAG_NAME_CLASH, object->at,
                                "%s and %s have the same name, and both are %s",
                                object_describe(object, resolver->scope.arena),
                                object_describe(first, resolver->scope.arena), as);
    diag_note(resolver->scope.diags, d, first->at, "first used here");
    return false;
}

/* public stands in every database, and cannot be declared twice: declaring it only gives it a comment. */
static void declare_schema(Resolver *resolver, const Node *node)
{
    Schema *schema = arena_new(resolver->scope.arena, Schema);

    schema->object = object_from(KIND_SCHEMA, NULL, node);
    if (strncmp(node->name, "pg_", 3) == 0 || strcmp(node->name, "information_schema") == 0)
        scope_problem(&resolver->scope, DIAG_RESERVED_SCHEMA, place_of(node), "schema \"%s\" belongs to PostgreSQL",
                      node->name);
    scope_add(&resolver->scope, schema, node);
}

static void add_public(Resolver *resolver)
{
    Schema *schema = arena_new(resolver->scope.arena, Schema);
    static const Node nothing = {.kind = NODE_SCHEMA, .name = "public"};

    schema->object = (Object){.kind = KIND_SCHEMA, .name = "public"};
    if (!catalog_schema(resolver->scope.catalog, NULL))
        scope_add(&resolver->scope, schema, &nothing);
}

static void report_schema(Resolver *resolver, Span at, const char *name)
{
    List names = {0};
    size_t count = scope_suggests(&resolver->scope) ? resolver->scope.catalog->objects.count : 0;

    for (size_t i = 0; i < count; i++) {
        const Object *other = resolver->scope.catalog->objects.items[i];

        if (other->kind == KIND_SCHEMA)
            list_add(&names, resolver->scope.arena, other->name);
    }

    Diag *d = scope_unknown(&resolver->scope, DIAG_UNKNOWN_SCHEMA, at, "schema", name, NULL, names);
    if (d && !d->hint)
        diag_hint(resolver->scope.diags, d, "declare it: schema %s", quote_name(resolver->scope.arena, name));
}

static void declare_extension(Resolver *resolver, const Node *node)
{
    Extension *extension = arena_new(resolver->scope.arena, Extension);
    const Node *in = node_child(node, NODE_IN), *version = node_child(node, NODE_VERSION);

    *extension = (Extension){
        .object = object_from(KIND_EXTENSION, NULL, node),
        .schema = in && strcmp(in->name, "public") != 0 ? in->name : NULL,
        .version = version ? version->text : NULL,
    };
    if (in && !catalog_schema(resolver->scope.catalog, in->name) && strcmp(in->name, "pg_catalog") != 0)
        report_schema(resolver, place_of(in), in->name);
    scope_add(&resolver->scope, extension, node);
    resolver->scope.has_extension = true;
}

/* The schema an object is declared in. One that was not declared is reported once, then taken as if it were. */
static const Object *schema_of(Resolver *resolver, const Node *node)
{
    const Object *found = catalog_schema(resolver->scope.catalog, node->qualifier);
    Schema *schema = arena_new(resolver->scope.arena, Schema);
    Node *missing = node_new(resolver->scope.arena, NODE_SCHEMA, place_of(node));

    if (found)
        return found;
    report_schema(resolver, place_of(node), node->qualifier);
    missing->name = node->qualifier;
    schema->object = object_from(KIND_SCHEMA, NULL, missing);
    scope_add(&resolver->scope, schema, missing);
    return &schema->object;
}

static NameSpaces *spaces_of(Resolver *resolver, const Object *schema)
{
    NameSpaces *fresh = arena_new(resolver->scope.arena, NameSpaces);

    return map_put(&resolver->spaces, resolver->scope.arena, schema->name, fresh);
}

/* The names behind "was", without the first: that one is a hint like any other. */
static Names further_names(Resolver *resolver, const Node *node)
{
    const Node *first = node_child(node, NODE_WAS);
    Names names = {.items = arena_array(resolver->scope.arena, const char *, node_count(node, NODE_WAS))};

    for (const Node *was = first ? node_next(first) : NULL; was; was = node_next(was))
        names.items[names.count++] = was->name;
    return names;
}

static void declare_values(Resolver *resolver, Enum *self, const Node *node)
{
    size_t count = node_count(node, NODE_VALUE);

    self->labels.items = arena_array(resolver->scope.arena, const char *, count);
    self->labels.at = arena_array(resolver->scope.arena, Span, count);
    for (const Node *value = node_child(node, NODE_VALUE); value; value = node_next(value)) {
        EnumValue *added = arena_new(resolver->scope.arena, EnumValue);

        *added = (EnumValue){.object = object_from(KIND_ENUM_VALUE, &self->object, value), .doc = value->doc,
                             .also = further_names(resolver, value)};
        if (!scope_add(&resolver->scope, added, value))
            continue;
        self->labels.items[self->labels.count] = value->name;
        self->labels.at[self->labels.count++] = place_of(value);
    }
}

static void declare_enum(Resolver *resolver, const Node *node)
{
    const Object *schema = schema_of(resolver, node);
    Enum *self = arena_new(resolver->scope.arena, Enum);

    self->object = object_from(KIND_ENUM, schema, node);
    if (!scope_add(&resolver->scope, self, node))
        return;
    resolve_claim(resolver, &spaces_of(resolver, schema)->types, &self->object, "types");
    declare_values(resolver, self, node);
}

static void declare_collation(Resolver *resolver, const Node *node)
{
    resolve_collation_declared(resolver, schema_of(resolver, node), node);
}

static void declare_domain(Resolver *resolver, const Node *node)
{
    const Object *schema = schema_of(resolver, node);

    resolve_domain(resolver, schema, spaces_of(resolver, schema), node);
}

static void declare_composite(Resolver *resolver, const Node *node)
{
    const Object *schema = schema_of(resolver, node);

    resolve_composite(resolver, schema, spaces_of(resolver, schema), node);
}

static void declare_range(Resolver *resolver, const Node *node)
{
    const Object *schema = schema_of(resolver, node);

    resolve_range(resolver, schema, spaces_of(resolver, schema), node);
}

static void declare_sequence(Resolver *resolver, const Node *node)
{
    const Object *schema = schema_of(resolver, node);

    resolve_sequence(resolver, schema, spaces_of(resolver, schema), node);
}

static void declare_view(Resolver *resolver, const Node *node)
{
    const Object *schema = schema_of(resolver, node);

    resolve_view(resolver, schema, spaces_of(resolver, schema), node);
}

/* Each table that uses the mixin would have a partition of that name, and names of tables are used once. */
static void refuse_partitions(Resolver *resolver, const Node *mixin)
{
    for (const Node *part = node_child(mixin, NODE_PARTITION); part; part = node_next(part)) {
        Diag *d = scope_problem(&resolver->scope, DIAG_PARTITION_MIXIN, place_of(part),
                                "partition \"%s\" in a mixin: a partition is a table of its own, and would be there "
                                "once for every table that uses the mixin", part->name);

        diag_hint(resolver->scope.diags, d, "write it in the block of the table that it is a partition of");
    }
}

static void declare_mixin(Resolver *resolver, const Node *node)
{
    Mixin *mixin = arena_new(resolver->scope.arena, Mixin);

    refuse_partitions(resolver, node);

    mixin->node = node;
    Mixin *first = map_put(&resolver->mixins, resolver->scope.arena, node->name, mixin);
    if (first != mixin) {
        Diag *d = scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, place_of(node), "duplicate mixin \"%s\"",
                                node->name);
        diag_note(resolver->scope.diags, d, place_of(first->node), "first declared here");
        return;
    }
    list_add(&resolver->mixin_names, resolver->scope.arena, node->name);
}

static void declare_partitions(Resolver *resolver, const Object *table, const Node *node);

/* `whole`: the table that it is a partition of, or NULL. */
static void declare_relation(Resolver *resolver, const Node *node, const Object *whole)
{
    const Object *schema = schema_of(resolver, node);
    Table *table = arena_new(resolver->scope.arena, Table);
    TableWork *work = arena_new(resolver->scope.arena, TableWork);
    const Node *model = node_child(node, NODE_MODEL);

    *table = (Table){
        .object = object_from(KIND_TABLE, schema, node),
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
    *work = (TableWork){.table = &table->object, .node = node, .spaces = spaces_of(resolver, schema)};
    resolve_claim(resolver, &work->spaces->types, &table->object, "types (a table is one, too)");
    resolve_claim(resolver, &work->spaces->relations, &table->object, "relations");
    list_add(&resolver->tables, resolver->scope.arena, work);
    map_put(&work->spaces->tables, resolver->scope.arena, node->name, work);
    if (whole)
        resolve_bound(resolver, &table->object, whole, node);
    declare_partitions(resolver, &table->object, node);
}

static void declare_partitions(Resolver *resolver, const Object *table, const Node *node)
{
    for (const Node *part = node_child(node, NODE_PARTITION); part; part = node_next(part))
        declare_relation(resolver, part, table);
}

static void declare_table(Resolver *resolver, const Node *node)
{
    declare_relation(resolver, node, NULL);
}

TableWork *resolve_work(const Resolver *resolver, const Object *table)
{
    const NameSpaces *spaces = map_get(&resolver->spaces, table->parent->name);

    return map_get(&spaces->tables, table->name);
}

static void declare_function(Resolver *resolver, const Node *node)
{
    resolve_function(resolver, schema_of(resolver, node), node);
}

static void keep_rollup(Resolver *resolver, const Node *node)
{
    list_add(&resolver->rollups, resolver->scope.arena, node);
}

static void note_raw_sql(Resolver *resolver, const Node *node)
{
    (void)node;
    resolver->scope.has_raw_sql = true;
}

static void each(Resolver *resolver, const Node *files, NodeKind kind, void (*declare)(Resolver *, const Node *))
{
    for (const Node *file = files; file; file = file->next)
        for (const Node *node = node_child(file, kind); node; node = node_next(node))
            declare(resolver, node);
}

/* In the order in which a catalog keeps them: what others lie in, or are made of, comes first. */
void resolve_declarations(Resolver *resolver, const Node *files)
{
    each(resolver, files, NODE_SCHEMA, declare_schema);
    add_public(resolver);
    each(resolver, files, NODE_EXTENSION, declare_extension);
    each(resolver, files, NODE_COLLATION, declare_collation);
    each(resolver, files, NODE_ENUM, declare_enum);
    each(resolver, files, NODE_DOMAIN, declare_domain);
    each(resolver, files, NODE_COMPOSITE, declare_composite);
    each(resolver, files, NODE_RANGE, declare_range);
    each(resolver, files, NODE_SEQUENCE, declare_sequence);
    each(resolver, files, NODE_FUNCTION, declare_function);
    each(resolver, files, NODE_PROCEDURE, declare_function);
    each(resolver, files, NODE_MIXIN, declare_mixin);
    each(resolver, files, NODE_TABLE, declare_table);
    each(resolver, files, NODE_VIEW, declare_view);
    each(resolver, files, NODE_MATERIALIZED_VIEW, declare_view);
    each(resolver, files, NODE_RAW_SQL, note_raw_sql);
    each(resolver, files, NODE_ROLLUP, keep_rollup);
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
