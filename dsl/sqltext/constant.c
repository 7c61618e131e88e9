#include "dsl/sqltext/expression.h"

#include <string.h>

/* The value of an A_Const as text. */
static const char *value_of(Arena *arena, const json_t *node, const char *text)
{
    static const char *const kinds[] = {"sval", "fval", "bsval"};
    const json_t *whole = json_object_get(node, "ival"), *truth = json_object_get(node, "boolval");
    const json_t *value = json_object_get(whole, "ival");

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (json_object_get(node, kinds[i]))
            return arena_strdup(arena, sql_string(json_object_get(node, kinds[i]), kinds[i]));
    if (truth)
        return json_is_true(json_object_get(truth, "boolval")) ? "true" : "false";
    if (json_is_integer(value))
        return arena_printf(arena, "%lld", (long long)json_integer_value(value));
    return whole ? sql_small_number(arena, text, sql_place(node)) : "NULL";
}

static bool is_number(const json_t *node)
{
    const json_t *constant = json_object_get(node, "A_Const");

    return json_object_get(constant, "ival") || json_object_get(constant, "fval");
}

/* +5 is an operator to the parser, -5 is not. */
static json_t *without_plus(json_t *node)
{
    const json_t *operation = json_object_get(node, "A_Expr");
    const json_t *name = json_object_get(json_array_get(json_object_get(operation, "name"), 0), "String");
    const char *sign = sql_string(name, "sval");

    if (!sign || strcmp(sign, "+") != 0 || json_object_get(operation, "lexpr"))
        return node;

    json_t *number = json_object_get(operation, "rexpr");
    return is_number(number) ? number : node;
}

static bool is_constant(json_t *node);

static bool are_constant(const json_t *nodes)
{
    json_t *node;
    size_t i;

    json_array_foreach(nodes, i, node)
        if (!is_constant(node))
            return false;
    return true;
}

/* The parser bounds how deep this goes. */
static bool is_constant(json_t *node)
{
    json_t *cast, *list;

    node = without_plus(node);
    if ((cast = json_object_get(node, "TypeCast")))
        return is_constant(json_object_get(cast, "arg"));
    if ((list = json_object_get(node, "A_ArrayExpr")))
        return are_constant(json_object_get(list, "elements"));
    if ((list = json_object_get(node, "RowExpr")))
        return are_constant(json_object_get(list, "args"));
    return json_object_get(node, "A_Const") != NULL;
}

void sql_read_constant(Arena *arena, json_t *expression, const char *text, SqlParse *parse)
{
    json_t *cast;
    bool has_cast = false;

    parse->is_constant = is_constant(expression);
    for (; (cast = json_object_get(expression, "TypeCast")); has_cast = true)
        expression = json_object_get(cast, "arg");

    const json_t *constant = json_object_get(without_plus(expression), "A_Const");
    if (!constant)
        return;
    parse->constant = value_of(arena, constant, text);
    parse->constant_is_string = json_object_get(constant, "sval") != NULL;
    parse->constant_is_null = json_object_get(constant, "isnull") != NULL;
    parse->constant_has_cast = has_cast;
}
