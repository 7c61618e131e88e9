#include "dsl/catalog/constraint.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

enum { MOST_KEY_COLUMNS = 32 };

void check_key_columns(Scope *scope, const Object *object)
{
    const Key *key = as_key(object);

    check_name_list(scope, object->parent, key->columns, "the key");
    check_name_list(scope, object->parent, key->include, "\"include\"");
    for (size_t i = 0; i < key->include.count; i++)
        if (names_have(key->columns, key->include.items[i]))
            scope_problem(scope, DIAG_REPEATED_COLUMN, key->include.at[i], "column \"%s\" is part of the key already",
                          key->include.items[i]);
    if (key->columns.count + key->include.count > MOST_KEY_COLUMNS)
        scope_problem(scope, DIAG_TOO_MANY_COLUMNS, object->at, "a key has at most %d columns", MOST_KEY_COLUMNS);
}

/* A partition's own key makes a column not null there that the whole leaves open. */
void check_primary_key_not_null(Scope *scope, const Object *object)
{
    const Key *key = as_key(object);

    for (size_t i = 0; i < key->columns.count; i++) {
        const Object *column = check_column(scope, object->parent, key->columns.items[i]);
        bool own = column && column->parent == object->parent;
        const Node *nullable = own ? node_child(scope_node(scope, column), NODE_NULLABLE) : NULL;

        if (!nullable)
            continue;
        Diag *d = scope_problem(scope, DIAG_NULLABLE_KEY, nullable->at,
                                "column \"%s\" is part of the primary key and cannot be null", column->name);
        diag_note(scope->diags, d, object->at, "the primary key is here");
        diag_hint(scope->diags, d, "remove the \"?\"");
    }
}

void check_key_version(Scope *scope, const Object *object)
{
    if (as_key(object)->nulls_not_distinct)
        check_version(scope, 15, node_child(scope_node(scope, object), NODE_NULLS_NOT_DISTINCT)->at,
                      "\"nulls not distinct\"");
}

void check_check(Scope *scope, const Object *object)
{
    const Check *check = as_check(object);

    if (check->expression.text && object->parent->kind != KIND_DOMAIN)
        check_expression(scope, &check->expression, object->parent, "a check");
}
