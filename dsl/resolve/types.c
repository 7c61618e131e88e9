#include "dsl/catalog/composite.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/range.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

/*
 * Declared first, so that order does not matter; settled when all are known: whose collation, default or function it is
 * depends on that.
 */

/* A function of the schema, or, without a schema, one of PostgreSQL's own. */
static QName named_function(Resolver *resolver, const Node *node)
{
    QName name = {0};

    if (!node)
        return name;
    name = (QName){.schema = node->qualifier, .name = node->name, .at = place_of(node)};
    if (!name.schema && catalog_routines(resolver->scope.catalog, NULL, name.name)->count)
        name.schema = "public";
    if (text_same(name.schema, "pg_catalog"))
        name.schema = NULL;
    return name;
}

/* Domains. */

void declare_domain(Resolver *resolver, const Node *node)
{
    const Object *schema = resolve_schema_of(resolver, node);
    Domain *domain = arena_new(resolver->scope.arena, Domain);

    *domain = (Domain){
        .object = {.kind = KIND_DOMAIN, .parent = schema, .name = node->name, .at = place_of(node)},
        .type = resolve_type(resolver, node_child(node, NODE_TYPE)),
        .not_null = !node_child(node, NODE_NULLABLE),
    };
    if (!scope_add(&resolver->scope, domain, node))
        return;
    resolve_claim(resolver, &domain->object);
    list_add(&resolver->types_declared, resolver->scope.arena, domain);
}

/* "default null" is none. */
static Sql domain_default(Resolver *resolver, const Node *node)
{
    Sql value = node ? scope_sql(&resolver->scope, node) : (Sql){0};
    const SqlParse *parse = value.text ? scope_parse(&resolver->scope, &value) : NULL;

    return parse && parse->constant_is_null && !parse->constant_has_cast ? (Sql){0} : value;
}

static void settle_domain(Resolver *resolver, Object *object)
{
    Domain *domain = (Domain *)object;
    const Node *node = scope_node(&resolver->scope, object);
    TableWork *work = arena_new(resolver->scope.arena, TableWork);

    domain->collation = resolve_collation(resolver, node_child(node, NODE_COLLATE), &domain->type);
    domain->value = domain_default(resolver, node_child(node, NODE_DEFAULT));
    *work = (TableWork){
        .table = object,
        .node = node,
        .schema = resolve_schema_work(resolver, object->parent),
    };
    for (const Node *check = node_child(node, NODE_CHECK); check; check = node_next(check))
        resolve_later(resolver, work, check, NULL);
}

/* Composite types. */

static void add_attribute(Resolver *resolver, Composite *composite, const Node *node)
{
    Attribute *attribute = arena_new(resolver->scope.arena, Attribute);

    *attribute = (Attribute){
        .object = {.kind = KIND_ATTRIBUTE, .parent = &composite->object, .name = node->name, .at = place_of(node)},
        .type = resolve_type(resolver, node_child(node, NODE_TYPE)),
    };
    if (!node_child(node, NODE_NULLABLE)) {
        Diag *d = scope_problem(&resolver->scope, DIAG_NULLABLE_ATTRIBUTE, node_child(node, NODE_TYPE)->at,
                                "attribute \"%s\" can be null: PostgreSQL has no other", node->name);
        diag_hint(resolver->scope.diags, d, "write \"?\" behind its type");
    }
    if (!scope_add(&resolver->scope, attribute, node))
        return;
    composite->attributes.items[composite->attributes.count] = node->name;
    composite->attributes.at[composite->attributes.count++] = place_of(node);
}

void declare_composite(Resolver *resolver, const Node *node)
{
    const Object *schema = resolve_schema_of(resolver, node);
    Composite *composite = arena_new(resolver->scope.arena, Composite);
    size_t count = node_count(node, NODE_ATTRIBUTE);

    composite->object = (Object){.kind = KIND_COMPOSITE, .parent = schema, .name = node->name, .at = place_of(node)};
    if (!scope_add(&resolver->scope, composite, node))
        return;
    resolve_claim(resolver, &composite->object);
    if (count > LIST_LIMIT)
        scope_problem(&resolver->scope, DIAG_TOO_MANY_COLUMNS, place_of(node),
                      "a composite type has at most %d attributes", LIST_LIMIT);
    composite->attributes.items = arena_array(resolver->scope.arena, const char *, count);
    composite->attributes.at = arena_array(resolver->scope.arena, Span, count);
    for (const Node *child = node_child(node, NODE_ATTRIBUTE); child; child = node_next(child))
        add_attribute(resolver, composite, child);
    list_add(&resolver->types_declared, resolver->scope.arena, composite);
}

static void settle_composite(Resolver *resolver, Object *object)
{
    for (const Object *child = object_first(object, KIND_ATTRIBUTE); child; child = object_next(child)) {
        Attribute *attribute = (Attribute *)child;
        const Node *node = scope_node(&resolver->scope, child);

        attribute->collation = resolve_collation(resolver, node_child(node, NODE_COLLATE), &attribute->type);
    }
}

/* Range types. */

void declare_range(Resolver *resolver, const Node *node)
{
    const Object *schema = resolve_schema_of(resolver, node);
    const Node *subtype = node_child(node, NODE_TYPE), *multirange = node_child(node, NODE_MULTIRANGE);
    Range *range = arena_new(resolver->scope.arena, Range);
    Arena *arena = resolver->scope.arena;

    *range = (Range){
        .object = {.kind = KIND_RANGE, .parent = schema, .name = node->name, .at = place_of(node)},
        .subtype = subtype ? resolve_type(resolver, subtype) : (Type){0},
        .multirange = multirange ? scope_qname(multirange)
                                 : (QName){.schema = schema->name, .name = range_multirange_name(arena, node->name)},
    };
    if (!subtype)
        scope_problem(&resolver->scope, DIAG_BAD_RANGE, place_of(node), "range type \"%s\" has no subtype", node->name);
    if (!scope_add(&resolver->scope, range, node))
        return;
    resolve_claim(resolver, &range->object);
    list_add(&resolver->types_declared, resolver->scope.arena, range);
}

/* The multirange type takes a name as well. */
static void check_multirange(Resolver *resolver, const Range *range, const Node *node)
{
    const QName *name = &range->multirange;
    const Object *taken = catalog_type(resolver->scope.catalog, name->schema, name->name);

    if (!taken || taken == &range->object)
        return;
    Diag *d = scope_problem(&resolver->scope, DIAG_NAME_CLASH, node ? node->at : range->object.at,
                            "the multirange type of range type \"%s\" and %s have the same name, and both are types",
                            range->object.name, object_describe(taken, resolver->scope.arena));
    diag_note(resolver->scope.diags, d, taken->at, "first used here");
    if (!node)
        diag_hint(resolver->scope.diags, d, "give it another one with \"multirange_type_name\"");
}

static void settle_range(Resolver *resolver, Object *object)
{
    Range *range = (Range *)object;
    const Node *node = scope_node(&resolver->scope, object), *opclass = node_child(node, NODE_OPCLASS);

    range->collation = resolve_collation(resolver, node_child(node, NODE_COLLATE), &range->subtype);
    range->canonical = named_function(resolver, node_child(node, NODE_CANONICAL));
    range->subtype_diff = named_function(resolver, node_child(node, NODE_SUBTYPE_DIFF));
    if (opclass)
        range->opclass = (QName){
            .schema = text_same(opclass->qualifier, "pg_catalog") ? NULL : opclass->qualifier,
            .name = opclass->name,
            .at = place_of(opclass),
        };
    check_multirange(resolver, range, node_child(node, NODE_MULTIRANGE));
}

static void (*const settle[KIND_COUNT])(Resolver *, Object *) = {
    [KIND_DOMAIN] = settle_domain,
    [KIND_COMPOSITE] = settle_composite,
    [KIND_RANGE] = settle_range,
};

/* A domain over another gets its default, unless it says something else: PostgreSQL copies it. */
static void inherit_default(Resolver *resolver, Domain *domain)
{
    const Object *base = &domain->object;

    for (int depth = 0; base && base->kind == KIND_DOMAIN && depth < 100; depth++) {
        if (as_domain(base)->value.text || node_child(scope_node(&resolver->scope, base), NODE_DEFAULT)) {
            domain->value = as_domain(base)->value;
            return;
        }
        base = type_declared(resolver->scope.catalog, &as_domain(base)->type);
    }
}

void resolve_types(Resolver *resolver)
{
    for (size_t i = 0; i < resolver->types_declared.count; i++) {
        Object *object = resolver->types_declared.items[i];

        settle[object->kind](resolver, object);
    }
    for (size_t i = 0; i < resolver->types_declared.count; i++)
        if (((Object *)resolver->types_declared.items[i])->kind == KIND_DOMAIN)
            inherit_default(resolver, resolver->types_declared.items[i]);
}
