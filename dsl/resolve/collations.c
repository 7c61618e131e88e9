#include "dsl/catalog/collation.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

static bool is_yes(const char *word)
{
    return !word || strcmp(word, "true") == 0 || strcmp(word, "on") == 0 || strcmp(word, "yes") == 0
        || strcmp(word, "1") == 0;
}

static void set_nondeterministic(Collation *collation, const char *value)
{
    collation->nondeterministic = is_yes(value);
}

static void set_deterministic(Collation *collation, const char *value)
{
    collation->nondeterministic = !is_yes(value);
}

/* Options that are a text, and those that are not. */
static const struct Setting {
    const char *name;
    size_t offset;
    void (*set)(Collation *collation, const char *value);
} settings[] = {
    {"provider", offsetof(Collation, provider)},
    {"locale", offsetof(Collation, locale)},
    {"lc_collate", offsetof(Collation, lc_collate)},
    {"lc_ctype", offsetof(Collation, lc_ctype)},
    {"rules", offsetof(Collation, rules)},
    {"version", offsetof(Collation, version)},
    {"deterministic", 0, set_deterministic},
    {"nondeterministic", 0, set_nondeterministic},
};

enum { COUNT = sizeof settings / sizeof *settings };

static void report_setting(Resolver *resolver, const Node *option)
{
    List names = {0};

    for (size_t i = 0; i < COUNT; i++)
        list_add(&names, resolver->scope.arena, settings[i].name);
    scope_unknown(&resolver->scope, DIAG_BAD_COLLATION, place_of(option), "setting", option->name, "a collation",
                  names);
}

static const struct Setting *setting_of(const Node *option)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(settings[i].name, option->name) == 0)
            return &settings[i];
    return NULL;
}

static void read_option(Resolver *resolver, Collation *collation, const Node *option)
{
    const struct Setting *setting = setting_of(option);

    if (!setting)
        report_setting(resolver, option);
    else if (setting->set)
        setting->set(collation, option->text);
    else if (option->text)
        *(const char **)((char *)collation + setting->offset) = option->text;
    else
        scope_problem(&resolver->scope, DIAG_BAD_COLLATION, option->at, "\"%s\" needs a value", option->name);
}

static void report(Resolver *resolver, const Collation *collation, const char *why)
{
    scope_problem(&resolver->scope, DIAG_BAD_COLLATION, collation->object.at, "collation \"%s\": %s",
                  collation->object.name, why);
}

static void check_locale(Resolver *resolver, const Collation *collation)
{
    bool libc = strcmp(collation->provider, "libc") == 0, both = collation->lc_collate && collation->lc_ctype;

    if (!libc && strcmp(collation->provider, "icu") != 0 && strcmp(collation->provider, "builtin") != 0)
        report(resolver, collation, "a provider is \"libc\", \"icu\" or \"builtin\"");
    else if (libc && collation->locale && (collation->lc_collate || collation->lc_ctype))
        report(resolver, collation, "\"locale\" says what \"lc_collate\" and \"lc_ctype\" say: write the one or the "
                                    "others");
    else if (!collation->locale && (!libc || !both))
        report(resolver, collation, libc ? "it has neither \"locale\" nor \"lc_collate\" and \"lc_ctype\""
                                         : "it has no \"locale\"");
    else if (!libc && (collation->lc_collate || collation->lc_ctype))
        report(resolver, collation, "\"lc_collate\" and \"lc_ctype\" are for the provider \"libc\"");
    else if (collation->nondeterministic && strcmp(collation->provider, "icu") != 0)
        report(resolver, collation, "only the provider \"icu\" can be nondeterministic");
    else if (collation->rules && strcmp(collation->provider, "icu") != 0)
        report(resolver, collation, "only the provider \"icu\" takes \"rules\"");
}

/* Two that are the same are said in one. */
static void settle(Collation *collation)
{
    if (!collation->locale && collation->lc_collate && text_same(collation->lc_collate, collation->lc_ctype))
        collation->locale = collation->lc_collate;
    if (collation->locale)
        collation->lc_collate = collation->lc_ctype = NULL;
}

void declare_collation(Resolver *resolver, const Node *node)
{
    const Object *schema = resolve_schema_of(resolver, node);
    Collation *collation = arena_new(resolver->scope.arena, Collation);

    *collation = (Collation){
        .object = {.kind = KIND_COLLATION, .parent = schema, .name = node->name, .at = place_of(node)},
        .provider = "libc",
    };
    scope_options_once(&resolver->scope, node);
    for (const Node *option = node_child(node, NODE_OPTION); option; option = node_next(option))
        read_option(resolver, collation, option);
    check_locale(resolver, collation);
    settle(collation);
    scope_add(&resolver->scope, collation, node);
}

/* What a type's values are compared by if nobody says anything; no name: they are not text. */
static QName own_collation(const Catalog *catalog, const Type *type)
{
    const Object *declared = type_declared(catalog, type);

    for (int depth = 0; declared && declared->kind == KIND_DOMAIN && depth < 100; depth++) {
        if (as_domain(declared)->collation.name)
            return as_domain(declared)->collation;
        type = &as_domain(declared)->type;
        declared = type_declared(catalog, type);
    }
    if (!type->text || type->schema)
        return (QName){0};
    return (QName){.name = strcmp(type->name, "name") == 0 ? "C" : "default"};
}

static void report_collation(Resolver *resolver, const Node *node)
{
    Scope *scope = &resolver->scope;
    List names = {0};

    for (size_t i = 0; scope_suggests(scope) && i < scope->catalog->objects.count; i++) {
        const Object *object = scope->catalog->objects.items[i];

        if (object->kind == KIND_COLLATION)
            list_add(&names, scope->arena, arena_printf(scope->arena, "%s.%s", object->parent->name, object->name));
    }
    scope_unknown(scope, DIAG_UNKNOWN_COLLATION, place_of(node), "collation",
                  node_full_name(node, scope->arena), NULL, names);
}

/* One of the schema's own has a schema; which of PostgreSQL's own there are depends on the server. */
static QName named_collation(Resolver *resolver, const Node *node)
{
    const Catalog *catalog = resolver->scope.catalog;
    const char *qualifier = node->qualifier && strcmp(node->qualifier, "pg_catalog") == 0 ? NULL : node->qualifier;
    const Object *declared = catalog_in_schema(catalog, KIND_COLLATION, qualifier, node->name);

    if (qualifier && !declared && !resolver->scope.has_extension)
        report_collation(resolver, node);
    if (!node->qualifier && declared)
        qualifier = declared->parent->name;
    return (QName){.schema = qualifier, .name = node->name, .at = place_of(node)};
}

QName resolve_collation(Resolver *resolver, const Node *node, const Type *of_type)
{
    QName own = of_type ? own_collation(resolver->scope.catalog, of_type) : (QName){0}, named = {0};

    if (node)
        named = named_collation(resolver, node);
    if (own.name && text_same(own.name, named.name) && text_same(own.schema, named.schema))
        return (QName){0};
    return named;
}
