#include "dsl/base/strbuf.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

/* What a word that names a kind of object stands for: one kind, or whatever shares a name space. */
static const struct {
    const char *word;
    KindId kind;
} words[] = {
    {"schema", KIND_SCHEMA},
    {"extension", KIND_EXTENSION},
    {"enum", KIND_ENUM},
    {"collation", KIND_COLLATION},
    {"domain", KIND_DOMAIN},
    {"range", KIND_RANGE},
    {"sequence", KIND_SEQUENCE},
    {"table", KIND_TABLE},
    {"view", KIND_VIEW},
    {"materialized view", KIND_MATERIALIZED_VIEW},
};

static const Object *find(Resolver *resolver, const Node *node)
{
    const Catalog *catalog = resolver->scope.catalog;

    if (!node->text)
        return catalog_relation(catalog, node->qualifier, node->name);
    if (strcmp(node->text, "type") == 0)
        return catalog_type(catalog, node->qualifier, node->name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(node->text, words[i].word) == 0)
            return words[i].kind == KIND_SCHEMA || words[i].kind == KIND_EXTENSION
                     ? catalog_find(catalog, words[i].kind, NULL, node->name)
                     : catalog_in_schema(catalog, words[i].kind, node->qualifier, node->name);
    return NULL;
}

const Object *resolve_object(Resolver *resolver, const Node *node)
{
    const Object *found = find(resolver, node);

    if (!found && !resolver->scope.incomplete)
        scope_problem(&resolver->scope, DIAG_UNKNOWN_OBJECT, place_of(node), "unknown %s \"%s%s%s\"",
                      node->text ? node->text : "relation", node->qualifier ? node->qualifier : "",
                      node->qualifier ? "." : "", node->name);
    return found;
}
