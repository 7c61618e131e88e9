#include "dsl/catalog/domain.h"
#include "dsl/catalog/enum.h"
#include "dsl/catalog/inherited.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <ctype.h>
#include <string.h>

/* Functions that stand in defaults everywhere: without parentheses they look like columns. */
static bool is_function(const char *name)
{
    static const char *const functions[] = {"now", "gen_random_uuid", "uuid_generate_v4", "random", "clock_timestamp",
                                            "statement_timestamp", "transaction_timestamp"};

    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strcmp(functions[i], name) == 0)
            return true;
    return false;
}

/* "= free" is taken for a column; what was meant is a string. */
static bool uses_column(Scope *scope, const Sql *sql, const SqlParse *parse)
{
    bool found = false;

    for (size_t i = 0; i < parse->refs.count && !parse->has_subquery; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind != SQL_REF_COLUMN)
            continue;
        Diag *d = scope_problem(scope, DIAG_BAD_DEFAULT, scope_ref_place(sql, ref),
                                "a default cannot use a column, as \"%s\" would be", ref->name);
        if (ref->end - ref->start == strlen(sql->text))
            diag_hint(scope->diags, d, "%s",
                      is_function(ref->name) ? arena_printf(scope->arena, "a function has parentheses: %s()", ref->name)
                                             : arena_printf(scope->arena, "a string stands in single quotes: '%s'",
                                                            ref->name));
        found = true;
    }
    return found;
}

static void suggest_label(Scope *scope, Diag *d, const Type *type, const char *label)
{
    const Object *declared = type->array ? NULL : type_declared(scope->catalog, type);

    if (declared && declared->kind == KIND_ENUM && scope_suggests(scope))
        diag_suggest(scope->diags, d, label, as_enum(declared)->labels.items, as_enum(declared)->labels.count);
}

LiteralKind literal_kind(const SqlParse *parse)
{
    if (parse->constant_is_string)
        return LITERAL_STRING;
    if (parse->constant[0] == 'b' || parse->constant[0] == 'x')
        return LITERAL_BITS;
    return isalpha((unsigned char)parse->constant[0]) ? LITERAL_BOOLEAN : LITERAL_NUMBER;
}

void check_literal(Scope *scope, DiagCode code, const Sql *value, const Type *of_type, const char *what)
{
    const SqlParse *parse = scope_parse(scope, value);
    Type type = type_base(scope->catalog, *of_type);

    if (!parse->constant || parse->constant_is_null || parse->constant_has_cast)
        return;

    const char *fault = literal_fault(scope->arena, scope->catalog, &type, parse->constant, literal_kind(parse));
    if (!fault || scope->incomplete)
        return;
    Diag *d = scope_problem(scope, code, value->at, "%s", fault);
    suggest_label(scope, d, &type, parse->constant);
    diag_note(scope->diags, d, of_type->at, "the type of %s", what);
}

void check_value(Scope *scope, const Sql *value, const Type *of_type, const char *what)
{
    check_expression(scope, value, NULL, "a default");
    if (!uses_column(scope, value, scope_parse(scope, value)))
        check_literal(scope, DIAG_BAD_DEFAULT, value, of_type, what);
}

void check_default(Scope *scope, const Object *object)
{
    const Sql *value = &as_default(object)->value;
    const Column *column = as_column(object->parent);

    if (!value->at.start)
        return;     /* the program's own */
    if (object->parent->kind == KIND_COLUMN)
        check_value(scope, value, &column->type,
                    arena_printf(scope->arena, "column \"%s\"", column->object.name));
    else                /* of a view's column only the server knows the type */
        check_expression(scope, value, NULL, "a default");
}

void check_inherited_column(Scope *scope, const Object *object)
{
    const Sql *value = &as_inherited_column(object)->value;
    const Column *column = inherited_by(scope->catalog, object->parent, object->name).column;

    if (value->text && column)
        check_value(scope, value, &column->type, arena_printf(scope->arena, "column \"%s\"", object->name));
    else if (value->text)
        check_expression(scope, value, NULL, "a default");
    if (value->text && column && (column->identity || column->generated.text))
        scope_problem(scope, DIAG_TWO_DEFAULTS, value->at, "column \"%s\" has its values from elsewhere: it is %s",
                      object->name, column->identity ? "an identity" : "generated");
}

/* The server takes neither of two defaults: the table has to say its own, or that it has none. */
static void check_agreed(Scope *scope, const Object *table, const Object *column)
{
    const Object *said = catalog_find(scope->catalog, KIND_INHERITED_COLUMN, table, column->name);

    if (&inherited_by(scope->catalog, table, column->name).column->object != column
        || (said && (as_inherited_column(said)->value.text || as_inherited_column(said)->no_default))
        || !inherited_at_odds(scope->catalog, table, column->name))
        return;
    Diag *d = scope_problem(scope, DIAG_TWO_DEFAULTS, table->at,
                            "%s inherits column \"%s\" with defaults that differ",
                            object_describe(table, scope->arena), column->name);
    diag_note(scope->diags, d, column->at, "one of them is here");
    diag_hint(scope->diags, d, "say in its block which one it has: column %s = …, or column %s = null", column->name,
              column->name);
}

void check_parents_agree(Scope *scope, const Object *object)
{
    List above = {0};

    if (as_table(object)->parents.count > 1)
        above = table_ancestors(scope->catalog, object, scope->arena);
    for (size_t i = 0; i < above.count; i++) {
        const Object *from = above.items[i];

        for (const Object *column = object_first(from, KIND_COLUMN); column && from != object;
             column = object_next(column))
            check_agreed(scope, object, column);
    }
}
