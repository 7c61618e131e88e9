#include "dsl/sqltext/expression.h"

#include <string.h>

/* How much a name found further in counts: what a cast or "case" is called is better than nothing, and no more. */
typedef enum Strength { NO_LABEL, WEAK_LABEL, STRONG_LABEL } Strength;

typedef struct Label {
    const char *name;
    const json_t *column;           /* whose name it is; NULL if it is no column's */
} Label;

static Strength label_of(json_t *expression, Label *label);

/* The last name of a list of them, as in app.users.email or t.*, which may have stars and subscripts besides. */
static const char *last_name(const json_t *names)
{
    const char *name = NULL;

    for (size_t i = json_array_size(names); i-- > 0 && !name;)
        name = sql_string(json_object_get(json_array_get(names, i), "String"), "sval");
    return name;
}

static Strength found(const char *name, Strength strength, Label *label)
{
    if (!name)
        return NO_LABEL;
    *label = (Label){.name = name};
    return strength;
}

static Strength column(const json_t *node, Label *label)
{
    Strength strength = found(last_name(json_object_get(node, "fields")), STRONG_LABEL, label);

    if (strength)
        label->column = node;
    return strength;
}

static Strength function(const json_t *node, Label *label)
{
    return found(last_name(json_object_get(node, "funcname")), STRONG_LABEL, label);
}

static Strength field(const json_t *node, Label *label)
{
    Strength strength = found(last_name(json_object_get(node, "indirection")), STRONG_LABEL, label);

    if (!strength)
        return label_of(json_object_get(node, "arg"), label);
    label->column = node;                                       /* (users).mail is one too */
    return strength;
}

static Strength operation(const json_t *node, Label *label)
{
    const char *kind = sql_string(node, "kind");

    return found(kind && strcmp(kind, "AEXPR_NULLIF") == 0 ? "nullif" : NULL, STRONG_LABEL, label);
}

static Strength cast(const json_t *node, Label *label)
{
    Strength strength = label_of(json_object_get(node, "arg"), label);

    if (strength == STRONG_LABEL)
        return strength;
    return found(last_name(json_object_get(json_object_get(node, "typeName"), "names")), WEAK_LABEL, label);
}

static Strength collation(const json_t *node, Label *label)
{
    return label_of(json_object_get(node, "arg"), label);
}

static Strength choice(const json_t *node, Label *label)
{
    Strength strength = label_of(json_object_get(node, "defresult"), label);

    return strength == STRONG_LABEL ? strength : found("case", WEAK_LABEL, label);
}

static Strength extreme(const json_t *node, Label *label)
{
    const char *kind = sql_string(node, "op");

    return found(kind && strcmp(kind, "IS_LEAST") == 0 ? "least" : "greatest", STRONG_LABEL, label);
}

/* "(select mail from …)" is called as its column is. */
static Strength subquery(const json_t *node, Label *label)
{
    const char *kind = sql_string(node, "subLinkType");
    const json_t *select = json_object_get(json_object_get(node, "subselect"), "SelectStmt");

    if (kind && strcmp(kind, "EXISTS_SUBLINK") == 0)
        return found("exists", STRONG_LABEL, label);
    if (kind && strcmp(kind, "ARRAY_SUBLINK") == 0)
        return found("array", STRONG_LABEL, label);
    if (!kind || strcmp(kind, "EXPR_SUBLINK") != 0)
        return NO_LABEL;
    while (json_object_get(select, "larg"))
        select = json_object_get(select, "larg");
    if (json_object_get(select, "valuesLists"))
        return found("column1", STRONG_LABEL, label);

    const json_t *target = json_object_get(json_array_get(json_object_get(select, "targetList"), 0), "ResTarget");
    *label = (Label){0};                                        /* "?column?" is as strong as any */
    if (!found(sql_string(target, "name"), STRONG_LABEL, label))
        label_of(json_object_get(target, "val"), label);
    label->column = NULL;                                       /* it has a place of its own for "as" */
    return STRONG_LABEL;
}

/* CURRENT_DATE and the like: SVFOP_CURRENT_TIME_N is called "current_time". */
static Strength keyword(const json_t *node, Label *label)
{
    static const struct Word {
        const char *op, *label;
    } words[] = {
        {"SVFOP_CURRENT_DATE", "current_date"},             {"SVFOP_CURRENT_TIME", "current_time"},
        {"SVFOP_CURRENT_TIME_N", "current_time"},           {"SVFOP_CURRENT_TIMESTAMP", "current_timestamp"},
        {"SVFOP_CURRENT_TIMESTAMP_N", "current_timestamp"}, {"SVFOP_LOCALTIME", "localtime"},
        {"SVFOP_LOCALTIME_N", "localtime"},                 {"SVFOP_LOCALTIMESTAMP", "localtimestamp"},
        {"SVFOP_LOCALTIMESTAMP_N", "localtimestamp"},       {"SVFOP_CURRENT_ROLE", "current_role"},
        {"SVFOP_CURRENT_USER", "current_user"},             {"SVFOP_USER", "user"},
        {"SVFOP_SESSION_USER", "session_user"},             {"SVFOP_CURRENT_CATALOG", "current_catalog"},
        {"SVFOP_CURRENT_SCHEMA", "current_schema"},
    };
    const char *op = sql_string(node, "op");

    for (size_t i = 0; op && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].op, op) == 0)
            return found(words[i].label, STRONG_LABEL, label);
    return NO_LABEL;
}

static Strength xml(const json_t *node, Label *label)
{
    static const char *const words[][2] = {
        {"IS_XMLCONCAT", "xmlconcat"}, {"IS_XMLELEMENT", "xmlelement"}, {"IS_XMLFOREST", "xmlforest"},
        {"IS_XMLPARSE", "xmlparse"},   {"IS_XMLPI", "xmlpi"},           {"IS_XMLROOT", "xmlroot"},
    };
    const char *op = sql_string(node, "op");

    for (size_t i = 0; op && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], op) == 0)
            return found(words[i][1], STRONG_LABEL, label);
    return NO_LABEL;
}

/* What is always called the same. */
static const struct Fixed {
    const char *node, *label;
} fixed[] = {
    {"A_ArrayExpr", "array"},     {"RowExpr", "row"},           {"CoalesceExpr", "coalesce"},
    {"GroupingFunc", "grouping"}, {"XmlSerialize", "xmlserialize"},
};

static const struct Labeller {
    const char *node;
    Strength (*label)(const json_t *node, Label *label);
} labellers[] = {
    {"ColumnRef", column},   {"FuncCall", function},       {"A_Indirection", field},      {"A_Expr", operation},
    {"TypeCast", cast},      {"CollateClause", collation}, {"CaseExpr", choice},          {"MinMaxExpr", extreme},
    {"SubLink", subquery},   {"SQLValueFunction", keyword}, {"XmlExpr", xml},
};

static Strength label_of(json_t *expression, Label *label)
{
    for (size_t i = 0; i < sizeof labellers / sizeof *labellers; i++) {
        const json_t *node = json_object_get(expression, labellers[i].node);

        if (node)
            return labellers[i].label(node, label);
    }
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (json_object_get(expression, fixed[i].node))
            return found(fixed[i].label, STRONG_LABEL, label);
    return NO_LABEL;
}

const char *sql_label(json_t *expression, const json_t **column)
{
    Label label = {0};

    label_of(expression, &label);
    *column = label.column;
    return label.name;
}
