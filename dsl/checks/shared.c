/* What a partition, or a table that inherits others, has from there it cannot have once more. */
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/partition.h"
#include "dsl/checks/checks.h"

#include <string.h>

enum { DEEPEST = 64 };              /* tables that inherit each other in a circle end here */

static bool in_names_of_constraints(const Object *object)
{
    return object->kind == KIND_CHECK || object->kind == KIND_FOREIGN_KEY || object->kind == KIND_EXCLUDE
        || object->kind == KIND_PRIMARY_KEY || object->kind == KIND_UNIQUE;
}

/* Of what another table has and this gets: what is called like `object`, and cannot stand beside it. */
static bool clashes(const Object *object, const Object *from, bool is_partition)
{
    bool keeps_name = (from->kind == KIND_CHECK && !as_check(from)->no_inherit)
                    || (is_partition && from->kind == KIND_FOREIGN_KEY);

    return strcmp(object->name, from->name) == 0
        && ((keeps_name && in_names_of_constraints(object))
            || (is_partition && object->kind == KIND_TRIGGER && from->kind == KIND_TRIGGER));
}

static const Object *clash_in(const Object *object, const Object *table, bool is_partition)
{
    for (const Object *from = table->first; from; from = from->next)
        if (clashes(object, from, is_partition))
            return from;
    return NULL;
}

static const Object *find(Scope *scope, const Object *object, const Object *table, int depth)
{
    const Object *whole = partition_parent(scope->catalog, table), *found = NULL;
    Records parents = as_table(table)->parents;

    if (depth == DEEPEST)
        return NULL;
    if (whole)
        return (found = clash_in(object, whole, true)) ? found : find(scope, object, whole, depth + 1);
    for (size_t i = 0; i < parents.count && !found; i++) {
        QName name = records_of(parents, Parent)[i].table;
        const Object *parent = catalog_in_schema(scope->catalog, KIND_TABLE, name.schema, name.name);

        found = parent ? clash_in(object, parent, false) : NULL;
        found = found || !parent ? found : find(scope, object, parent, depth + 1);
    }
    return found;
}

void check_not_shared(Scope *scope, const Object *object)
{
    const Object *table = object->parent, *found = table->kind == KIND_TABLE ? find(scope, object, table, 0) : NULL;

    if (!found)
        return;
    Diag *d = scope_problem(scope, DIAG_DUPLICATE_NAME, object->at, "%s: it has the like from %s",
                            object_describe(object, scope->arena), object_describe(found->parent, scope->arena));
    diag_note(scope->diags, d, found->at, "that one is here");
    diag_hint(scope->diags, d, object_differs(object, found) ? "give one of them another name" : "leave it out here");
}

void check_one_primary_key(Scope *scope, const Object *object)
{
    const Object *table = object->parent;

    for (const Object *whole = partition_parent(scope->catalog, table); whole;
         whole = partition_parent(scope->catalog, whole)) {
        const Object *key = object_first(whole, KIND_PRIMARY_KEY);

        if (!key)
            continue;
        Diag *d = scope_problem(scope, DIAG_TWO_PRIMARY_KEYS, object->at, "table \"%s\" has two primary keys",
                                table->name);
        diag_note(scope->diags, d, key->at, "it has this one from %s", object_describe(whole, scope->arena));
        return;
    }
}
