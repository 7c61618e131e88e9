#include "dsl/catalog/constraint.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <string.h>

static const Object *target_of(const Scope *scope, const ForeignKey *key)
{
    return catalog_in_schema(scope->catalog, KIND_TABLE, key->target.schema, key->target.name);
}

void check_foreign_columns(Scope *scope, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);
    const Object *target = target_of(scope, key);

    check_name_list(scope, object->parent, key->columns, "the foreign key");
    if (target)
        check_name_list(scope, target, key->target_columns, "the referenced columns");
    check_name_list(scope, object->parent, key->on_delete_columns, "\"on delete\"");
}

void check_foreign_count(Scope *scope, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);

    if (key->target_columns.count && key->columns.count != key->target_columns.count)
        scope_problem(scope, DIAG_KEY_COUNT, object->at, "the foreign key has %zu column%s and references %zu",
                      key->columns.count, key->columns.count == 1 ? "" : "s", key->target_columns.count);
}

/*
 * Types that are compared with each other: of one family, and the referencing one of no higher rank than the
 * referenced. This is what implicit casts allow.
 */
static const struct Comparable {
    const char *name, *family;
    int rank;
} comparable[] = {
    {"smallint", "number", 0},
    {"integer", "number", 0},
    {"bigint", "number", 0},
    {"numeric", "number", 1},
    {"real", "number", 2},
    {"double precision", "number", 2},
    {"text", "text", 0},
    {"character varying", "text", 0},
    {"character", "text", 0},
    {"bpchar", "text", 0},
    {"name", "text", 0},
    {"date", "day", 0},
    {"timestamp without time zone", "day", 0},
    {"timestamp with time zone", "day", 0},
    {"time without time zone", "time", 0},
    {"time with time zone", "time", 1},
    {"inet", "address", 0},
    {"cidr", "address", 0},
    {"bit", "bits", 0},
    {"bit varying", "bits", 0},
};

static const struct Comparable *find(const Type *type)
{
    const BuiltinType *builtin = type_plain(type);

    for (size_t i = 0; builtin && i < sizeof comparable / sizeof *comparable; i++)
        if (strcmp(comparable[i].name, builtin->name) == 0)
            return &comparable[i];
    return NULL;
}

bool types_comparable(const Type *from, const Type *to)
{
    const struct Comparable *one = find(from), *other = find(to);

    if (one && other)
        return strcmp(one->family, other->family) == 0 && one->rank <= other->rank;
    return from->array == to->array && strcmp(from->name, to->name) == 0 && text_same(from->schema, to->schema);
}

/* A type that may come from an extension may bring casts with it. */
static bool is_foreign(const Scope *scope, const Type *type)
{
    return type->schema && !type_declared(scope->catalog, type);
}

static void compare_types(Scope *scope, const ForeignKey *key, const Object *target, size_t i)
{
    const Object *from = check_column(scope, key->object.parent, key->columns.items[i]);
    const Object *to = check_column(scope, target, key->target_columns.items[i]);

    if (!from || !to || !as_column(from)->type.text || !as_column(to)->type.text)
        return;

    const Type *own = &as_column(from)->type, *other = &as_column(to)->type;
    Type one = type_base(scope->catalog, *own), two = type_base(scope->catalog, *other);
    if (is_foreign(scope, &one) || is_foreign(scope, &two) || types_comparable(&one, &two))
        return;
    Diag *d = scope_problem(scope, DIAG_KEY_TYPES, key->columns.at[i],
                            "column \"%s\" is %s and cannot reference \"%s\", which is %s", from->name,
                            type_short(scope->arena, own), to->name, type_short(scope->arena, other));
    diag_note(scope->diags, d, to->at, "the referenced column is here");
}

void check_foreign_types(Scope *scope, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);
    const Object *target = target_of(scope, key);

    if (!target || key->columns.count != key->target_columns.count)
        return;
    for (size_t i = 0; i < key->columns.count; i++)
        compare_types(scope, key, target, i);
}

static bool is_deferrable(const Object *key)
{
    return key->kind != KIND_INDEX && as_key(key)->deferrable;
}

/* The key that makes those columns unique; a deferrable one only if there is no other. */
static const Object *unique_over(const Scope *scope, const Object *table, Names columns)
{
    List keys = {0};

    keys_over(scope->catalog, table, columns, scope->arena, &keys);
    for (size_t i = 0; i < keys.count; i++)
        if (!is_deferrable(keys.items[i]))
            return keys.items[i];
    return keys.count ? keys.items[keys.count - 1] : NULL;
}

static bool all_known(const Scope *scope, const Object *table, Names columns)
{
    for (size_t i = 0; i < columns.count; i++)
        if (!check_column(scope, table, columns.items[i]))
            return false;
    return columns.count > 0;
}

static const char *joined(Arena *arena, Names names)
{
    const char *text = "";

    for (size_t i = 0; i < names.count; i++)
        text = arena_printf(arena, "%s%s\"%s\"", text, i ? ", " : "", names.items[i]);
    return text;
}

void check_foreign_unique(Scope *scope, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);
    const Object *target = target_of(scope, key);
    const Object *unique = target ? unique_over(scope, target, key->target_columns) : NULL;

    if (!target || key->columns.count != key->target_columns.count || scope->incomplete
        || scope_has_lost(scope, target) || !all_known(scope, target, key->target_columns))
        return;
    if (!unique) {
        Diag *d = scope_problem(scope, DIAG_KEY_NOT_UNIQUE, key->target.at,
                                "no primary key, unique constraint or unique index of table \"%s\" is over %s",
                                target->name, joined(scope->arena, key->target_columns));
        diag_note(scope->diags, d, target->at, "the table is declared here");
    } else if (is_deferrable(unique)) {
        Diag *d = scope_problem(scope, DIAG_KEY_NOT_UNIQUE, key->target.at,
                                "a foreign key cannot rely on a deferrable %s", kind_of(unique)->name);
        diag_note(scope->diags, d, unique->at, "it is declared here");
    }
}

static bool sets(const char *action, const char *what)
{
    return strncmp(action, "set ", 4) == 0 && strcmp(action + 4, what) == 0;
}

/* "set null" needs columns that can be null, "set default" such as have a default or can be null. */
static void check_action(Scope *scope, const ForeignKey *key, const char *action, NodeKind kind, Names columns)
{
    const Node *node = node_child(scope_node(scope, &key->object), kind);

    for (size_t i = 0; i < columns.count; i++) {
        const Object *column = check_column(scope, key->object.parent, columns.items[i]);

        if (!column || !as_column(column)->not_null
            || !(sets(action, "null") || (sets(action, "default") && !column_default(column))))
            continue;
        Diag *d = scope_problem(scope, DIAG_KEY_ACTION, node->at, "\"%s\" cannot work: column \"%s\" is not null%s",
                                action, column->name, sets(action, "null") ? "" : " and has no default");
        diag_note(scope->diags, d, column->at, "the column is here");
    }
}

static void check_action_columns(Scope *scope, const ForeignKey *key)
{
    Names columns = key->on_delete_columns;

    for (size_t i = 0; i < columns.count; i++)
        if (check_column(scope, key->object.parent, columns.items[i]) && !names_have(key->columns, columns.items[i]))
            scope_problem(scope, DIAG_KEY_ACTION, columns.at[i], "column \"%s\" is not part of the foreign key",
                          columns.items[i]);
    if (columns.count && strncmp(key->on_delete, "set ", 4) != 0)
        scope_problem(scope, DIAG_KEY_ACTION, columns.at[0], "only \"set null\" and \"set default\" can name columns");
    else if (columns.count)
        check_version(scope, 15, columns.at[0], "columns after \"on delete set\"");
}

void check_foreign_actions(Scope *scope, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);
    Names on_delete = key->on_delete_columns.count ? key->on_delete_columns : key->columns;

    check_action_columns(scope, key);
    check_action(scope, key, key->on_delete, NODE_ON_DELETE, on_delete);
    check_action(scope, key, key->on_update, NODE_ON_UPDATE, key->columns);
}

void check_foreign_persistence(Scope *scope, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);
    const Object *target = target_of(scope, key);

    if (!target || as_table(object->parent)->unlogged || !as_table(target)->unlogged)
        return;
    Diag *d = scope_problem(scope, DIAG_KEY_UNLOGGED, key->target.at,
                            "table \"%s\" is not unlogged and cannot reference \"%s\", which is",
                            object->parent->name, target->name);
    diag_note(scope->diags, d, target->at, "the unlogged table is here");
}
