#include "dsl/catalog/domain.h"
#include "dsl/catalog/enum.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <string.h>

/* Functions that look at many rows, where only one is at hand. */
static const char *const many_rows[] = {
    "array_agg",       "avg",         "bit_and",          "bit_or",      "bool_and",   "bool_or",      "count",
    "cume_dist",       "dense_rank",  "every",            "first_value", "json_agg",   "jsonb_agg",    "lag",
    "json_object_agg", "last_value",  "jsonb_object_agg", "lead",        "max",        "min",          "nth_value",
    "ntile",           "percent_rank", "percentile_cont", "percentile_disc", "rank",   "row_number",   "stddev",
    "string_agg",      "sum",         "variance",         "xmlagg",
};

static bool looks_at_many_rows(const SqlRef *ref)
{
    if (ref->kind != SQL_REF_FUNCTION || (ref->qualifier && strcmp(ref->qualifier, "pg_catalog") != 0))
        return false;
    for (size_t i = 0; i < sizeof many_rows / sizeof *many_rows; i++)
        if (strcmp(many_rows[i], ref->name) == 0)
            return true;
    return false;
}

/* Columns that every table has, and the table's own name, which stands for the whole row. */
static bool is_row_name(const Object *table, const char *name)
{
    static const char *const names[] = {"*", "cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return strcmp(table->name, name) == 0;
}

static void check_ref(Scope *scope, const Sql *sql, const SqlRef *ref, const Object *table)
{
    Span at = scope_ref_place(sql, ref);

    if (ref->qualifier && strcmp(ref->qualifier, table->name) != 0) {
        if (!scope->incomplete)
            scope_problem(scope, DIAG_UNKNOWN_TABLE, at, "\"%s.%s\": only columns of table \"%s\" can be used here",
                          ref->qualifier, ref->name, table->name);
    } else if (!is_row_name(table, ref->name) || check_column(scope, table, ref->name)) {
        scope_column(scope, table, ref->name, at);
    }
}

void check_label(Scope *scope, const Sql *sql, const SqlRef *ref)
{
    bool is_cast = ref->kind == SQL_REF_TYPE && ref->literal;
    const Object *declared = is_cast ? type_named(scope->catalog, ref->qualifier, ref->name) : NULL, *type = declared;

    if (declared && declared->kind == KIND_DOMAIN) {
        Type base = type_base(scope->catalog, as_domain(declared)->type);

        type = base.array ? NULL : type_declared(scope->catalog, &base);
    }
    if (!type || type->kind != KIND_ENUM || scope->incomplete
        || catalog_find(scope->catalog, KIND_ENUM_VALUE, type, ref->literal))
        return;
    Diag *d = scope_problem(scope, DIAG_UNKNOWN_LABEL, scope_ref_place(sql, ref), "enum \"%s\" has no value \"%s\"",
                            type->name, ref->literal);
    if (scope_suggests(scope))
        diag_suggest(scope->diags, d, ref->literal, as_enum(type)->labels.items, as_enum(type)->labels.count);
    diag_note(scope->diags, d, type->at, "the enum is declared here");
}

void check_expression(Scope *scope, const Sql *sql, const Object *table, const char *what)
{
    const SqlParse *parse = scope_parse(scope, sql);

    if (parse->has_subquery && what)
        scope_problem(scope, DIAG_SUBQUERY, sql->at, "a subquery cannot stand in %s", what);
    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (what && looks_at_many_rows(ref))
            scope_problem(scope, DIAG_SUBQUERY, scope_ref_place(sql, ref),
                          "\"%s\" looks at many rows and cannot stand in %s", ref->name, what);
        if (ref->kind == SQL_REF_COLUMN && table && !parse->has_subquery)
            check_ref(scope, sql, ref, table);
        check_label(scope, sql, ref);
    }
}
