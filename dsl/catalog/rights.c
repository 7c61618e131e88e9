#include "dsl/catalog/rights.h"

#include "dsl/base/map.h"
#include "dsl/catalog/policy.h"

#include <stdlib.h>
#include <string.h>

/* What can be granted; the server knows which of these it has ("maintain" since 17). */
static const char *of_schema[] = {"create", "usage"};
static const char *of_sequence[] = {"select", "update", "usage"};
static const char *of_column[] = {"insert", "references", "select", "update"};
static const char *of_rows[] = {"delete",  "insert",  "maintain", "references",
                                "select",  "trigger", "truncate", "update"};
static const char *of_type[] = {"usage"};
static const char *of_routine[] = {"execute"};

#define NAMES(list) (Names){.items = (list), .count = sizeof(list) / sizeof *(list)}

Names rights_all(KindId kind)
{
    NameSpace space = kind_by_id(kind)->name_space;

    if (kind == KIND_SCHEMA)
        return NAMES(of_schema);
    if (kind == KIND_SEQUENCE)
        return NAMES(of_sequence);
    if (kind == KIND_COLUMN || kind == KIND_VIEW_COLUMN || kind == KIND_INHERITED_COLUMN)
        return NAMES(of_column);
    if (kind_by_id(kind)->has_rows)
        return NAMES(of_rows);
    if (space == NAMES_TYPE)
        return NAMES(of_type);
    return space == NAMES_ROUTINE ? NAMES(of_routine) : (Names){0};
}

bool rights_has_privilege(KindId kind, const char *privilege)
{
    Names privileges = rights_all(kind);

    return privileges.count && (strcmp(privilege, ALL_PRIVILEGES) == 0 || names_have(privileges, privilege));
}

Names rights_of_public(const Object *object)
{
    NameSpace space = kind_of(object)->name_space;
    bool is_public = object->kind == KIND_SCHEMA && strcmp(object->name, "public") == 0;

    return is_public || space == NAMES_TYPE || space == NAMES_ROUTINE ? rights_all(object->kind) : (Names){0};
}

/* Names that SQL reads as whoever is at work, and that of all roles. */
static bool is_a_role(const char *name)
{
    static const char *const others[] = {PUBLIC_ROLE, "current_role", "current_user", "session_user"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(name, others[i]) == 0)
            return false;
    return true;
}

static void add_role(List *roles, Map *seen, const char *name, Arena *arena)
{
    if (name && is_a_role(name) && !map_get(seen, name))
        list_add(roles, arena, map_put(seen, arena, name, (void *)name));
}

static int by_name(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

List rights_roles(const Catalog *catalog, Arena *arena)
{
    List roles = {0};
    Map seen = {0};

    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *object = catalog->objects.items[i];

        if (object->kind == KIND_OWNER)
            add_role(&roles, &seen, as_owner(object)->role, arena);
        else if (object->kind == KIND_GRANT)
            add_role(&roles, &seen, object->name, arena);
        else if (object->kind == KIND_POLICY)
            for (size_t r = 0; r < as_policy(object)->roles.count; r++)
                add_role(&roles, &seen, as_policy(object)->roles.items[r], arena);
    }
    if (roles.count)
        qsort(roles.items, roles.count, sizeof *roles.items, by_name);
    return roles;
}

static const Field owner_fields[] = {
    {"role", FIELD_TEXT, offsetof(Owner, role)},
    {0},
};

const Kind owner_kind = {
    .name = "owner",
    .size = sizeof(Owner),
    .fields = owner_fields,
    .nameless = true,
};

static const Field grant_fields[] = {
    {"privileges", FIELD_NAMES, offsetof(Grant, privileges)},
    {"grantable", FIELD_NAMES, offsetof(Grant, grantable)},
    {0},
};

const Kind grant_kind = {
    .name = "grant",
    .size = sizeof(Grant),
    .fields = grant_fields,
};
