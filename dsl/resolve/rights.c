#include "dsl/base/strbuf.h"
#include "dsl/catalog/rights.h"
#include "dsl/catalog/view.h"

#include "dsl/resolve/resolver.h"

#include <string.h>

static void insert_name(Arena *arena, Names *names, const char *name)
{
    const char **items = arena_array(arena, const char *, names->count + 1);

    if (names_have(*names, name))
        return;
    if (names->count)
        memcpy(items, names->items, names->count * sizeof *items);
    items[names->count] = name;
    *names = (Names){.items = items, .count = names->count + 1};
    names_sort(*names);
}

static void remove_name(Arena *arena, Names *names, const char *name)
{
    Names rest = {.items = arena_array(arena, const char *, names->count)};

    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) != 0)
            rest.items[rest.count++] = names->items[i];
    *names = rest;
}

/* What a role may do with an object, as far as it was said yet. It joins the catalog once all is said. */
static Grant *grant_of(Resolver *resolver, const Object *object, const Node *role)
{
    Arena *arena = resolver->scope.arena;
    const char *key = arena_printf(arena, "%u\n%s", object->position, role->name);
    Grant *grant = map_get(&resolver->granted, key);

    if (grant)
        return grant;
    grant = arena_new(arena, Grant);
    grant->object = (Object){.kind = KIND_GRANT, .parent = object, .name = role->name, .at = place_of(role)};
    if (strcmp(role->name, PUBLIC_ROLE) == 0)
        grant->privileges = rights_of_public(object);
    list_add(&resolver->grants, arena, grant);
    return map_put(&resolver->granted, arena, key, grant);
}

/* One privilege for one role, given or taken. */
static void change_right(Resolver *resolver, Grant *grant, const Node *node, const char *privilege)
{
    Arena *arena = resolver->scope.arena;

    if (node->kind == NODE_REVOKE) {
        remove_name(arena, &grant->grantable, privilege);
        if (!node->flag)
            remove_name(arena, &grant->privileges, privilege);
        return;
    }
    insert_name(arena, &grant->privileges, privilege);
    if (node->flag)
        insert_name(arena, &grant->grantable, privilege);
}

/* "all" is kept as a word where servers differ in what that is, and is the list of it everywhere else. */
static void change_all_rights(Resolver *resolver, Grant *grant, const Node *node)
{
    const Object *object = grant->object.parent;
    bool differs = kind_of(object)->has_rows;
    Names all = rights_all(object->kind);

    if (differs)
        change_right(resolver, grant, node, ALL_PRIVILEGES);
    for (size_t i = 0; (!differs || node->kind == NODE_REVOKE) && i < all.count; i++)
        change_right(resolver, grant, node, all.items[i]);
}

static void refuse_privilege(Resolver *resolver, const Object *object, const Node *privilege)
{
    Scope *scope = &resolver->scope;
    Names all = rights_all(object->kind);
    StrBuf list = {.arena = scope->arena};
    Diag *d = scope_problem(scope, DIAG_UNKNOWN_PRIVILEGE, place_of(privilege), "there is no privilege \"%s\" on %s",
                            privilege->name, object_describe(object, scope->arena));

    for (size_t i = 0; i < all.count; i++)
        strbuf_printf(&list, "%s%s", i ? ", " : "", all.items[i]);
    if (all.count)
        diag_hint(scope->diags, d, "there %s %s", all.count == 1 ? "is" : "are", strbuf_text(&list));
}

static void change_rights(Resolver *resolver, const Object *object, const Node *node, const Node *privilege)
{
    if (!rights_has_privilege(object->kind, privilege->name)) {
        refuse_privilege(resolver, object, privilege);
        return;
    }
    for (const Node *role = node_child(node, NODE_ROLE); role; role = node_next(role)) {
        Grant *grant = grant_of(resolver, object, role);

        if (strcmp(privilege->name, ALL_PRIVILEGES) == 0)
            change_all_rights(resolver, grant, node);
        else
            change_right(resolver, grant, node, privilege->name);
    }
}

/* "insert (title, net)" is a right on each of those columns. */
static void change_column_rights(Resolver *resolver, const Object *object, const Node *node, const Node *privilege)
{
    for (const Node *name = node_child(privilege, NODE_NAME); name; name = node_next(name)) {
        const Object *column = is_view(object)
                                   ? resolve_view_column(resolver, object, name)
                                   : resolve_column_named(resolver, object, name);

        if (column)
            change_rights(resolver, column, node, privilege);
    }
}

void resolve_grant(Resolver *resolver, const Object *on, const Node *node)
{
    for (const Node *privilege = node_child(node, NODE_PRIVILEGE); privilege; privilege = node_next(privilege))
        if (node_child(privilege, NODE_NAME))
            change_column_rights(resolver, on, node, privilege);
        else
            change_rights(resolver, on, node, privilege);
}

void resolve_owner(Resolver *resolver, const Object *on, const Node *node)
{
    Owner *owner = arena_new(resolver->scope.arena, Owner);

    *owner = (Owner){
        .object = {.kind = KIND_OWNER, .parent = on, .name = "", .at = place_of(node)},
        .role = node->name,
    };
    scope_add(&resolver->scope, owner, node);
}

static void on_object(Resolver *resolver, const Node *file, NodeKind kind, ResolveItem *settle)
{
    for (const Node *node = node_child(file, kind); node; node = node_next(node)) {
        const Object *object = resolve_object(resolver, node_child(node, NODE_OBJECT));

        if (object)
            settle(resolver, object, node);
    }
}

/* What is said comes to nothing where it is what holds anyway; of the schema public that depends on the server. */
static bool says_nothing(const Grant *grant)
{
    const Object *object = grant->object.parent;
    bool everybody = strcmp(grant->object.name, PUBLIC_ROLE) == 0;

    if (everybody && object->kind == KIND_SCHEMA)
        return !grant->privileges.count && !rights_of_public(object).count;
    return names_same(grant->privileges, everybody ? rights_of_public(object) : (Names){0});
}

/* The owner may do everything anyway; and what was granted would be taken away with the grant. */
static bool is_to_owner(Resolver *resolver, const Grant *grant)
{
    const Object *object = grant->object.parent, *of = object->kind == KIND_COLUMN ? object->parent : object;
    const Object *owner = catalog_find(resolver->scope.catalog, KIND_OWNER, of, "");

    if (!owner || strcmp(as_owner(owner)->role, grant->object.name) != 0)
        return false;
    Diag *d = scope_problem(&resolver->scope, DIAG_GRANT_TO_OWNER, grant->object.at, "%s belongs to \"%s\", who may do "
                            "everything with it anyway: nothing is granted",
                            object_describe(of, resolver->scope.arena), grant->object.name);
    diag_note(resolver->scope.diags, d, owner->at, "the owner is named here");
    return true;
}

void resolve_rights(Resolver *resolver, const Node *files)
{
    for (const Node *file = files; file; file = file->next) {
        on_object(resolver, file, NODE_OWNER, resolve_owner);
        on_object(resolver, file, NODE_GRANT, resolve_grant);
        on_object(resolver, file, NODE_REVOKE, resolve_grant);
    }
    for (size_t i = 0; i < resolver->grants.count; i++) {
        Grant *grant = resolver->grants.items[i];

        if (!says_nothing(grant) && !is_to_owner(resolver, grant))
            scope_add(&resolver->scope, grant, &(Node){.kind = NODE_GRANT, .name = grant->object.name});
    }
}
