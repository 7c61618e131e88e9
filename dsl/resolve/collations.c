#include "dsl/catalog/collation.h"
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

void resolve_collation_declared(Resolver *resolver, const Object *schema, const Node *node)
{
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
