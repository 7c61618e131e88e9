#include "dsl/catalog/data.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <string.h>
#include <strings.h>

static void report_column(Scope *scope, const Object *data, const Object *column, Span at, const char *why)
{
    Diag *d = scope_problem(scope, DIAG_DATA_COLUMN, at, "column \"%s\" %s", column->name, why);

    diag_note(scope->diags, d, column->at, "column \"%s\" of table \"%s\"", column->name, data->parent->name);
}

/* What a row has no say in. */
void check_data_columns(Scope *scope, const Object *object)
{
    const Data *data = as_data(object);

    for (size_t i = 0; i < data->columns.count; i++) {
        const Object *column = check_column(scope, object->parent, data->columns.items[i]);

        if (column && as_column(column)->generated.text)
            report_column(scope, object, column, data->columns.at[i], "is generated: rows give it no value");
        else if (column && text_same(as_column(column)->identity, "always") && !names_have(data->key, column->name))
            report_column(scope, object, column, data->columns.at[i],
                          "is numbered by the server alone: rows give it no value");
    }
}

/* A new row has only what is written, and what the table gives it by itself. */
void check_data_complete(Scope *scope, const Object *object)
{
    for (const Object *child = object_first(object->parent, KIND_COLUMN); child; child = object_next(child)) {
        const Column *column = as_column(child);

        if (!column->not_null || column->identity || column->generated.text || column_default(child)
            || names_have(as_data(object)->columns, child->name))
            continue;
        report_column(scope, object, child, object->at, "is given no value, and it is not null");
    }
}

/* 'now' and the like are read when the row is written: another day they are another value. */
static bool is_moment(const Type *type, const SqlParse *parse)
{
    static const char *const moments[] = {"now", "today", "tomorrow", "yesterday"};

    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
        if (type_class(type) == TYPE_CLASS_TIME && parse->constant && strcasecmp(parse->constant, moments[i]) == 0)
            return true;
    return false;
}

static void check_constant(Scope *scope, const Object *column, const Sql *value)
{
    const SqlParse *parse = scope_parse(scope, value);

    if (!parse->is_constant || is_moment(&as_column(column)->type, parse)) {
        Diag *d = scope_problem(scope, DIAG_DATA_VALUE, value->at,
                                "a row holds constants: only these can be told from what they were before");

        diag_hint(scope->diags, d, "write the value itself, or leave the column to its default");
        return;
    }
    check_expression(scope, value, NULL, "data");
    if (parse->constant_is_null && as_column(column)->not_null)
        scope_problem(scope, DIAG_DATA_VALUE, value->at, "column \"%s\" cannot be null", column->name);
    else
        check_literal(scope, DIAG_DATA_VALUE, value, &as_column(column)->type,
                      arena_printf(scope->arena, "column \"%s\"", column->name));
}

void check_data_row(Scope *scope, const Object *object)
{
    Records values = as_data_row(object)->values;

    for (size_t i = 0; i < values.count; i++) {
        const DataValue *value = &records_of(values, DataValue)[i];
        const Object *column = check_column(scope, table_of(object), value->column);

        if (column)
            check_constant(scope, column, &value->value);
    }
}
