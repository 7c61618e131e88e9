#include "dsl/catalog/address.h"

#include <string.h>

/* Children of their schema, or of nothing. */
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

/* The routine of that signature, or the only one that is called so. */
static const Object *find_routine(const Catalog *catalog, const QName *name)
{
    const List *called = catalog_routines(catalog, name->schema, name->name);

    return called->count == 1 ? called->items[0]
                              : catalog_in_schema(catalog, KIND_FUNCTION, name->schema, name->name);
}

static const Object *find_by_kind(const Catalog *catalog, KindId kind, const QName *name)
{
    const Object *found = name->schema ? NULL : catalog_find(catalog, kind, NULL, name->name);

    return found ? found : catalog_in_schema(catalog, kind, name->schema, name->name);
}

/* Without a word for its kind. */
static const Object *find_any(const Catalog *catalog, const QName *name)
{
    const Object *found = catalog_relation(catalog, name->schema, name->name);

    if (!found)
        found = catalog_type(catalog, name->schema, name->name);
    if (!found && !name->schema)
        found = catalog_find(catalog, KIND_RAW_SQL, NULL, name->name);
    return found ? found : find_routine(catalog, name);
}

bool address_is_routine(const Address *address)
{
    return address->kind && (strcmp(address->kind, "function") == 0 || strcmp(address->kind, "procedure") == 0);
}

const Object *address_find(const Catalog *catalog, const Address *address)
{
    const QName *name = &address->name;

    if (!address->kind)
        return find_any(catalog, name);
    if (address_is_routine(address))
        return find_routine(catalog, name);
    if (strcmp(address->kind, "type") == 0)
        return catalog_type(catalog, name->schema, name->name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(address->kind, words[i].word) == 0)
            return find_by_kind(catalog, words[i].kind, name);
    return NULL;
}
