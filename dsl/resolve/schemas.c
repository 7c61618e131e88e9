#include "dsl/catalog/schema.h"

#include "dsl/catalog/naming.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

/* public stands in every database, and cannot be declared twice: declaring it only gives it a comment. */
void declare_schema(Resolver *resolver, const Node *node)
{
    Schema *schema = arena_new(resolver->scope.arena, Schema);

    schema->object = (Object){.kind = KIND_SCHEMA, .name = node->name, .at = place_of(node)};
    if (strncmp(node->name, "pg_", 3) == 0 || strcmp(node->name, "information_schema") == 0)
        scope_problem(&resolver->scope, DIAG_RESERVED_SCHEMA, place_of(node), "schema \"%s\" belongs to PostgreSQL",
                      node->name);
    scope_add(&resolver->scope, schema, node);
}

void declare_public(Resolver *resolver)
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

void declare_extension(Resolver *resolver, const Node *node)
{
    Extension *extension = arena_new(resolver->scope.arena, Extension);
    const Node *in = node_child(node, NODE_IN), *version = node_child(node, NODE_VERSION);

    *extension = (Extension){
        .object = {.kind = KIND_EXTENSION, .name = node->name, .at = place_of(node)},
        .schema = in && strcmp(in->name, "public") != 0 ? in->name : NULL,
        .version = version ? version->text : NULL,
    };
    if (in && !catalog_schema(resolver->scope.catalog, in->name) && strcmp(in->name, "pg_catalog") != 0)
        report_schema(resolver, place_of(in), in->name);
    scope_add(&resolver->scope, extension, node);
    resolver->scope.has_extension = true;
}

/* One that was not declared is reported once, then taken as if it were. */
const Object *resolve_schema_of(Resolver *resolver, const Node *node)
{
    const Object *found = catalog_schema(resolver->scope.catalog, node->qualifier);
    Schema *schema = arena_new(resolver->scope.arena, Schema);
    Node *missing = node_new(resolver->scope.arena, NODE_SCHEMA, place_of(node));

    if (found)
        return found;
    report_schema(resolver, place_of(node), node->qualifier);
    missing->name = node->qualifier;
    schema->object = (Object){.kind = KIND_SCHEMA, .name = missing->name, .at = place_of(missing)};
    scope_add(&resolver->scope, schema, missing);
    return &schema->object;
}

SchemaWork *resolve_schema_work(Resolver *resolver, const Object *schema)
{
    SchemaWork *fresh = arena_new(resolver->scope.arena, SchemaWork);

    return map_put(&resolver->schemas, resolver->scope.arena, schema->name, fresh);
}
