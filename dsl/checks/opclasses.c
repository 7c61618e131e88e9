#include "dsl/catalog/constraint.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"
#include "dsl/checks/methods.h"

#include <string.h>

static const struct OperatorClass {
    const char *method, *name, *type;
    bool is_default;
} classes[] = {
#define OPCLASS(method, name, type, is_default) {method, name, type, is_default},
#include "dsl/checks/opclass.def"
#undef OPCLASS
};

enum { COUNT = sizeof classes / sizeof *classes };

/* Types that are stored like another one and use its operator classes. */
static const char *const stored_as[][2] = {
    {"character varying", "text"}, {"cidr", "inet"}, {"bpchar", "character"}, {"\"bit\"", "bit"},
};

/* The type that operator classes are looked up by; NULL if nothing is known of it. */
static const char *class_type(const Scope *scope, const Type *of_type)
{
    const Type base = type_base(scope->catalog, *of_type), *type = &base;
    const Object *declared = type_declared(scope->catalog, type);

    if (!type->text)
        return NULL;
    if (type->array)
        return "anyarray";
    if (type->schema)
        return declared && declared->kind == KIND_ENUM ? "anyenum" : NULL;
    for (size_t i = 0; i < sizeof stored_as / sizeof *stored_as; i++)
        if (strcmp(type->name, stored_as[i][0]) == 0)
            return stored_as[i][1];
    if (strncmp(type->name, "reg", 3) == 0)
        return "oid";

    size_t length = strlen(type->name);
    if (length > 10 && strcmp(type->name + length - 10, "multirange") == 0)
        return "anymultirange";
    return length > 5 && strcmp(type->name + length - 5, "range") == 0 ? "anyrange" : type->name;
}

static bool has_default(const char *method, const char *type)
{
    for (size_t i = 0; i < COUNT; i++)
        if (classes[i].is_default && strcmp(classes[i].method, method) == 0 && strcmp(classes[i].type, type) == 0)
            return true;
    return false;
}

/* A method has every name once. */
static const struct OperatorClass *find(const char *method, const char *name)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(classes[i].method, method) == 0 && strcmp(classes[i].name, name) == 0)
            return &classes[i];
    return NULL;
}

static void check_unnamed(Scope *scope, const char *method, const Object *column, Span at)
{
    const char *type = column ? class_type(scope, &as_column(column)->type) : NULL;

    if (!type || scope->has_extension || scope->has_raw_sql || scope->incomplete || has_default(method, type))
        return;
    Diag *d = scope_problem(scope, DIAG_NO_OPCLASS, at, "column \"%s\" is %s, which a %s index cannot hold",
                            column->name, type_short(scope->arena, &as_column(column)->type), method);
    diag_note(scope->diags, d, column->at, "the column is here");
}

static void check_named(Scope *scope, const char *method, const IndexPart *part, const Object *column)
{
    const struct OperatorClass *class = find(method, part->opclass.name);
    const char *type = column ? class_type(scope, &as_column(column)->type) : NULL;
    List names = {0};

    if (!class) {
        for (size_t i = 0; i < COUNT; i++)
            if (strcmp(classes[i].method, method) == 0)
                list_add(&names, scope->arena, classes[i].name);
        scope_unknown(scope, DIAG_UNKNOWN_OPCLASS, part->opclass.at, "operator class", part->opclass.name,
                      arena_printf(scope->arena, "%s indexes", method), names);
    } else if (type && strcmp(type, class->type) != 0) {
        scope_problem(scope, DIAG_UNKNOWN_OPCLASS, part->opclass.at,
                      "operator class \"%s\" is for type %s, column \"%s\" is %s", class->name, class->type,
                      column->name, type_short(scope->arena, &as_column(column)->type));
    }
}

/* An operator class with a schema of its own is one that the user brings. */
void check_index_opclasses(Scope *scope, const Object *object)
{
    const Index *index = as_index(object);

    const Node *node = node_child(scope_node(scope, object), NODE_PART);

    if (!method_find(index->method))
        return;
    for (size_t i = 0; i < index->parts.count; i++, node = node_next(node)) {
        const IndexPart *part = &records_of(index->parts, IndexPart)[i];
        const Object *column = part->column ? check_column(scope, object->parent, part->column) : NULL;

        if (!part->opclass.name)
            check_unnamed(scope, index->method, column, place_of(node));
        else if (!part->opclass.schema && !scope->has_extension)
            check_named(scope, index->method, part, column);
    }
}

void check_key_opclasses(Scope *scope, const Object *object)
{
    const Key *key = as_key(object);

    for (size_t i = 0; i < key->columns.count; i++)
        check_unnamed(scope, "btree", check_column(scope, object->parent, key->columns.items[i]), key->columns.at[i]);
}
