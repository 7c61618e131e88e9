#include "dsl/catalog/domain.h"

#include "dsl/catalog/composite.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/range.h"
#include "dsl/catalog/type.h"

enum { DEEPEST = 100 };             /* domains over domains; those in a circle were reported */

const Object *type_declared(const Catalog *catalog, const Type *type)
{
    return type->text && type->schema ? catalog_type(catalog, type->schema, type->name) : NULL;
}

const Object *type_named(const Catalog *catalog, const char *schema, const char *name)
{
    return !schema && type_is_hidden(name) ? NULL : catalog_type(catalog, schema, name);
}

static const Domain *domain_of(const Catalog *catalog, const Type *type)
{
    const Object *declared = type_declared(catalog, type);

    return declared && declared->kind == KIND_DOMAIN ? as_domain(declared) : NULL;
}

static Type array_of(const Catalog *catalog, Type type)
{
    type.array = true;
    type.text = arena_printf(catalog->arena, "%s[]", type.text);
    return type;
}

Type type_base(const Catalog *catalog, Type type)
{
    for (int depth = 0; depth < DEEPEST; depth++) {
        const Domain *domain = domain_of(catalog, &type);

        if (!domain || !domain->type.text || (type.array && domain->type.array))
            return type;
        type = type.array ? array_of(catalog, domain->type) : domain->type;
    }
    return type;
}

static bool forbids_null(const Domain *domain)
{
    return domain->not_null;
}

static bool has_default(const Domain *domain)
{
    return domain->value.text != NULL;
}

/* True of the domain that a type is, or of one that this is over. */
static bool is_of_any(const Catalog *catalog, const Type *type, bool (*is_so)(const Domain *domain))
{
    for (int depth = 0; depth < DEEPEST; depth++) {
        const Domain *domain = type->array ? NULL : domain_of(catalog, type);

        if (!domain)
            return false;
        if (is_so(domain))
            return true;
        type = &domain->type;
    }
    return false;
}

bool type_not_null(const Catalog *catalog, const Type *type)
{
    return is_of_any(catalog, type, forbids_null);
}

bool type_has_default(const Catalog *catalog, const Type *type)
{
    return is_of_any(catalog, type, has_default);
}

static bool contains(const Catalog *catalog, const Type *type, const Object *domain, bool within, int depth)
{
    const Object *declared = depth < DEEPEST ? type_declared(catalog, type) : NULL;
    const Object *attribute = declared ? object_first(declared, KIND_ATTRIBUTE) : NULL;

    within |= type->array;
    if (!declared || (declared == domain && within))
        return declared;
    for (; attribute; attribute = object_next(attribute))
        if (contains(catalog, &as_attribute(attribute)->type, domain, true, depth + 1))
            return true;
    if (declared->kind == KIND_RANGE)
        return contains(catalog, &as_range(declared)->subtype, domain, true, depth + 1);
    return declared->kind == KIND_DOMAIN && contains(catalog, &as_domain(declared)->type, domain, within, depth + 1);
}

bool type_contains(const Catalog *catalog, const Type *type, const Object *domain)
{
    return contains(catalog, type, domain, false, 0);
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Domain *domain = as_domain(object);

    depends_on_type(catalog, &domain->type, arena, on);
    depends_on_collation(catalog, domain->collation, arena, on);
    depends_on_sql(catalog, NULL, &domain->value, &domain->type, arena, on);
}

/* The default that the server parsed. */
static Keeps keeps(const Object *object)
{
    return as_domain(object)->value.text ? KEEPS_SQL : KEEPS_NOTHING;
}

static const Field fields[] = {
    {"type", FIELD_TYPE, offsetof(Domain, type)},
    {"not_null", FIELD_BOOL, offsetof(Domain, not_null)},
    {"value", FIELD_SQL, offsetof(Domain, value)},
    {"collation", FIELD_QNAME, offsetof(Domain, collation), FIELD_COLLATION},
    {0},
};

const Kind domain_kind = {
    .name = "domain",
    .size = sizeof(Domain),
    .fields = fields,
    .name_space = NAMES_TYPE,
    .depends = depends,
    .keeps = keeps,
};
