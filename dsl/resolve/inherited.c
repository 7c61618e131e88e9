/* What a table says of columns that it has from another. */
#include "dsl/catalog/inherited.h"
#include "dsl/catalog/storage.h"

#include "dsl/resolve/resolver.h"

#include <string.h>

/* The column, as the table has it; NULL, and reported, if it has none such, or if that is its own. */
static bool is_inherited(Resolver *resolver, const Object *table, const Node *node)
{
    size_t errors = resolver->scope.diags->errors;
    const Object *own = catalog_find(resolver->scope.catalog, KIND_COLUMN, table, node->name);

    if (own) {
        Diag *d = scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, place_of(node),
                                "column \"%s\" is one of %s itself", node->name,
                                object_describe(table, resolver->scope.arena));
        diag_note(resolver->scope.diags, d, own->at, "say it here");
        return false;
    }
    scope_column(&resolver->scope, table, node->name, place_of(node));
    return resolver->scope.diags->errors == errors;
}

static InheritedColumn *add(Resolver *resolver, const Object *table, const Node *node)
{
    InheritedColumn *column = arena_new(resolver->scope.arena, InheritedColumn);

    column->object = (Object){.kind = KIND_INHERITED_COLUMN, .parent = table, .name = node->name, .at = place_of(node)};
    return scope_add(&resolver->scope, column, node) ? column : NULL;
}

/* What is said, unless that is how it is anyway. */
static const char *unlike(const char *said, const char *anyway)
{
    return said && !text_same(said, anyway) ? said : NULL;
}

/* Where the parents differ nothing is so anyway: what is said is kept. */
static void resolve_default_of(Resolver *resolver, InheritedColumn *column, const Node *node, const char *anyway)
{
    Sql value = scope_sql(&resolver->scope, node_child(node, NODE_DEFAULT));
    const SqlParse *parse = value.text ? scope_parse(&resolver->scope, &value) : NULL;

    if (!parse)
        return;

    bool odds = inherited_at_odds(resolver->scope.catalog, column->object.parent, node->name);
    if (parse->constant_is_null && !parse->constant_has_cast)
        column->no_default = anyway || odds;
    else if (!anyway || odds
             || strcmp(scope_parse(&resolver->scope, &(Sql){.text = anyway})->canonical, parse->canonical) != 0)
        column->value = value;
}

static void say(Resolver *resolver, InheritedColumn *column, const Node *node)
{
    Inheritance from = inherited_by(resolver->scope.catalog, column->object.parent, node->name);
    const Type *type = from.column ? &from.column->type : NULL;
    ColumnSettings kept = resolve_column_settings(resolver, type, node);
    const Node *value = node_child(node, NODE_DEFAULT), *storage = node_child(node, NODE_STORAGE);
    const Node *compression = node_child(node, NODE_COMPRESSION), *was = node_child(node, NODE_WAS);

    const char *usual = type ? type_storage(resolver->scope.catalog, type) : NULL;
    kept.storage = unlike(storage && strcmp(storage->text, "default") != 0 ? storage->text
                             : storage                                        ? usual : NULL,
                             from.storage ? from.storage : usual);
    kept.compression = unlike(compression ? compression->text : NULL, from.compression ? from.compression : "default");
    column->settings = kept;
    column->not_null = node_child(node, NODE_NOT_NULL) && from.column && !from.column->not_null;
    if (value)
        resolve_default_of(resolver, column, node, from.value);
    if (was)
        scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, was->at,
                      "column \"%s\" is renamed where it is declared, and in all that have it from there", node->name);
}

void resolve_inherited(Resolver *resolver, const Object *table, const Node *node)
{
    InheritedColumn *column;

    scope_once(&resolver->scope, node, NODE_DEFAULT);
    if ((!node->doc && !node->first) || !is_inherited(resolver, table, node)
        || !(column = add(resolver, table, node)))
        return;
    say(resolver, column, node);
}

const Object *resolve_column_named(Resolver *resolver, const Object *table, const Node *name)
{
    const Object *own = catalog_find(resolver->scope.catalog, KIND_COLUMN, table, name->name);
    const Object *known = catalog_find(resolver->scope.catalog, KIND_INHERITED_COLUMN, table, name->name);
    InheritedColumn *column = NULL;

    if (own || known)
        return own ? own : known;
    if (is_inherited(resolver, table, name))
        column = add(resolver, table, name);
    return column ? &column->object : NULL;
}
