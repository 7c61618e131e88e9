#include "dsl/catalog/function.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

/* Arguments. */

static Argument resolve_argument(Resolver *resolver, const Node *node, const char *mode)
{
    const Node *value = node_child(node, NODE_DEFAULT);

    return (Argument){
        .mode = mode ? mode : node->text ? node->text : "in",
        .name = node->name,
        .type = resolve_type(resolver, node_child(node, NODE_TYPE)),
        .value = value ? scope_sql(&resolver->scope, value) : (Sql){0},
    };
}

/* Those in the parentheses, then the columns of "returns table". */
static Records resolve_arguments(Resolver *resolver, const Node *node)
{
    const Node *returns = node_child(node, NODE_RETURNS);
    size_t most = node_count(node, NODE_ARGUMENT) + node_count(returns, NODE_ARGUMENT);
    Argument *items = arena_array(resolver->scope.arena, Argument, most);
    Records arguments = {.items = items};

    for (const Node *one = node_child(node, NODE_ARGUMENT); one; one = node_next(one))
        items[arguments.count++] = resolve_argument(resolver, one, NULL);
    for (const Node *one = node_child(returns, NODE_ARGUMENT); one; one = node_next(one))
        items[arguments.count++] = resolve_argument(resolver, one, "table");
    return arguments;
}

/* Settings. */

static const char *constant_text(const Node *constant)
{
    return constant->name ? constant->name : constant->text;
}

/* As pg_proc.proconfig has it: names of a list each in quotes where they need them. */
static const char *setting_text(Arena *arena, const char *name, const Node *set)
{
    StrBuf text = {.arena = arena};

    for (const Node *constant = node_child(set, NODE_CONSTANT); constant; constant = node_next(constant)) {
        const char *value = constant_text(constant);

        strbuf_puts(&text, text.length ? ", " : "");
        strbuf_puts(&text, setting_is_list(name) ? quote_name(arena, value) : value);
    }
    return strbuf_text(&text);
}

static bool is_default(const Node *set)
{
    const Node *constant = node_child(set, NODE_CONSTANT);

    return constant && constant->name && !node_next(constant) && strcmp(constant->name, "default") == 0;
}

static void check_once(Resolver *resolver, const Node *node, Records settings, const char *name, const Node *set)
{
    for (size_t i = 0; i < settings.count; i++)
        if (strcmp(records_of(settings, Option)[i].name, name) == 0)
            scope_problem(&resolver->scope, DIAG_REPEATED_CLAUSE, set->at, "\"set %s\" stands twice in %s \"%s\"", name,
                          node_name(node->kind), node->name);
}

static Records resolve_settings(Resolver *resolver, const Node *node)
{
    Arena *arena = resolver->scope.arena;
    Option *items = arena_array(arena, Option, node_count(node, NODE_SET));
    Records settings = {.items = items};

    for (const Node *set = node_child(node, NODE_SET); set; set = node_next(set)) {
        const char *name = node_full_name(set, arena);

        if (set->flag)
            scope_problem(&resolver->scope, DIAG_BAD_ROUTINE, set->at,
                          "\"from current\" says nothing in a file: write the value");
        check_once(resolver, node, settings, name, set);
        if (!set->flag && !is_default(set))
            items[settings.count++] = (Option){.name = name, .value = setting_text(arena, name, set)};
    }
    options_sort(settings);
    return settings;
}

static Records resolve_transforms(Resolver *resolver, const Node *transform)
{
    TypeItem *items = arena_array(resolver->scope.arena, TypeItem, node_count(transform, NODE_TYPE));
    Records transforms = {.items = items};

    for (const Node *type = node_child(transform, NODE_TYPE); type; type = node_next(type))
        items[transforms.count++].type = resolve_type(resolver, type);
    return transforms;
}

/* Bodies. */

static const char *without_carriage_returns(Arena *arena, const char *text)
{
    StrBuf out = {.arena = arena};

    if (!strstr(text, "\r\n"))
        return text;
    for (; *text; text++)
        if (text[strspn(text, "\r")] != '\n' || *text == '\n')
            strbuf_putc(&out, *text);
    return strbuf_text(&out);
}

/* In C two strings: object file and symbol, which is the function's own name if it is not said. */
static void resolve_string_body(Resolver *resolver, Function *function, const Node *body)
{
    Arena *arena = resolver->scope.arena;
    const Node *symbol = node_next(body);
    bool is_c = strcmp(function->language, "c") == 0;

    if (symbol && !is_c)
        scope_problem(&resolver->scope, DIAG_BAD_ROUTINE, symbol->at, "only a function in C has an object file and a "
                      "symbol");
    if (!is_c) {
        function->body = without_carriage_returns(arena, body->text);
        return;
    }
    function->object_file = body->text;
    function->body = symbol ? symbol->text : function->called;
}

static const char *trimmed(Arena *arena, const char *text)
{
    static const char blanks[] = " \t\r\n\f\v";
    size_t length;

    text += strspn(text, blanks);
    length = strlen(text);
    while (length && strchr(blanks, text[length - 1]))
        length--;
    return arena_strndup(arena, text, length);
}

static Sql atomic_body(Resolver *resolver, const Node *node)
{
    Arena *arena = resolver->scope.arena;
    const char *inside = without_carriage_returns(arena, trimmed(arena, node->text));

    return (Sql){.text = arena_printf(arena, "BEGIN ATOMIC\n    %s\nEND", inside), .at = node->at};
}

/* "return (select …)": the parentheses, which the grammar takes off, are part of a subquery. */
static Sql returned_value(Resolver *resolver, const Node *value)
{
    const Node *node = node_child(value, NODE_SQL);
    Node query = *node;

    if (!sql_expression(resolver->scope.sql, trimmed(resolver->scope.arena, node->text))->error)
        return scope_sql(&resolver->scope, node);
    query.text = arena_printf(resolver->scope.arena, "(%s)", node->text);
    query.at = (Span){node->at.start - 1, node->at.end + 1};
    return sql_expression(resolver->scope.sql, query.text)->error ? scope_sql(&resolver->scope, node)
                                                                 : scope_sql(&resolver->scope, &query);
}

static void resolve_body(Resolver *resolver, Function *function, const Node *node)
{
    const Node *body = node_child(node, NODE_BODY), *atomic = node_child(node, NODE_ATOMIC);
    const Node *value = node_child(node, NODE_RETURN);
    int bodies = (body != NULL) + (atomic != NULL) + (value != NULL);

    if (bodies != 1)
        scope_problem(&resolver->scope, DIAG_BAD_ROUTINE, place_of(node),
                      bodies ? "%s \"%s\" has two bodies" : "%s \"%s\" has no body", node_name(node->kind), node->name);
    if (body)
        resolve_string_body(resolver, function, body);
    else if (atomic)
        function->sql_body = atomic_body(resolver, atomic);
    else if (value)
        function->sql_body = returned_value(resolver, value);
    if (value && function->sql_body.text)
        function->sql_body.text = arena_printf(resolver->scope.arena, "RETURN %s", function->sql_body.text);
    if (!body && strcmp(function->language, "sql") != 0)
        scope_problem(&resolver->scope, DIAG_BAD_ROUTINE, place_of(node),
                      "a body that is not in quotes is always in SQL, never in \"%s\"", function->language);
}

/* The rest. */

static const char *word(const Node *node, NodeKind kind, const char *otherwise)
{
    const Node *child = node_child(node, kind);

    return child ? child->text : otherwise;
}

static bool flag(const Node *node, NodeKind kind)
{
    const Node *child = node_child(node, kind);

    return child && child->flag;
}

/* A number as the server prints it; NULL if it is what PostgreSQL assumes anyway. */
static const char *resolve_number(Resolver *resolver, const Node *node, const char *usual)
{
    const char *number = node ? function_number(resolver->scope.arena, node->text) : NULL;

    if (node && !number)
        scope_problem(&resolver->scope, DIAG_BAD_ROUTINE, node->at, "\"%s\" is no number", node->text);
    return number && strcmp(number, usual) != 0 ? number : NULL;
}

static const char *language_of(const Node *node)
{
    const Node *language = node_child(node, NODE_LANGUAGE);

    return language ? language->name : "sql";
}

static void check_language(Resolver *resolver, const Node *node)
{
    if (!node_child(node, NODE_LANGUAGE) && node_child(node, NODE_BODY))
        scope_problem(&resolver->scope, DIAG_BAD_ROUTINE, place_of(node), "%s \"%s\" does not say its language",
                      node_name(node->kind), node->name);
}

static void check_clauses(Resolver *resolver, const Node *node)
{
    static const NodeKind of_functions[] = {
        NODE_RETURNS,  NODE_VOLATILITY, NODE_NULL_INPUT, NODE_LEAKPROOF, NODE_PARALLEL,
        NODE_COST,     NODE_ROWS,       NODE_SUPPORT,    NODE_WINDOW,
    };

    for (size_t i = 0; i < sizeof of_functions / sizeof *of_functions && node->kind == NODE_PROCEDURE; i++) {
        const Node *found = node_child(node, of_functions[i]);

        if (found)
            scope_problem(&resolver->scope, DIAG_BAD_ROUTINE, found->at, "a procedure has no \"%s\"",
                          node_name(found->kind));
    }
}

static void resolve_result(Resolver *resolver, Function *function, const Node *node)
{
    const Node *returns = node_child(node, NODE_RETURNS), *type = node_child(returns, NODE_TYPE);

    if (type && !function_has_outputs(function))
        function->returns = resolve_type(resolver, type);
    function->returns_set = returns && (returns->flag || !type);
}

static void fill(Resolver *resolver, Function *function, const Node *node)
{
    const Node *support = node_child(node, NODE_SUPPORT), *security = node_child(node, NODE_SECURITY);

    resolve_result(resolver, function, node);
    function->volatility = word(node, NODE_VOLATILITY, "volatile");
    function->strict = flag(node, NODE_NULL_INPUT);
    function->leakproof = flag(node, NODE_LEAKPROOF);
    function->security_definer = security && strcmp(security->text, "definer") == 0;
    function->parallel = word(node, NODE_PARALLEL, "unsafe");
    function->cost = resolve_number(resolver, node_child(node, NODE_COST), function_usual_cost(function));
    function->rows = resolve_number(resolver, node_child(node, NODE_ROWS), function_usual_rows(function));
    function->support = support ? scope_qname(support) : (QName){0};
    function->settings = resolve_settings(resolver, node);
    function->transforms = resolve_transforms(resolver, node_child(node, NODE_TRANSFORM));
    resolve_body(resolver, function, node);
}

void declare_function(Resolver *resolver, const Node *node)
{
    const Object *schema = resolve_schema_of(resolver, node);
    Arena *arena = resolver->scope.arena;
    Function *function = arena_new(arena, Function);
    const Node *was = node_child(node, NODE_WAS);
    const char *routine = node_child(node, NODE_WINDOW) ? "window function" : "function";

    *function = (Function){
        .object = {.kind = KIND_FUNCTION, .parent = schema, .at = place_of(node)},
        .called = node->name,
        .routine = node->kind == NODE_PROCEDURE ? "procedure" : routine,
        .arguments = resolve_arguments(resolver, node),
        .language = language_of(node),
    };
    check_clauses(resolver, node);
    check_language(resolver, node);
    fill(resolver, function, node);
    function->object.name = function_signature(arena, node->name, (Records){0});
    kind_by_id(KIND_FUNCTION)->renamed(&function->object, arena);
    if (scope_add(&resolver->scope, function, node) && was)
        function->object.was = function_signature(arena, was->name, function->arguments);
}
