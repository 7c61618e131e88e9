#include "dsl/catalog/rights.h"

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
