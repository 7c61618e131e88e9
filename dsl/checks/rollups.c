#include "dsl/catalog/constraint.h"
#include "dsl/catalog/rollup.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <string.h>

/* Every assignment of one clause, with its node and whether it stands in "sum". */
typedef void Visitor(Scope *scope, const Rollup *rollup, const RollupPart *part, const Node *node, bool sum);

static void visit_clause(Scope *scope, const Rollup *rollup, NodeKind kind, Records parts, Visitor *visit)
{
    const Node *node = scope_node(scope, &rollup->object);
    size_t i = 0;

    for (const Node *line = node_child(node, kind); line; line = node_next(line))
        for (const Node *assign = node_child(line, NODE_ASSIGN); assign; assign = node_next(assign))
            visit(scope, rollup, &records_of(parts, RollupPart)[i++], assign, kind == NODE_SUM);
}

static void visit_parts(Scope *scope, const Object *object, Visitor *visit)
{
    const Rollup *rollup = as_rollup(object);

    visit_clause(scope, rollup, NODE_GROUP, rollup->groups, visit);
    visit_clause(scope, rollup, NODE_SUM, rollup->sums, visit);
}

static const Object *source_of(const Scope *scope, const Rollup *rollup)
{
    return catalog_in_schema(scope->catalog, KIND_TABLE, rollup->source.schema, rollup->source.name);
}

static bool has_part(Records parts, const char *column)
{
    for (size_t i = 0; i < parts.count; i++)
        if (strcmp(records_of(parts, RollupPart)[i].column, column) == 0)
            return true;
    return false;
}

static bool is_first(const Rollup *rollup, const RollupPart *part)
{
    const Records lists[] = {rollup->groups, rollup->sums};

    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < lists[list].count; i++) {
            const RollupPart *other = &records_of(lists[list], RollupPart)[i];

            if (strcmp(other->column, part->column) == 0)
                return other == part;
        }
    return true;
}

static void check_part(Scope *scope, const Rollup *rollup, const RollupPart *part, const Node *node, bool sum)
{
    (void)sum;
    scope_column(scope, rollup->object.parent, part->column, place_of(node));
    if (!is_first(rollup, part))
        scope_problem(scope, DIAG_REPEATED_COLUMN, place_of(node), "column \"%s\" stands twice in the rollup",
                      part->column);
    if (part->value.text)
        check_expression(scope, &part->value, source_of(scope, rollup), "a rollup");
}

void check_rollup_columns(Scope *scope, const Object *object)
{
    visit_parts(scope, object, check_part);
}

static const Object *key_of(const Object *table)
{
    return object_first(table, KIND_PRIMARY_KEY);
}

void check_rollup_key(Scope *scope, const Object *object)
{
    const Rollup *rollup = as_rollup(object);
    const Object *key = key_of(object->parent);
    bool same = key && as_key(key)->columns.count == rollup->groups.count;

    for (size_t i = 0; same && i < rollup->groups.count; i++)
        same = has_part(rollup->groups, as_key(key)->columns.items[i]);
    if (same || scope->incomplete || scope_has_lost(scope, object->parent))
        return;
    Diag *d = scope_problem(scope, DIAG_ROLLUP_KEY, object->at,
                            "the group columns of the rollup are not the primary key of table \"%s\"",
                            object->parent->name);
    if (key)
        diag_note(scope->diags, d, key->at, "the primary key is here");
    else
        diag_note(scope->diags, d, object->parent->at, "the table has no primary key");
}

static bool is_number(const Type *type)
{
    const BuiltinType *builtin = type_plain(type);

    return !builtin ? !type->text
                    : builtin->class == TYPE_CLASS_INTEGER || builtin->class == TYPE_CLASS_NUMERIC
                          || strcmp(builtin->name, "money") == 0 || strcmp(builtin->name, "interval") == 0;
}

/* The column of the source that a value is and nothing else, or NULL. */
static const Object *plain_source(Scope *scope, const Rollup *rollup, const RollupPart *part)
{
    const Object *source = source_of(scope, rollup);
    const SqlParse *parse = part->value.text ? scope_parse(scope, &part->value) : NULL;
    const SqlRef *ref = parse && parse->refs.count == 1 ? parse->refs.items[0] : NULL;

    if (!ref || ref->kind != SQL_REF_COLUMN || ref->end != strlen(part->value.text) || (ref->start && !ref->qualifier))
        return NULL;
    return source ? check_column(scope, source, ref->name) : NULL;
}

static void check_sum(Scope *scope, const Rollup *rollup, const RollupPart *part, const Node *node, bool sum)
{
    const Object *into = check_column(scope, rollup->object.parent, part->column);
    const Object *from = plain_source(scope, rollup, part);
    const SqlParse *parse = part->value.text ? scope_parse(scope, &part->value) : NULL;

    if (!sum)
        return;
    if (into && !is_number(&as_column(into)->type))
        scope_problem(scope, DIAG_ROLLUP_SUM, place_of(node), "column \"%s\" is %s and cannot hold a sum", into->name,
                      type_short(scope->arena, &as_column(into)->type));
    else if (from && !is_number(&as_column(from)->type))
        scope_problem(scope, DIAG_ROLLUP_SUM, part->value.at, "column \"%s\" is %s and cannot be summed", from->name,
                      type_short(scope->arena, &as_column(from)->type));
    else if (parse && parse->constant_is_string)
        scope_problem(scope, DIAG_ROLLUP_SUM, part->value.at, "a string cannot be summed");
}

void check_rollup_sums(Scope *scope, const Object *object)
{
    visit_parts(scope, object, check_sum);
}

static bool is_integer(const Type *type)
{
    const BuiltinType *builtin = type_plain(type);

    return builtin && builtin->class == TYPE_CLASS_INTEGER;
}

/* Only what is a plain column of the source has a type that is known here. */
static void check_type(Scope *scope, const Rollup *rollup, const RollupPart *part, const Node *node, bool sum)
{
    const Object *into = check_column(scope, rollup->object.parent, part->column);
    const Object *from = plain_source(scope, rollup, part);

    if (!into || !from || !as_column(into)->type.text || !as_column(from)->type.text)
        return;

    const Type *to = &as_column(into)->type, *of = &as_column(from)->type;
    bool fits = sum ? !is_number(to) || !is_number(of) || !is_integer(to) || is_integer(of) : types_comparable(of, to);
    if (fits)
        return;
    Diag *d = scope_problem(scope, DIAG_ROLLUP_TYPE, place_of(node), "column \"%s\" is %s, what goes into it is %s",
                            into->name, type_short(scope->arena, to), type_short(scope->arena, of));
    diag_note(scope->diags, d, from->at, "the source's column is here");
}

void check_rollup_types(Scope *scope, const Object *object)
{
    visit_parts(scope, object, check_type);
}

/* A new row of the aggregate has only what the rollup gives it. */
void check_rollup_complete(Scope *scope, const Object *object)
{
    const Rollup *rollup = as_rollup(object);
    const Object *key = key_of(object->parent);

    for (const Object *child = object_first(object->parent, KIND_COLUMN); child; child = object_next(child)) {
        const Column *column = as_column(child);

        if (!column->not_null || column_default(child) || column->identity || column->generated.text
            || (key && names_have(as_key(key)->columns, child->name)) || has_part(rollup->groups, child->name)
            || has_part(rollup->sums, child->name))
            continue;
        Diag *d = scope_problem(scope, DIAG_ROLLUP_MISSING, object->at,
                                "the rollup gives column \"%s\" no value, and it is not null", child->name);
        diag_note(scope->diags, d, child->at, "the column is here");
    }
}
