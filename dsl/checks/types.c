#include "dsl/catalog/collation.h"
#include "dsl/catalog/composite.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/range.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <string.h>

/* In a check of a domain there is nothing to look at but the value. */
static void check_value_alone(Scope *scope, const Object *object)
{
    const Check *check = as_check(object);
    const SqlParse *parse = check->expression.text ? scope_parse(scope, &check->expression) : NULL;

    if (check->no_inherit)
        scope_problem(scope, DIAG_BAD_DOMAIN, object->at,
                      "nothing inherits a check of a domain: \"no inherit\" cannot be");
    if (!parse)
        return;
    check_expression(scope, &check->expression, NULL, "a check");
    for (size_t i = 0; i < parse->refs.count && !parse->has_subquery; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind == SQL_REF_COLUMN && (ref->qualifier || strcmp(ref->name, "value") != 0))
            scope_problem(scope, DIAG_UNKNOWN_COLUMN, scope_ref_place(&check->expression, ref),
                          "\"%s\": the check of a domain can only use \"value\"", ref->name);
    }
}

void check_domain(Scope *scope, const Object *object)
{
    const Domain *domain = as_domain(object);

    check_data_type(scope, &domain->type);
    if (domain->value.text)
        check_value(scope, &domain->value, &domain->type,
                    arena_printf(scope->arena, "domain \"%s\"", object->name));
    for (const Object *check = object_first(object, KIND_CHECK); check; check = object_next(check))
        check_value_alone(scope, check);
}

void check_attribute(Scope *scope, const Object *object)
{
    check_data_type(scope, &as_attribute(object)->type);
}

void check_range(Scope *scope, const Object *object)
{
    check_data_type(scope, &as_range(object)->subtype);
}

void check_collation(Scope *scope, const Object *object)
{
    const Collation *collation = as_collation(object);

    if (collation->rules)
        check_version(scope, 16, object->at, "rules of a collation");
    if (strcmp(collation->provider, "builtin") == 0)
        check_version(scope, 17, object->at, "the provider \"builtin\"");
}

/* Worth a word: the server says so only when a row comes. */
void check_column_nullable(Scope *scope, const Object *object)
{
    const Column *column = as_column(object);

    if (column->not_null || !type_not_null(scope->catalog, &column->type))
        return;
    Diag *d = scope_problem(scope, DIAG_NULL_IN_DOMAIN, object->at,
                            "column \"%s\" may be null, but no value of domain \"%s\" is", object->name,
                            column->type.name);
    diag_note(scope->diags, d, type_declared(scope->catalog, &column->type)->at, "the domain is declared here");
    diag_hint(scope->diags, d, "leave out the \"?\" of the column, or write one behind the type of the domain");
}

/* Circles. */

typedef struct Path {
    const struct Path *before;
    const Object *object;
} Path;

static const Type *part_type(const Object *part)
{
    return part->kind == KIND_ATTRIBUTE ? &as_attribute(part)->type : &as_column(part)->type;
}

/* What a type is made of: one type, or that of every part. */
static List materials(const Scope *scope, const Object *object)
{
    static const KindId parts[] = {KIND_ATTRIBUTE, KIND_COLUMN};
    List found = {0};
    const Object *one = object->kind == KIND_DOMAIN  ? type_declared(scope->catalog, &as_domain(object)->type)
                        : object->kind == KIND_RANGE ? type_declared(scope->catalog, &as_range(object)->subtype)
                                                     : NULL;

    if (one)
        list_add(&found, scope->arena, one);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (const Object *part = object_first(object, parts[i]); part; part = object_next(part)) {
            const Object *declared = type_declared(scope->catalog, part_type(part));

            if (declared)
                list_add(&found, scope->arena, declared);
        }
    return found;
}

static void report_circle(Scope *scope, const Path *last, const Object *first)
{
    const char *loop = first->name;

    for (const Path *path = last; path; path = path->before) {
        loop = arena_printf(scope->arena, "%s → %s", path->object->name, loop);
        if (path->object == first)
            break;
    }
    scope_problem(scope, DIAG_TYPE_CYCLE, first->at, "types are made of each other in a circle: %s", loop);
}

static const Path *met(const Path *path, const Object *object)
{
    while (path && path->object != object)
        path = path->before;
    return path;
}

static void look(Scope *scope, const Path *path, Map *seen)
{
    const char *key = arena_printf(scope->arena, "%u", path->object->position);
    bool fresh = map_put(seen, scope->arena, key, (void *)path) == (void *)path;
    List on = fresh ? materials(scope, path->object) : (List){0};

    for (size_t i = 0; i < on.count; i++) {
        Path *next = arena_new(scope->arena, Path);

        *next = (Path){.before = path, .object = on.items[i]};
        if (met(path, next->object))
            report_circle(scope, path, next->object);
        else
            look(scope, next, seen);
    }
}

void check_no_cycle(Scope *scope, const Object *object)
{
    Path *path = arena_new(scope->arena, Path);

    *path = (Path){.object = object};
    look(scope, path, &scope->types_seen);
}
