#include "dsl/sqltext/expression.h"

#include <string.h>

/* How much a name found further in counts: what a cast or "case" is called is better than nothing, and no more. */
typedef enum Strength { NO_LABEL, WEAK_LABEL, STRONG_LABEL } Strength;

static Strength label_of(json_t *expression, const char **label);

/* The last name of a list of them, as in app.users.email; NULL after a star. */
static const char *last_name(const json_t *names)
{
    size_t count = json_array_size(names);

    return count ? sql_string(json_object_get(json_array_get(names, count - 1), "String"), "sval") : NULL;
}

static Strength found(const char *name, Strength strength, const char **label)
{
    if (!name)
        return NO_LABEL;
    *label = name;
    return strength;
}

static Strength column(const json_t *node, const char **label)
{
    return found(last_name(json_object_get(node, "fields")), STRONG_LABEL, label);
}

static Strength function(const json_t *node, const char **label)
{
    return found(last_name(json_object_get(node, "funcname")), STRONG_LABEL, label);
}

static Strength field(const json_t *node, const char **label)
{
    Strength strength = found(last_name(json_object_get(node, "indirection")), STRONG_LABEL, label);

    return strength ? strength : label_of(json_object_get(node, "arg"), label);
}

static Strength operation(const json_t *node, const char **label)
{
    const char *kind = sql_string(node, "kind");

    return found(kind && strcmp(kind, "AEXPR_NULLIF") == 0 ? "nullif" : NULL, STRONG_LABEL, label);
}

static Strength cast(const json_t *node, const char **label)
{
    Strength strength = label_of(json_object_get(node, "arg"), label);

    if (strength == STRONG_LABEL)
        return strength;
    return found(last_name(json_object_get(json_object_get(node, "typeName"), "names")), WEAK_LABEL, label);
}

static Strength collation(const json_t *node, const char **label)
{
    return label_of(json_object_get(node, "arg"), label);
}

static Strength choice(const json_t *node, const char **label)
{
    Strength strength = label_of(json_object_get(node, "defresult"), label);

    return strength == STRONG_LABEL ? strength : found("case", WEAK_LABEL, label);
}

static Strength extreme(const json_t *node, const char **label)
{
    const char *kind = sql_string(node, "op");

    return found(kind && strcmp(kind, "IS_LEAST") == 0 ? "least" : "greatest", STRONG_LABEL, label);
}

static Strength array(const json_t *node, const char **label)
{
    (void)node;
    return found("array", STRONG_LABEL, label);
}

static Strength row(const json_t *node, const char **label)
{
    (void)node;
    return found("row", STRONG_LABEL, label);
}

static Strength coalesce(const json_t *node, const char **label)
{
    (void)node;
    return found("coalesce", STRONG_LABEL, label);
}

static const struct Labeller {
    const char *node;
    Strength (*label)(const json_t *node, const char **label);
} labellers[] = {
    {"ColumnRef", column},        {"FuncCall", function},   {"A_Indirection", field}, {"A_Expr", operation},
    {"TypeCast", cast},           {"CollateClause", collation}, {"CaseExpr", choice},  {"MinMaxExpr", extreme},
    {"A_ArrayExpr", array},       {"RowExpr", row},         {"CoalesceExpr", coalesce},
};

static Strength label_of(json_t *expression, const char **label)
{
    for (size_t i = 0; i < sizeof labellers / sizeof *labellers; i++) {
        const json_t *node = json_object_get(expression, labellers[i].node);

        if (node)
            return labellers[i].label(node, label);
    }
    return NO_LABEL;
}

void sql_read_label(Arena *arena, json_t *expression, SqlParse *parse)
{
    const char *label = NULL;

    if (label_of(expression, &label))
        parse->label = arena_strdup(arena, label);
}
