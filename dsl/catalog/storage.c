#include "dsl/catalog/storage.h"

#include <string.h>

/* Built-in types that are of no fixed length; all others are plain. */
static const struct {
    const char *type, *storage;
} storages[] = {
    {"bit", "extended"},
    {"bit varying", "extended"},
    {"bpchar", "extended"},
    {"bytea", "extended"},
    {"character", "extended"},
    {"character varying", "extended"},
    {"cidr", "main"},
    {"inet", "main"},
    {"json", "extended"},
    {"jsonb", "extended"},
    {"jsonpath", "extended"},
    {"numeric", "main"},
    {"path", "extended"},
    {"pg_snapshot", "extended"},
    {"polygon", "extended"},
    {"refcursor", "extended"},
    {"text", "extended"},
    {"tsvector", "extended"},
    {"txid_snapshot", "extended"},
    {"xml", "extended"},
};

static const char *builtin_storage(const char *name)
{
    for (size_t i = 0; i < sizeof storages / sizeof *storages; i++)
        if (strcmp(storages[i].type, name) == 0)
            return storages[i].storage;
    return strstr(name, "range") ? "extended" : "plain";
}

const char *type_storage(const Catalog *catalog, const Type *type)
{
    const Object *declared = type->schema && !type->array ? catalog_type(catalog, type->schema, type->name) : NULL;

    if (!type->text || type->array)
        return type->text ? "extended" : NULL;
    if (!type->schema)
        return builtin_storage(type->name);
    return declared && declared->kind == KIND_ENUM ? "plain" : NULL;
}
